namespace Evaluation.Gateway.Operations.Advising;

/// <summary>What follows from ballots: refused, slow, or late in live scores.</summary>
internal static class BallotRules
{
    private const string Slow = "operations#ballots-become-slow";
    private const string RefusedAsBusy = "operations#ballots-are-refused-as-busy";

    /// <summary>Voters get "busy". Their pages send again, so few of them do not matter.</summary>
    public static IEnumerable<Advice> Busy(OperationsReport report)
    {
        if (report.Ballots is { BusyInMinute: > 0 and var count, BusyShare: { } share })
            yield return new("busy", share > Limits.BusyShareMax ? Level.Bad : Level.Warn, Urgency.Now, RefusedAsBusy, ("countInMinute", count), ("share", (decimal)share));
    }

    /// <summary>Nothing can be stored.</summary>
    public static IEnumerable<Advice> StorageFull(OperationsReport report) =>
        Refused(report, "storage-full", inHour: false).Select(count => new Advice("storage-full", Level.Bad, Urgency.Now, "operations#the-disk-fills", ("countInMinute", count)));

    /// <summary>A hash chain does not hold.</summary>
    public static IEnumerable<Advice> Broken(OperationsReport report) =>
        Refused(report, "journal-broken", inHour: true).Select(count => new Advice("journal-broken", Level.Bad, Urgency.Now, "operations#the-journal-is-damaged", ("countInHour", count)));

    /// <summary>A request met a bug.</summary>
    public static IEnumerable<Advice> Faults(OperationsReport report) =>
        Refused(report, "fault", inHour: true).Select(count => new Advice("fault", Level.Warn, Urgency.Today, "operations#watch", ("countInHour", count)));

    /// <summary>The journal's commits are slow: the disk or the database server, not the number of processes.</summary>
    public static IEnumerable<Advice> JournalSlow(OperationsReport report) => Slowness("journal-slow", report.Journal, report.At);

    /// <summary>Ballots are slow although the journal is not: processors or the network.</summary>
    public static IEnumerable<Advice> BallotsSlow(OperationsReport report) => JournalSlow(report).Any() ? [] : Slowness("ballots-slow", report.Durable, report.At);

    /// <summary>Live scores are late. Ballots do not wait for them.</summary>
    public static IEnumerable<Advice> ScoresBehind(OperationsReport report)
    {
        if (report.LiveScores.Seconds is { } seconds && seconds > report.LiveScores.LimitSeconds)
            yield return new("scores-behind", Level.Warn, Urgency.Week, "operations#live-scores-are-behind", ("behindSeconds", TimeSpan.FromSeconds(Math.Round(seconds, 1))));
    }

    private static IEnumerable<Advice> Slowness(string rule, DurableFigures durable, DateTimeOffset now)
    {
        if (durable is { SlowSince: { } since, P99Seconds: { } p99 })
            yield return new(rule, p99 > Limits.DurableTooSlow.TotalSeconds ? Level.Bad : Level.Warn, Urgency.Now, Slow, ("p99Milliseconds", (long)Math.Round(1000 * p99)), ("since", since), ("for", now - since));
    }

    /// <summary>How many ballots were refused with this code, unless none was.</summary>
    private static IEnumerable<long> Refused(OperationsReport report, string code, bool inHour) =>
        report.Ballots.Refused.Where(refused => refused.Code == code).Select(refused => inHour ? refused.Count : refused.InMinute).Where(count => count > 0);
}
