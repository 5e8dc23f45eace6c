using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Advising;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;
using Evaluation.Rules;

namespace Evaluation.Tests.Operations;

/// <summary>What an operator is asked to do: each rule on both sides of its limit.</summary>
public sealed class AdviceRulesTests
{
    private static readonly NodeHour Silo = Figures.Node("silo-1", NodeRole.Silo);
    private static readonly NodeHour Gateway = Figures.Node("gateway-1", NodeRole.Gateway);

    [Fact]
    public void A_healthy_cluster_and_a_healthy_process_need_nothing()
    {
        Assert.Equal((Level.Good, 0), Found(Figures.Report()));
        Assert.Equal((Level.Good, 0), Found(Figures.Report([Alone()], Stored(Figures.Folder), isCluster: false)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, Level.Warn)]
    [InlineData(30, Level.Bad)]
    public void Ballots_that_are_refused_as_busy_are_bad_above_one_per_cent(int refused, Level? level)
    {
        var report = Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 300, refused: index == Figures.Newest && refused > 0 ? "busy" : null, refusals: refused)), Silo]);
        Assert.Equal(level, LevelOf(report, "busy"));
    }

    [Theory]
    [InlineData("storage-full", 0, "storage-full", Level.Bad, "operations#the-disk-fills")]
    [InlineData("storage-full", 60, null, null, null)]
    [InlineData("journal-broken", 60, "journal-broken", Level.Bad, "operations#the-journal-is-damaged")]
    [InlineData("fault", 60, "fault", Level.Warn, "operations#watch")]
    [InlineData("no-such-credential", 0, null, null, null)]
    public void Only_refusals_that_are_a_matter_of_the_system_need_action(string code, int bucketsAgo, string? rule, Level? level, string? handbook)
    {
        var report = Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 10, refused: index == Figures.Newest - bucketsAgo ? code : null, refusals: 2)), Silo]);
        Assert.Equal((rule, level, handbook), (report.ToDo.SingleOrDefault()?.Rule, report.ToDo.SingleOrDefault()?.Level, report.ToDo.SingleOrDefault()?.Handbook));
    }

    [Theory]
    [InlineData(0.05, 0.04, null, null)]
    [InlineData(0.3, 0.2, "journal-slow", Level.Warn)]
    [InlineData(0.9, 0.7, "journal-slow", Level.Bad)]
    [InlineData(0.3, 0.02, "ballots-slow", Level.Warn)]
    [InlineData(0.9, 0.02, "ballots-slow", Level.Bad)]
    public void Slow_ballots_are_blamed_on_the_journal_only_if_it_is_slow(double ballot, double append, string? rule, Level? level)
    {
        var report = Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 50, seconds: ballot, durations: 50, appendSeconds: append)), Silo]);
        Assert.Equal((rule, level), (report.ToDo.SingleOrDefault()?.Rule, report.ToDo.SingleOrDefault()?.Level));
    }

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(1.1, true)]
    public void Live_scores_may_be_a_second_behind(double seconds, bool isLate) =>
        Assert.Equal(isLate, LevelOf(Figures.Report([Gateway, Figures.Node("s", NodeRole.Silo, index => Figures.Bucket(index, behind: seconds))]), "scores-behind") is Level.Warn);

    [Theory]
    [InlineData(19, false)]
    [InlineData(21, true)]
    public void A_process_is_silent_after_twenty_seconds(double heardAgo, bool isSilent)
    {
        var report = Figures.Report([Gateway, Silo, Figures.Node("silo-2", NodeRole.Silo, heardAgo: heardAgo)]);
        Assert.Equal(isSilent ? Level.Warn : null, LevelOf(report, "node-silent"));
        Assert.Equal(isSilent ? "silo-2" : null, report.ToDo.SingleOrDefault()?.Facts[0].Value);
    }

    [Fact]
    public void Without_a_running_silo_no_ballot_is_received()
    {
        Assert.Equal(Level.Bad, LevelOf(Figures.Report([Gateway, Figures.Node("silo-1", NodeRole.Silo, heardAgo: 60)]), "no-silo"));
        Assert.Equal(Level.Bad, LevelOf(Figures.Report([Gateway, Silo], isConnected: false), "no-silo"));
        Assert.Null(LevelOf(Figures.Report([Gateway, Silo]), "no-silo"));
    }

    [Fact]
    public void Old_versions_are_named_together()
    {
        var report = Figures.Report([Gateway, Figures.Node("s1", NodeRole.Silo, version: "1.4.1+b"), Figures.Node("s2", NodeRole.Silo, version: "1.4.1+b")]);
        var advice = Assert.Single(report.ToDo);
        Assert.Equal(("old-version", Level.Warn, Urgency.Calm), (advice.Rule, advice.Level, advice.Urgency));
        Assert.Equal(["s1", "s2"], Assert.IsType<string[]>(advice.Facts[0].Value));
    }

    [Theory]
    [InlineData(60, null, null, null)]
    [InlineData(60, 20.0, null, null)]
    [InlineData(22, null, null, null)]
    [InlineData(18, null, "disk-nearly-full", Level.Warn)]
    [InlineData(40, 3.5, "disk-filling", Level.Warn)]
    [InlineData(4, null, "disk-nearly-full", Level.Bad)]
    [InlineData(30, 0.5, "disk-filling", Level.Bad)]
    public void A_disk_is_judged_by_what_is_free_and_by_the_days_left(int freeGigabytes, double? days, string? rule, Level? level)
    {
        var free = freeGigabytes * 1_000_000_000L;
        var report = Figures.Report([Alone()], new(Figures.Folder with { FreeBytes = free }, Figures.Records, free / days), isCluster: false);
        Assert.Equal((rule, level), (report.ToDo.SingleOrDefault()?.Rule, report.ToDo.SingleOrDefault()?.Level));
    }

    [Fact]
    public void A_disk_that_cannot_be_seen_is_not_judged() => Assert.Equal((Level.Good, 0), Found(Figures.Report(storage: new(Figures.Server, Figures.Records, 1e12))));

    [Theory]
    [InlineData(true, "storage-silent", "operations#lose-the-database")]
    [InlineData(false, "folder-silent", "operations#the-disk-fills")]
    public void A_storage_that_does_not_answer_is_the_first_thing(bool isCluster, string rule, string handbook)
    {
        var report = Figures.Report([Alone()], new(null, null, null), isCluster: isCluster);
        Assert.Equal((rule, Level.Bad, handbook), (report.ToDo[0].Rule, report.ToDo[0].Level, report.ToDo[0].Handbook));
        Assert.DoesNotContain(report.ToDo, advice => advice.Rule.StartsWith("backup", StringComparison.Ordinal));
    }

    [Fact]
    public void A_backup_and_a_verification_are_due_every_day()
    {
        Assert.Equal(["backup-never", "verification-never"], Rules(StorageRecords.None));
        Assert.Equal(["backup-old", "verification-old"], Rules(new(new(Figures.Now.AddHours(-27), 1), new(Figures.Now.AddHours(-27), 1, VerificationOutcome.Agrees))));
        Assert.Empty(Rules(new(new(Figures.Now.AddHours(-25), 1), new(Figures.Now.AddHours(-25), 1, VerificationOutcome.Agrees))));
    }

    [Theory]
    [InlineData(VerificationOutcome.ChainBroken, "operations#the-journal-is-damaged")]
    [InlineData(VerificationOutcome.Contradicts, "operations#the-journal-is-damaged")]
    [InlineData(VerificationOutcome.EvidenceLost, "operations#evidence-is-damaged")]
    public void A_failed_verification_is_bad_and_leads_to_its_section(VerificationOutcome outcome, string handbook)
    {
        var report = Figures.Report(storage: new(Figures.Server, Figures.Records with { Verification = new(Figures.Now.AddHours(-1), 1, outcome) }, null));
        Assert.Equal(("verification-failed", Level.Bad, handbook), (report.ToDo[0].Rule, report.ToDo[0].Level, report.ToDo[0].Handbook));
    }

    [Theory]
    [InlineData(29.0, false)]
    [InlineData(96.0, true)]
    [InlineData(null, false)]
    public void A_standby_that_is_far_behind_is_named(double? seconds, bool isNamed) => Assert.Equal(
        isNamed, LevelOf(Figures.Report(storage: Stored(Figures.Server with { Standbys = [new("db-2", true, seconds)] })), "standby-behind") is Level.Warn);

    [Theory]
    [InlineData(RoundState.Draft, true, true)]
    [InlineData(RoundState.Voting, true, false)]
    [InlineData(RoundState.Draft, false, false)]
    public void The_opening_of_a_vote_is_announced_to_a_cluster(RoundState state, bool isCluster, bool isAnnounced)
    {
        var report = Figures.Report(isCluster ? null : [Alone()], votes: [new("r", new("测评"), "Asia/Shanghai", state, Figures.Now.AddHours(20), null)], isCluster: isCluster);
        Assert.Equal(isAnnounced ? Level.Notice : Level.Good, report.Level);
    }

    [Fact]
    public void The_worst_comes_first()
    {
        var report = Figures.Report([Gateway, Figures.Node("s1", NodeRole.Silo, version: "1.4.1+b"), Figures.Node("s2", NodeRole.Silo, heardAgo: 60)], new(null, null, null));
        Assert.Equal(["storage-silent", "node-silent", "old-version"], report.ToDo.Select(advice => advice.Rule));
        Assert.Equal(Level.Bad, report.Level);
    }

    private static string[] Rules(StorageRecords records) => [.. Figures.Report(storage: new(Figures.Server, records, null)).ToDo.Select(advice => advice.Rule)];

    private static StorageSeen Stored(StorageFigures figures) => new(figures, Figures.Records, null);

    private static NodeHour Alone() => Figures.Node("alone", NodeRole.Gateway);

    private static (Level, int) Found(OperationsReport report) => (report.Level, report.ToDo.Count);

    private static Level? LevelOf(OperationsReport report, string rule) => report.ToDo.SingleOrDefault(advice => advice.Rule == rule)?.Level;
}
