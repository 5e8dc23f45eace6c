using System.Text.Json;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Rounds;

/// <summary>The body of a transition.</summary>
/// <param name="ObjectionsUntil">
/// With published: the exclusive end of the window for objections. Left out, the round's policies decide.
/// </param>
/// <param name="Incomplete">
/// With provisional: <c>accept</c> if units may lack a component of the total, with a reason. Left out, such a transition is refused.
/// </param>
public sealed record Transition(RoundState To, string? Reason = null, DateTimeOffset? ObjectionsUntil = null, string? Incomplete = null)
{
    internal static Transition Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("to", "reason", "objectionsUntil", "incomplete");
        var at = fields.Required("to");
        var to = at.Choice<RoundState>();
        if (to is RoundState.Sealing && at.IsText)
            at.Fail("is a state that a round passes through by itself; ask for sealed");
        var until = fields.Nullable("objectionsUntil");
        if (until.IsThere && to != RoundState.Published)
            until.Fail("stands with published only");
        var incomplete = fields.Nullable("incomplete");
        if (incomplete.IsThere && to != RoundState.Provisional)
            incomplete.Fail("stands with provisional only");
        return new(to, fields.Nullable("reason").TextOrNull(Limits.ReasonCharacters, lines: true), until.WorkInstant(), incomplete.IsThere ? incomplete.Word(["accept"]) : null);
    }
}

/// <summary>The body of a schedule. An instant that is left out stays as it is; null clears it.</summary>
public sealed record Schedule(DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, string? Reason = null)
{
    internal static ScheduleChange Read(JsonElement body, FaultList faults)
    {
        var root = JsonCursor.Root(body, faults);
        var fields = root.Object("opensAt", "closesAt", "reason");
        var (opensAt, closesAt) = (fields.Nullable("opensAt"), fields.Nullable("closesAt"));
        var (clearsOpening, clearsClose) = (fields.IsNull("opensAt"), fields.IsNull("closesAt"));
        if (root.IsObject && !opensAt.IsThere && !closesAt.IsThere && !clearsOpening && !clearsClose)
            root.Fail("needs opensAt, closesAt or both");
        return new(opensAt.WorkInstant(), closesAt.WorkInstant(), clearsOpening, clearsClose, fields.Nullable("reason").TextOrNull(Limits.ReasonCharacters, lines: true));
    }
}
