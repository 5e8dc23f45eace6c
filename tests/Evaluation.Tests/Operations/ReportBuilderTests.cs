using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Measuring;

namespace Evaluation.Tests.Operations;

/// <summary>The report of all processes: sums, percentiles, gaps, versions.</summary>
public sealed class ReportBuilderTests
{
    [Fact]
    public void Ballots_of_all_gateways_are_added_and_silos_have_none()
    {
        var report = Figures.Report([Gateway("gateway-1", 300), Gateway("gateway-2", 300), Figures.Node("silo-1", NodeRole.Silo)]);
        Assert.Equal(60, report.Ballots.PerSecond);
        Assert.Equal((3_600, 60 * 60), (report.Ballots.AcceptedInMinute, (int)report.Minutes[30].Accepted!));
        Assert.Equal(60, report.Minutes.Count);
        Assert.All(report.Minutes.SkipLast(1), minute => Assert.Equal((60.0, false), (minute.PerSecond!.Value, minute.IsIncomplete)));
    }

    [Fact]
    public void The_peak_is_the_best_bucket_of_all_together()
    {
        var peak = Figures.Newest - 100;
        var report = Figures.Report([Gateway("a", 10, index => index == peak ? 900 : 10), Gateway("b", 10, index => index == peak ? 1_020 : 10)]);
        Assert.Equal((192, BucketFigures.StartOf(peak)), (report.Ballots.PeakPerSecond, report.Ballots.PeakAt));
        Assert.Equal(2, report.Ballots.PerSecond);
    }

    [Fact]
    public void Percentiles_are_those_of_all_ballots_together()
    {
        // 98 of 100 ballots go to a fast gateway and two to a slow one.
        var report = Figures.Report([
            Figures.Node("fast", NodeRole.Gateway, index => Figures.Bucket(index, 98, seconds: 0.006, durations: 98)),
            Figures.Node("slow", NodeRole.Gateway, index => Figures.Bucket(index, 2, seconds: 0.8, durations: 2))]);
        Assert.Equal(600, report.Durable.Count);
        Assert.InRange(report.Durable.HalfSeconds!.Value, 0.006, 0.0066);
        Assert.InRange(report.Durable.P99Seconds!.Value, 0.8, 0.88);
    }

    [Fact]
    public void Slowness_lasts_since_the_first_minute_without_a_break()
    {
        var slowFrom = Figures.Newest / 6 * 6 - 6 * 16;
        var report = Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 60, seconds: index >= slowFrom || index == slowFrom - 60 ? 0.3 : 0.01, durations: 60))]);
        Assert.Equal(BucketFigures.StartOf(slowFrom), report.Durable.SlowSince);
        Assert.Null(report.Journal.SlowSince);
    }

    [Fact]
    public void A_few_slow_ballots_in_a_quiet_minute_are_no_slowness() =>
        Assert.Null(Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 1, seconds: 0.9, durations: 1))]).Durable.SlowSince);

    [Fact]
    public void Queues_of_silos_are_added_and_the_longest_delay_counts()
    {
        var report = Figures.Report([
            Gateway("g", 1), Figures.Node("s1", NodeRole.Silo, index => Figures.Bucket(index, waiting: 3, behind: 0.2)),
            Figures.Node("s2", NodeRole.Silo, index => Figures.Bucket(index, waiting: index == Figures.Newest - 50 ? 21 : 4, behind: 0.9))]);
        Assert.Equal((7, 24, BucketFigures.StartOf(Figures.Newest - 50)), (report.Waiting.Now, report.Waiting.Peak, report.Waiting.PeakAt!.Value));
        Assert.Equal(0.9, report.LiveScores.Seconds);
    }

    [Fact]
    public void What_was_not_measured_is_null_and_not_zero()
    {
        var report = Figures.Report([Figures.Node("g", NodeRole.Gateway, _ => null)]);
        Assert.All(report.Minutes, minute => Assert.Equal((null, null, null, null, null), (minute.PerSecond, minute.Accepted, minute.P99Seconds, minute.Waiting, minute.BehindSeconds)));
        Assert.Equal((null, null, null), (report.Ballots.PerSecond, report.Durable.P99Seconds, report.LiveScores.Seconds));
    }

    [Fact]
    public void The_minutes_of_a_silent_process_are_incomplete_and_those_before_its_start_are_not()
    {
        var silentFrom = Figures.Newest / 6 * 6 - 6 * 5;
        var report = Figures.Report([
            Gateway("g", 1), Figures.Node("s1", NodeRole.Silo, index => index < silentFrom ? Figures.Bucket(index) : null, heardAgo: 300),
            Figures.Node("s2", NodeRole.Silo, index => index >= silentFrom ? Figures.Bucket(index) : null, startedAt: BucketFigures.StartOf(silentFrom))]);
        Assert.Equal(
            report.Minutes.Where(minute => minute.At >= BucketFigures.StartOf(silentFrom) && minute.Accepted is not null).Select(minute => minute.At),
            report.Minutes.Where(minute => minute.IsIncomplete).Select(minute => minute.At));
        Assert.Equal([NodeState.Running, NodeState.Silent, NodeState.Running], report.Nodes.Select(node => node.State));
    }

    [Fact]
    public void A_process_that_was_stopped_or_started_again_is_not_silent_and_its_ballots_count()
    {
        var gone = Figures.Newest - 100;
        var report = Figures.Report([
            Gateway("g", 10), Figures.Node("g-old", NodeRole.Gateway, index => index < gone ? Figures.Bucket(index, 50) : null, heardAgo: 900, isLeaving: true),
            Figures.Node("s1", NodeRole.Silo, index => index < gone ? Figures.Bucket(index) : null, heardAgo: 900, id: "first"),
            Figures.Node("s1", NodeRole.Silo, index => index >= gone ? Figures.Bucket(index) : null, startedAt: BucketFigures.StartOf(gone), id: "second")]);
        Assert.Equal(["g", "s1"], report.Nodes.Select(node => node.Name));
        Assert.All(report.Nodes, node => Assert.Equal(NodeState.Running, node.State));
        Assert.True(report.Ballots.AcceptedInHour > 50 * 200);
        Assert.Equal(6, report.Minutes[10].PerSecond);
    }

    [Fact]
    public void Without_reports_of_others_nobody_knows_how_they_are()
    {
        var report = Figures.Report([Gateway("g", 1), Figures.Node("s1", NodeRole.Silo, heardAgo: 60)], isConnected: false);
        Assert.Equal([NodeState.Running, NodeState.Unknown], report.Nodes.Select(node => node.State));
    }

    [Theory]
    [InlineData("1.4.1+aaa", "1.4.2+bbb", "s1")]
    [InlineData("1.10.0+aaa", "1.9.9+bbb", "s2")]
    [InlineData("1.4.2+aaa", "1.4.2+bbb", "s1")]
    [InlineData("1.4.2+aaa", "1.4.2+aaa", "")]
    public void The_older_of_two_versions_is_marked(string first, string second, string old)
    {
        // The second was started later.
        var report = Figures.Report([Figures.Node("s1", NodeRole.Silo, version: first), Figures.Node("s2", NodeRole.Silo, version: second, startedAt: Figures.Now.AddHours(-1))]);
        Assert.Equal(old, string.Join(' ', report.Nodes.Where(node => node.IsOld).Select(node => node.Name)));
    }

    [Fact]
    public void Every_usual_reason_is_listed_with_those_that_occurred()
    {
        var report = Figures.Report([Figures.Node("g", NodeRole.Gateway, index => Figures.Bucket(index, 9, refused: index == Figures.Newest ? "busy" : index == Figures.Newest - 60 ? "not-yet-supported" : null, refusals: 3))]);
        Assert.Equal((3, 3), report.Ballots.Refused.Where(refused => refused.Code == "busy").Select(refused => (refused.Count, refused.InMinute)).Single());
        Assert.Equal((3, 0), report.Ballots.Refused.Where(refused => refused.Code == "not-yet-supported").Select(refused => (refused.Count, refused.InMinute)).Single());
        Assert.Contains(report.Ballots.Refused, refused => refused is { Code: "no-such-credential", Count: 0 });
        Assert.Equal((3, 3.0 / 57, 3.0 / 57), (report.Ballots.BusyInMinute, report.Ballots.BusyShare!.Value, report.Ballots.RefusedShare!.Value));
    }

    [Fact]
    public void The_version_of_a_program_tells_two_builds_apart()
    {
        Assert.Equal("1.4.2+0123abcd", NodeIdentity.Describe("1.4.2+0123abcdef0123abcdef", []));
        var (one, other) = (new Guid(1, 2, 3, new byte[8]), new Guid(1, 2, 4, new byte[8]));
        Assert.Matches(@"^1\.4\.2\+[0-9a-f]{8}$", NodeIdentity.Describe("1.4.2", [one]));
        Assert.NotEqual(NodeIdentity.Describe("1.4.2", [one]), NodeIdentity.Describe("1.4.2", [other]));
    }

    private static NodeHour Gateway(string name, long accepted, Func<long, long>? of = null) =>
        Figures.Node(name, NodeRole.Gateway, index => Figures.Bucket(index, of is null ? accepted : of(index)));
}
