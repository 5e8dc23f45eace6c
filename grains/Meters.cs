using System.Diagnostics.Metrics;

namespace Evaluation;

/// <summary>What the system tells about itself, under the meter <c>Evaluation</c>. Costs next to nothing while nobody listens.</summary>
public static class Meters
{
    public const string Name = "Evaluation";

    private static readonly Meter Meter = new(Name);

    /// <summary>Ballots that were acknowledged.</summary>
    public static readonly Counter<long> BallotsAccepted = Meter.CreateCounter<long>("evaluation.ballots.accepted", "{ballot}");

    /// <summary>Ballots that were refused, by <c>code</c>.</summary>
    public static readonly Counter<long> BallotsRefused = Meter.CreateCounter<long>("evaluation.ballots.refused", "{ballot}");

    /// <summary>Commands of a turn: how many share one append.</summary>
    public static readonly Histogram<int> TurnCommands = Meter.CreateHistogram<int>("evaluation.turn.commands", "{command}");

    /// <summary>From handing an entry to the journal until it is durable.</summary>
    public static readonly Histogram<double> AppendSeconds = Meter.CreateHistogram<double>("evaluation.append.duration", "s");

    /// <summary>Entries of one commit of the journal.</summary>
    public static readonly Histogram<int> CommitEntries = Meter.CreateHistogram<int>("evaluation.commit.entries", "{entry}");

    /// <summary>From the first change of a box that was not reported yet until units and criteria have been told of it.</summary>
    public static readonly Histogram<double> TallyLagSeconds = Meter.CreateHistogram<double>("evaluation.tally.lag", "s");

    /// <summary>Reporting the changes of all boxes of a round once.</summary>
    public static readonly Histogram<double> ReportSeconds = Meter.CreateHistogram<double>("evaluation.report.duration", "s");

    /// <summary>People who listen to a stream of events right now.</summary>
    public static readonly UpDownCounter<int> Listeners = Meter.CreateUpDownCounter<int>("evaluation.listeners", "{listener}");
}
