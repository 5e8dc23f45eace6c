using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Gateway.Operations.Advising;

/// <summary>What follows from the storage, its backups and its verification.</summary>
internal static class StorageRules
{
    private const string DiskFills = "operations#the-disk-fills";

    /// <summary>The storage does not answer.</summary>
    public static IEnumerable<Advice> Silent(OperationsReport report)
    {
        if (report.Storage.Figures is null)
            yield return report.IsCluster ? new("storage-silent", Level.Bad, Urgency.Now, "operations#lose-the-database") : new("folder-silent", Level.Bad, Urgency.Now, DiskFills);
    }

    /// <summary>The disk fills up: by what is used already, or by the days that are left.</summary>
    public static IEnumerable<Advice> Disk(OperationsReport report)
    {
        if (report.Storage.UsedShare is not { } used)
            yield break;
        var days = report.Storage.DaysLeft;
        if (used < Limits.DiskShareMax && !(days < Limits.DiskDaysMin))
            yield break;
        var (level, urgency) = used >= Limits.DiskShareFull || days < 1 ? (Level.Bad, Urgency.Today) : (Level.Warn, Urgency.Week);
        yield return days is { } left
            ? new("disk-filling", level, urgency, DiskFills, ("usedShare", (decimal)used), ("daysLeft", (long)left))
            : new("disk-nearly-full", level, urgency, DiskFills, ("usedShare", (decimal)used));
    }

    /// <summary>A standby is far behind.</summary>
    public static IEnumerable<Advice> StandbyBehind(OperationsReport report) =>
        from standby in report.Storage.Figures?.Standbys ?? []
        where standby.BehindSeconds > Limits.StandbyBehindMax.TotalSeconds
        select new Advice(
            "standby-behind", Level.Warn, Urgency.Today, "operations#lose-the-database", ("standby", standby.Name), ("behindSeconds", TimeSpan.FromSeconds(Math.Round(standby.BehindSeconds!.Value))));

    /// <summary>There is no backup, or none of the last day.</summary>
    public static IEnumerable<Advice> BackupDue(OperationsReport report)
    {
        var handbook = report.IsCluster ? "operations#back-up" : "settings#back-up-and-restore";
        if (!report.Storage.AreRecordsKnown)
            yield break;
        if (report.Storage.Backup is not { } backup)
            yield return new("backup-never", Level.Warn, Urgency.Today, handbook);
        else if (report.At - backup.At > Limits.NightlyWithin)
            yield return new("backup-old", Level.Warn, Urgency.Today, handbook, ("at", backup.At));
    }

    /// <summary>The data was never verified, or not in the last day.</summary>
    public static IEnumerable<Advice> VerificationDue(OperationsReport report)
    {
        var handbook = report.IsCluster ? "operations#verify" : "settings#verify";
        if (!report.Storage.AreRecordsKnown)
            yield break;
        if (report.Storage.Verification is not { } verification)
            yield return new("verification-never", Level.Warn, Urgency.Today, handbook);
        else if (report.At - verification.At > Limits.NightlyWithin)
            yield return new("verification-old", Level.Warn, Urgency.Today, handbook, ("at", verification.At));
    }

    /// <summary>The last verification found something, or could not read everything.</summary>
    public static IEnumerable<Advice> VerificationFailed(OperationsReport report)
    {
        if (report.Storage.Verification is { Outcome: not VerificationOutcome.Agrees } failed)
        {
            var handbook = failed.Outcome == VerificationOutcome.EvidenceLost ? "operations#evidence-is-damaged" : "operations#the-journal-is-damaged";
            yield return new("verification-failed", Level.Bad, Urgency.Now, handbook, ("outcome", failed.Outcome), ("at", failed.At));
        }
    }
}
