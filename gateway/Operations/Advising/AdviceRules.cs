namespace Evaluation.Gateway.Operations.Advising;

/// <summary>What an operator is to do, from the figures alone. Each rule looks at one thing.</summary>
internal static class AdviceRules
{
    /// <summary>A cause stands before what follows from it.</summary>
    private static readonly Func<OperationsReport, IEnumerable<Advice>>[] All =
    [
        StorageRules.Silent, BallotRules.StorageFull, NodeRules.NoSilo, BallotRules.Broken, BallotRules.JournalSlow, BallotRules.BallotsSlow, BallotRules.Busy, StorageRules.VerificationFailed,
        NodeRules.Silent, StorageRules.Disk, StorageRules.StandbyBehind, BallotRules.Faults, BallotRules.ScoresBehind, StorageRules.BackupDue, StorageRules.VerificationDue, NodeRules.OldVersion,
        VoteRules.OpensSoon,
    ];

    /// <summary>The report with what follows from it: the worst first, then the most urgent.</summary>
    public static OperationsReport Judge(OperationsReport report)
    {
        Advice[] found = [.. All.SelectMany(rule => rule(report)).OrderByDescending(advice => advice.Level).ThenBy(advice => advice.Urgency)];
        return report with { ToDo = found, Level = found is [var worst, ..] ? worst.Level : Level.Good };
    }
}
