using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Rules;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Voting;

/// <summary>Live turnout: for the round's staff while it is a draft, public afterwards.</summary>
internal static class TurnoutRoutes
{
    public static void MapTurnout(this IEndpointRouteBuilder api)
    {
        var turnout = api.MapGroup("/rounds/{round}/turnout").WithTags("Voting").Refuses(SignInRequired, NotAllowed, NoSuchRound);
        turnout.MapGet("", ReadAsync).WithSummary("Roll, issued and voted by group");
        turnout.MapGet("/stream", StreamAsync).WithSummary("The same as server-sent events: the newest state, at most four a second");
    }

    private static async Task<Results<SnapshotResult<Turnout>, RefusalResult>> ReadAsync(
        string round, HttpContext context, TurnoutSnapshots snapshots, RoundViews views, Access access)
    {
        var snapshot = await FindAsync(round, context, snapshots, views, access);
        return snapshot.ToTypedResult(found => new SnapshotResult<Turnout>(found));
    }

    private static async Task<Results<SnapshotStream, RefusalResult>> StreamAsync(
        string round, HttpContext context, TurnoutSnapshots snapshots, RoundViews views, Access access, TimeProvider clock, IHostApplicationLifetime life)
    {
        var snapshot = await FindAsync(round, context, snapshots, views, access);
        return snapshot.ToTypedResult(_ => new SnapshotStream(() => FindAsync(round, context, snapshots, views, access), () => snapshots.NextIn(round), clock, life));
    }

    private static async ValueTask<Outcome<Snapshot>> FindAsync(string round, HttpContext context, TurnoutSnapshots snapshots, RoundViews views, Access access)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal;
        if (view.Answer.State == RoundState.Draft && (await access.DemandAsync(context, round, Role.Administrator, Role.Auditor, Role.Reviewer)).IsRefused(out refusal))
            return refusal;
        return await snapshots.GetAsync(round);
    }
}
