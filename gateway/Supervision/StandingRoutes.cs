using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Supervision;

/// <summary>What supervision knows of a unit, and the monthly bulletins of a round.</summary>
internal static class StandingRoutes
{
    public static void MapStanding(this IEndpointRouteBuilder api)
    {
        var round = api.MapGroup("/rounds/{round}").WithTags("Supervision").Refuses(NoSuchRound);
        round.MapGet("/units/{unit}/standing", ReadAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("A unit's eligibility, vetoes, spot checks, findings, approved points and complaints").Refuses(NoSuchUnit, UnitNotYours);
        round.MapGet("/bulletins/{month}", BulletinAsync)
            .WithSummary("What happened in a month (2011-03), by unit; for staff, and for everybody where the round's bulletins are public")
            .Refuses(RefusalCode.BadRequest, SignInRequired, NotAllowed);
    }

    private static async Task<Results<Ok<UnitStanding>, RefusalResult>> ReadAsync(string round, string unit, StandingUseCases standings) =>
        (await standings.ReadAsync(round, unit)).ToTypedResult(TypedResults.Ok);

    private static async Task<Results<Ok<Bulletin>, RefusalResult>> BulletinAsync(string round, string month, HttpContext context, BulletinUseCases bulletins)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await bulletins.ReadAsync(round, month, caller.Answer)).ToTypedResult(read => TypedResults.Ok(read.Bulletin));
    }
}
