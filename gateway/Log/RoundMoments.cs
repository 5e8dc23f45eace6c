using Evaluation.Log;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;

namespace Evaluation.Gateway.Log;

/// <summary>The moments of a round that are recorded with a head of the log.</summary>
internal static class RoundMoments
{
    /// <summary>
    /// The moments that have come, as the state of the round tells. Those of a round that is older than the log are recorded late.
    /// </summary>
    public static IEnumerable<LogMoment> Of(RoundView round)
    {
        if (round.HasVote && LifeCycle.HasOpened(round.State))
            yield return new(round.Id, MomentKind.Opened);
        if (round.HasVote && (round.State == RoundState.Sealing || LifeCycle.IsClosed(round.State)))
            yield return new(round.Id, MomentKind.Closed);
        if (LifeCycle.IsClosed(round.State))
            yield return new(round.Id, MomentKind.Sealed);
        if (LifeCycle.IsPublic(round.State))
            yield return new(round.Id, MomentKind.Published, round.ResultVersions);
        if (round.Keeping is { Ballots: BallotSecrecy.Destroyed })
            yield return new(round.Id, MomentKind.KeyDestroyed);
    }

    /// <summary>Whether blocks are made even if nothing has changed.</summary>
    public static bool IsVoting(RoundView round) => round.State is RoundState.Voting or RoundState.Paused or RoundState.Sealing;
}
