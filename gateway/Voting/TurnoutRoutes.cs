using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Turnout: for the round's staff while it is a draft, public afterwards. While voting goes on in a round that shows scores, everybody else
/// sees the turnout of the newest cut.
/// </summary>
internal static class TurnoutRoutes
{
    public static void MapTurnout(this IEndpointRouteBuilder api)
    {
        var turnout = api.MapGroup("/rounds/{round}/turnout").WithTags("Voting").Refuses(SignInRequired, NotAllowed, NoSuchRound);
        turnout.MapGet("", ReadAsync).WithSummary("Roll, issued and voted by group; live for the round's staff, and of the newest cut for others where scores are shown before the close");
        turnout.MapGet("/stream", StreamAsync).WithSummary("The same as server-sent events: the newest state, at most four a second");
    }

    private static async Task<Results<SnapshotResult<Turnout>, RefusalResult>> ReadAsync(
        string round, HttpContext context, TurnoutSnapshots snapshots, RoundViews views)
    {
        var found = await FindAsync(round, context, views);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var snapshot = await snapshots.GetAsync(found.Answer.Round, found.Answer.Account);
        return snapshot.ToTypedResult(turnout => new SnapshotResult<Turnout>(turnout));
    }

    private static async Task<Results<SnapshotStream, RefusalResult>> StreamAsync(
        string round, HttpContext context, TurnoutSnapshots snapshots, RoundViews views, TimeProvider clock, IHostApplicationLifetime life)
    {
        var found = await FindAsync(round, context, views);
        return found.ToTypedResult(first =>
        {
            var seen = first;
            return new SnapshotStream(ReadAgainAsync, () => snapshots.NextIn(seen.Round, seen.Account), clock, life);

            async ValueTask<Outcome<Snapshot>> ReadAgainAsync()
            {
                var again = await FindAsync(round, context, views);
                if (again.IsRefused(out var refusal))
                    return refusal;
                seen = again.Answer;
                return await snapshots.GetAsync(seen.Round, seen.Account);
            }
        });
    }

    /// <summary>The round and the account of the caller, if it has one.</summary>
    private static async ValueTask<Outcome<Seen>> FindAsync(string round, HttpContext context, RoundViews views)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal;
        if (await Insiders.RefuseAsync(view.Answer, context) is { } outsider)
            return outsider;
        if (view.Answer.State == RoundState.Draft && (await Access.DemandAsync(context, round, Role.Administrator, Role.Auditor, Role.Reviewer)).IsRefused(out refusal))
            return refusal;
        // A caller whose key is unknown sees what everybody sees.
        var caller = view.Answer.Visibility == Visibility.Sealed ? default(StaffAccount) : await Access.CallerAsync(context);
        return new Seen(view.Answer, caller.IsRefused(out _) ? null : caller.Answer);
    }

    private sealed record Seen(RoundView Round, StaffAccount? Account);
}
