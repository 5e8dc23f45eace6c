using Evaluation.Rules;

namespace Evaluation.Gateway.Operations.Advising;

/// <summary>What follows from the schedules of rounds.</summary>
internal static class VoteRules
{
    /// <summary>Everybody knows the opening time, so load rises at once.</summary>
    public static IEnumerable<Advice> OpensSoon(OperationsReport report) =>
        from vote in report.Votes ?? []
        where vote is { State: not (RoundState.Voting or RoundState.Paused), OpensAt: not null } && report.IsCluster
        select new Advice("opens-soon", Level.Notice, Urgency.Today, "operations#scale-for-an-opening", ("round", vote.Title), ("opensAt", vote.OpensAt!.Value));
}
