using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds;

/// <summary>A round's life: transitions by hand and the schedule.</summary>
internal static class LifeRoutes
{
    public static void MapLife(this IEndpointRouteBuilder api)
    {
        var round = api.MapGroup("/rounds/{round}").WithTags("Rounds").RequireRole(Role.Administrator);
        round.MapPost("/transitions", MoveAsync).WithSummary("Move a round along its life; for sealed it returns when every acknowledged ballot is in the tally")
            .Reads<Transition>().Produces<RoundSummary>().ProducesProblem(409);
        round.MapPost("/schedule", ScheduleAsync).WithSummary("Set when voting opens and closes by itself; extend an open round with a reason")
            .Reads<Schedule>().Produces<RoundSummary>().ProducesProblem(400).ProducesProblem(409);
    }

    private static async Task<IResult> MoveAsync(string round, HttpContext context, RoundClerk clerk, Timekeeper timekeeper, RoundViews views)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, Transition.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var moved = await clerk.MoveAsync(round, body.Answer.To, context.CallerName, body.Answer.Reason, body.Answer.ObjectionsUntil);
        return Tell(round, moved, timekeeper, views);
    }

    private static async Task<IResult> ScheduleAsync(string round, HttpContext context, RoundClerk clerk, Timekeeper timekeeper, RoundViews views)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadSchedule, Schedule.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var scheduled = await clerk.ScheduleAsync(round, body.Answer.OpensAt, body.Answer.ClosesAt, context.CallerName, body.Answer.Reason);
        return Tell(round, scheduled, timekeeper, views);
    }

    /// <summary>Whatever became of it, the timekeeper looks at the round again, and readers see it at once.</summary>
    private static IResult Tell(string round, Outcome<RoundView> outcome, Timekeeper timekeeper, RoundViews views)
    {
        views.Forget(round);
        timekeeper.Watch(round);
        return outcome.ToResult(view => TypedResults.Ok(RoundSummary.Of(view)));
    }
}

/// <summary>The body of a transition.</summary>
/// <param name="ObjectionsUntil">With published: just before this instant the window for objections ends. Left out: as the round's policies say.</param>
public sealed record Transition(RoundState To, string? Reason = null, DateTimeOffset? ObjectionsUntil = null)
{
    internal static Transition Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("to", "reason", "objectionsUntil");
        var at = fields.Required("to");
        var to = at.Choice<RoundState>();
        if (to is RoundState.Sealing && at.IsText)
            at.Fail("is a state that a round passes through by itself; ask for sealed");
        var until = fields.Nullable("objectionsUntil");
        if (until.IsThere && to != RoundState.Published)
            until.Fail("stands with published only");
        return new(to, fields.Nullable("reason").TextOrNull(Limits.ReasonCharacters, lines: true), until.Instant());
    }
}

/// <summary>The body of a schedule. What is left out stays as it is.</summary>
public sealed record Schedule(DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, string? Reason = null)
{
    internal static Schedule Read(JsonElement body, FaultList faults)
    {
        var root = JsonCursor.Root(body, faults);
        var fields = root.Object("opensAt", "closesAt", "reason");
        var (opensAt, closesAt) = (fields.Nullable("opensAt"), fields.Nullable("closesAt"));
        if (root.IsObject && !opensAt.IsThere && !closesAt.IsThere)
            root.Fail("needs opensAt, closesAt or both");
        return new(opensAt.Instant(), closesAt.Instant(), fields.Nullable("reason").TextOrNull(Limits.ReasonCharacters, lines: true));
    }
}
