using System.Diagnostics.Metrics;

namespace Evaluation.Kernel;

/// <summary>Metrics of the system, under the meter <c>Evaluation</c>. They cost almost nothing while no collector listens.</summary>
public static class Meters
{
    public const string Name = "Evaluation";

    private static readonly Meter Meter = new(Name);

    /// <summary>
    /// Upper bounds of the duration buckets, in seconds. The collector's default buckets start at 5 s, which is far too coarse.
    /// </summary>
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Ballots that were acknowledged.</summary>
    public static readonly Counter<long> BallotsAccepted = Meter.CreateCounter<long>("evaluation.ballots.accepted", "{ballot}");

    /// <summary>Ballots that were refused, by <c>code</c>.</summary>
    public static readonly Counter<long> BallotsRefused = Meter.CreateCounter<long>("evaluation.ballots.refused", "{ballot}");

    /// <summary>Time from reading a ballot until it is durable and can be acknowledged.</summary>
    public static readonly Histogram<double> BallotSeconds = Meter.CreateHistogram<double>("evaluation.ballot.duration", "s", advice: Durations);

    /// <summary>Commands in one turn, that is, in one append.</summary>
    public static readonly Histogram<int> TurnCommands = Meter.CreateHistogram<int>("evaluation.turn.commands", "{command}");

    /// <summary>Time from passing an entry to the journal until it is durable.</summary>
    public static readonly Histogram<double> AppendSeconds = Meter.CreateHistogram<double>("evaluation.append.duration", "s", advice: Durations);

    /// <summary>Entries in one commit of the journal.</summary>
    public static readonly Histogram<int> CommitEntries = Meter.CreateHistogram<int>("evaluation.commit.entries", "{entry}");

    /// <summary>Saves and removals of documents in one commit.</summary>
    public static readonly Histogram<int> CommitDocuments = Meter.CreateHistogram<int>("evaluation.commit.documents", "{document}");

    /// <summary>Time from the first unreported change of a box until units and criteria have received it.</summary>
    public static readonly Histogram<double> TallyLagSeconds = Meter.CreateHistogram<double>("evaluation.tally.lag", "s", advice: Durations);

    /// <summary>Duration of one report of all changed boxes of a round.</summary>
    public static readonly Histogram<double> ReportSeconds = Meter.CreateHistogram<double>("evaluation.report.duration", "s", advice: Durations);

    /// <summary>Clients that are connected to an event stream.</summary>
    public static readonly UpDownCounter<int> Listeners = Meter.CreateUpDownCounter<int>("evaluation.listeners", "{listener}");
}
