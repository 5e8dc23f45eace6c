using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Rounds;

/// <summary>Moves a round to another state, from opening and sealing to archiving, and sets its schedule.</summary>
internal static class TransitionRoutes
{
    public static void MapTransitions(this IEndpointRouteBuilder api)
    {
        var round = api.MapGroup("/rounds/{round}").WithTags("Rounds").RequireRole(Role.Administrator).Refuses(NoSuchRound, WrongState, ReasonMissing);
        round.MapPost("/transitions", MoveAsync).WithSummary("Move a round along its life; for sealed it returns when every acknowledged ballot is in the tally")
            .WithDescription("With provisional every unit closes its ledger first. From provisional back to sealed the ledgers open again, and the computed version stays.")
            .Reads<Transition>().Refuses(RefusalCode.BadRequest, BadSchedule, PanelTooSmall, PanelsMixed, PanelAgainstRules, TailNotPublished, PartNotPublished, Incomplete, WindowOpen, ObjectionsOpen);
        round.MapPost("/schedule", ScheduleAsync).WithSummary("Set when voting opens and closes by itself; extend an open round with a reason")
            .WithDescription("An instant that is left out stays as it is. null clears it: voting is then opened or closed by hand.")
            .Reads<Schedule>().Refuses(BadSchedule, PanelAgainstRules).ReplacesVersion();
    }

    private static async Task<Results<Ok<RoundSummary>, RefusalResult>> MoveAsync(string round, HttpContext context, RoundUseCases rounds)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, Transition.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var (to, reason, objectionsUntil, incomplete) = body.Answer;
        var moved = await rounds.MoveAsync(round, to, reason, objectionsUntil, context.CallerAccount, acceptsIncomplete: incomplete is not null);
        return moved.ToTypedResult(view => TypedResults.Ok(RoundSummary.Of(view)));
    }

    private static async Task<Results<Ok<RoundSummary>, RefusalResult>> ScheduleAsync(string round, HttpContext context, RoundUseCases rounds)
    {
        var basedOn = VersionTag.Schedule.BasedOn(context.Request);
        if (basedOn.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, BadSchedule, Schedule.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var scheduled = await rounds.ScheduleAsync(round, body.Answer, basedOn.Answer, context.CallerAccount);
        return scheduled.ToTypedResult(view =>
        {
            VersionTag.Schedule.Send(context, view.ScheduleVersion);
            return TypedResults.Ok(RoundSummary.Of(view));
        });
    }
}
