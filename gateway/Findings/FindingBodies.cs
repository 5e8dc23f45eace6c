using System.Text.Json;
using Evaluation.Gateway.Evidence;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Findings;

/// <summary>The body of a finding.</summary>
/// <param name="DueOn">The last day in time. It may lie in the past: findings are also entered afterwards.</param>
/// <param name="Criterion">The code of the criterion that it concerns.</param>
/// <param name="Notice">Whether a rectification notice is given. The round numbers its notices 1, 2, 3 ….</param>
/// <param name="Evidence">Ids of evidence of the unit.</param>
public sealed record NewFinding(string Text, DateOnly DueOn, string? Criterion = null, bool Notice = false, IReadOnlyList<string>? Evidence = null)
{
    internal static NewFinding Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("text", "criterion", "dueOn", "notice", "evidence");
        return new(
            fields.Required("text").Text(Limits.NoteCharacters, lines: true),
            fields.Required("dueOn").WorkDay() ?? default,
            fields.Nullable("criterion").TextOrNull(Limits.LabelCharacters),
            fields.Nullable("notice").Flag(),
            EvidenceIds.Read(fields.Nullable("evidence")));
    }
}

/// <summary>The body of a unit's reply.</summary>
/// <param name="Evidence">Ids of evidence of the unit.</param>
public sealed record NewReply(string Text, IReadOnlyList<string>? Evidence = null)
{
    internal static NewReply Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("text", "evidence");
        return new(fields.Required("text").Text(Limits.NoteCharacters, lines: true), EvidenceIds.Read(fields.Nullable("evidence")));
    }
}

/// <summary>The body of a verification.</summary>
/// <param name="DueOn">The new date of a failed verification; left out when it passed.</param>
public sealed record NewVerification(bool Passed, string? Note = null, DateOnly? DueOn = null)
{
    internal static NewVerification Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("passed", "note", "dueOn");
        var (passed, dueOn) = (fields.Required("passed"), fields.Nullable("dueOn"));
        var isPassed = passed.Flag(standIn: true);
        if (passed.IsThere && dueOn.IsThere == isPassed)
            dueOn.Fail(isPassed ? "has no place here: only a failed verification sets a new date" : "is missing: a failed verification sets a new date");
        return new(isPassed, fields.Nullable("note").TextOrNull(Limits.NoteCharacters, lines: true), dueOn.WorkDay());
    }
}

/// <summary>The body of a closing.</summary>
public sealed record FindingClosing(string? Note = null)
{
    internal static FindingClosing Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("note").Nullable("note").TextOrNull(Limits.NoteCharacters, lines: true));
}
