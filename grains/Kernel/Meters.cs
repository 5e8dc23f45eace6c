using System.Diagnostics.Metrics;

namespace Evaluation.Kernel;

/// <summary>What the system tells about itself, under the meter <c>Evaluation</c>. Costs next to nothing while nobody listens.</summary>
public static class Meters
{
    public const string Name = "Evaluation";

    private static readonly Meter Meter = new(Name);

    /// <summary>Upper ends of the classes of durations, in seconds, from a fast disk to what nobody waits for. What collects them would otherwise begin at five.</summary>
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Ballots that were acknowledged.</summary>
    public static readonly Counter<long> BallotsAccepted = Meter.CreateCounter<long>("evaluation.ballots.accepted", "{ballot}");

    /// <summary>Ballots that were refused, by <c>code</c>.</summary>
    public static readonly Counter<long> BallotsRefused = Meter.CreateCounter<long>("evaluation.ballots.refused", "{ballot}");

    /// <summary>Commands of a turn: how many share one append.</summary>
    public static readonly Histogram<int> TurnCommands = Meter.CreateHistogram<int>("evaluation.turn.commands", "{command}");

    /// <summary>From handing an entry to the journal until it is durable.</summary>
    public static readonly Histogram<double> AppendSeconds = Meter.CreateHistogram<double>("evaluation.append.duration", "s", advice: Durations);

    /// <summary>Entries of one commit of the journal.</summary>
    public static readonly Histogram<int> CommitEntries = Meter.CreateHistogram<int>("evaluation.commit.entries", "{entry}");

    /// <summary>From the first change of a box that was not reported yet until units and criteria have been told of it.</summary>
    public static readonly Histogram<double> TallyLagSeconds = Meter.CreateHistogram<double>("evaluation.tally.lag", "s", advice: Durations);

    /// <summary>Reporting the changes of all boxes of a round once.</summary>
    public static readonly Histogram<double> ReportSeconds = Meter.CreateHistogram<double>("evaluation.report.duration", "s", advice: Durations);

    /// <summary>People who listen to a stream of events right now.</summary>
    public static readonly UpDownCounter<int> Listeners = Meter.CreateUpDownCounter<int>("evaluation.listeners", "{listener}");
}
