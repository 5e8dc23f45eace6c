using System.Text.Json.Serialization;
using Evaluation.Gateway.Operations.Advising;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Gateway.Operations;

/// <summary>How the system works, as its operators see it: the answer of <c>GET /api/operations</c>, and what the page shows.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Level">The worst of <paramref name="ToDo"/>.</param>
/// <param name="ToDo">What an operator is to do, the most urgent first.</param>
/// <param name="IsCluster">Whether gateways, silos and a database server are processes of their own.</param>
/// <param name="IsConnected">Whether figures of the other processes arrive.</param>
/// <param name="Votes">Rounds that take ballots or open within a day; null when they cannot be read.</param>
/// <param name="Minutes">One hour back, oldest first. The last minute is not over.</param>
public sealed record OperationsReport(
    DateTimeOffset At,
    Level Level,
    IReadOnlyList<Advice> ToDo,
    bool IsCluster,
    bool IsConnected,
    IReadOnlyList<OpenVote>? Votes,
    BallotFigures Ballots,
    DurableFigures Durable,
    DurableFigures Journal,
    WaitingFigures Waiting,
    BehindFigures LiveScores,
    IReadOnlyList<NodeStanding> Nodes,
    StorageStanding Storage,
    IReadOnlyList<MinuteFigures> Minutes);

/// <summary>Ballots at all gateways.</summary>
/// <param name="PerSecond">In the last whole bucket of ten seconds; null without a figure.</param>
/// <param name="PeakPerSecond">The highest of the hour.</param>
/// <param name="AcceptedInHour">Acknowledged in the last hour.</param>
/// <param name="AcceptedInMinute">In the last whole minute; likewise <paramref name="RefusedInMinute"/>.</param>
/// <param name="Refused">In the last hour by reason, every usual reason and those that occurred.</param>
/// <param name="BusyInMinute">Refused as busy in the last whole minute: their pages send again.</param>
public sealed record BallotFigures(
    double? PerSecond, double? PeakPerSecond, DateTimeOffset? PeakAt, long AcceptedInHour, long AcceptedInMinute, long RefusedInMinute, long BusyInMinute, IReadOnlyList<RefusedFigure> Refused)
{
    /// <summary>Share of the ballots of the last minute that were refused; null without a ballot.</summary>
    public double? RefusedShare => Share(RefusedInMinute);

    /// <summary>Share that was refused as busy.</summary>
    public double? BusyShare => Share(BusyInMinute);

    private double? Share(long part) => AcceptedInMinute + RefusedInMinute is > 0 and var all ? (double)part / all : null;
}

/// <param name="Code">The code of the refusal.</param>
/// <param name="NeedsAction">Whether an operator has something to do when it occurs; the others are matters of the voters.</param>
public sealed record RefusedFigure(string Code, long Count, long InMinute, bool NeedsAction);

/// <summary>Time until something is durable, in the last whole minute.</summary>
/// <param name="HalfSeconds">Half of all were faster.</param>
/// <param name="P99Seconds">99 of 100 were faster; at most 9 % too long.</param>
/// <param name="LimitSeconds">What 99 of 100 should stay below.</param>
/// <param name="SlowSince">Since when they have not, minute by minute without a break; null when they do.</param>
public sealed record DurableFigures(long Count, double? HalfSeconds, double? P99Seconds, double LimitSeconds, DateTimeOffset? SlowSince);

/// <summary>Requests that wait for their answer.</summary>
public sealed record WaitingFigures(int? Now, int? Peak, DateTimeOffset? PeakAt);

/// <summary>How far live scores are behind; null where nothing is reported.</summary>
public sealed record BehindFigures(double? Seconds, double LimitSeconds);

/// <summary>One minute of the hour. What was not measured is null.</summary>
/// <param name="IsIncomplete">Whether a process that was running did not report this minute.</param>
public sealed record MinuteFigures(
    DateTimeOffset At, double? PerSecond, long? Accepted, long? Refused, double? HalfSeconds, double? P99Seconds, double? JournalP99Seconds, int? Waiting, double? BehindSeconds, bool IsIncomplete)
{
    internal long Durations { get; init; }

    internal long Appends { get; init; }
}

/// <summary>Whether a process works.</summary>
[JsonConverter(typeof(CamelCaseEnum<NodeState>))]
public enum NodeState
{
    Running,

    /// <summary>It has not reported for a while.</summary>
    Silent,

    /// <summary>No figures arrive, so nobody knows.</summary>
    Unknown,
}

/// <summary>A process of the deployment.</summary>
/// <param name="IsOld">Whether another process has a newer version.</param>
/// <param name="SilentSeconds">Time since its last report.</param>
public sealed record NodeStanding(
    string Name, IReadOnlyList<NodeRole> Roles, string Version, bool IsOld, NodeState State, double SilentSeconds, DateTimeOffset StartedAt, double? CpuShare, long MemoryBytes);

/// <summary>The storage with what is recorded of it.</summary>
/// <param name="Figures">Null when it does not answer.</param>
/// <param name="DaysLeft">Days until its disk is full at the speed of the last hour; null when that is not known, or is far away.</param>
/// <param name="AreRecordsKnown">Whether the records could be read.</param>
public sealed record StorageStanding(StorageFigures? Figures, double? GrowthPerDay, double? DaysLeft, bool AreRecordsKnown, BackupRecord? Backup, VerificationRecord? Verification)
{
    /// <summary>Share of the disk that is used; null where the disk cannot be seen.</summary>
    public double? UsedShare => Figures is { DiskBytes: > 0 and var disk, FreeBytes: { } free } ? 1 - (double)free / disk : null;
}
