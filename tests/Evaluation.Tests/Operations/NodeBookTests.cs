using Evaluation.Gateway.Operations.Measuring;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Operations;

/// <summary>What is known of all processes: from their reports, from a board that forgets, and after silence.</summary>
public sealed class NodeBookTests
{
    private readonly FakeTimeProvider _clock = new(Figures.Now);

    [Fact]
    public void A_process_that_says_nothing_more_keeps_its_place_for_an_hour()
    {
        var book = new NodeBook(_clock);
        book.Take(Report("silo-1", 5));
        _clock.Advance(TimeSpan.FromSeconds(40));
        book.Take(Report("silo-2", 9));
        Assert.Equal([("silo-1", 40.0), ("silo-2", 0)], book.Nodes.Select(node => (node.Report.Node.Name, node.HeardAgo.TotalSeconds)));
        _clock.Advance(TimeSpan.FromMinutes(59.5));
        Assert.Equal(["silo-2"], book.Nodes.Select(node => node.Report.Node.Name));
    }

    [Fact]
    public void A_gateway_gets_the_reports_of_the_others_and_only_what_it_lacks()
    {
        var (board, gateway) = (new NodeBook(_clock), new NodeBook(_clock));
        board.Take(Report("gateway-1", 3, 4, 5));
        board.Take(Report("silo-1", 3, 4, 5));
        _clock.Advance(TimeSpan.FromSeconds(7));
        Pass(board, gateway, "gateway-1");
        Assert.Equal(("silo-1", 7.0, 3), Assert.Single(gateway.Nodes.Select(node => (node.Report.Node.Name, node.HeardAgo.TotalSeconds, node.Buckets.Count))));
        var next = Assert.Single(board.Others("gateway-1", gateway.Known()));
        Assert.Equal([5L], next.Buckets.Select(bucket => bucket.Index));
    }

    [Fact]
    public void A_report_that_is_repeated_changes_nothing_and_a_newer_one_replaces_the_running_bucket()
    {
        var book = new NodeBook(_clock);
        book.Take(Report("silo-1", [Figures.Bucket(8, accepted: 1)]));
        book.Take(Report("silo-1", [Figures.Bucket(8, accepted: 1)]));
        Assert.Equal(8, book.Take(Report("silo-1", [Figures.Bucket(8, accepted: 4)])));
        Assert.Equal([4L], Assert.Single(book.Nodes).Buckets.Select(bucket => bucket.Accepted));
    }

    [Fact]
    public void A_board_that_lost_everything_asks_for_the_whole_hour_and_gateways_keep_what_they_know()
    {
        var (board, gateway) = (new NodeBook(_clock), new NodeBook(_clock));
        board.Take(Report("silo-1", 3, 4));
        board.Take(Report("silo-2", 3, 4));
        Pass(board, gateway, "gateway-1");

        // silo-2 is killed together with the board on it. silo-1 goes on from the bucket that the old board knew.
        board = new NodeBook(_clock);
        Assert.Equal(0, board.Take(Report("silo-1", [Figures.Bucket(4), Figures.Bucket(5)]) with { Since = 4 }));
        Pass(board, gateway, "gateway-1");
        Assert.Equal(5, board.Take(Report("silo-1", 3, 4, 5)));
        _clock.Advance(TimeSpan.FromSeconds(30));
        board.Take(Report("silo-1", [Figures.Bucket(5), Figures.Bucket(6)]) with { Since = 5 });
        Pass(board, gateway, "gateway-1");
        Assert.Equal([("silo-1", 0.0, 4), ("silo-2", 30, 2)], gateway.Nodes.OrderBy(node => node.Report.Node.Name).Select(node => (node.Report.Node.Name, node.HeardAgo.TotalSeconds, node.Buckets.Count)));
    }

    [Fact]
    public void A_gateway_that_first_asks_a_board_without_the_hour_gets_it_later()
    {
        var (board, gateway) = (new NodeBook(_clock), new NodeBook(_clock));
        board.Take(Report("silo-1", [Figures.Bucket(5)]) with { Since = 5 });
        Pass(board, gateway, "gateway-1");
        Assert.Single(Assert.Single(gateway.Nodes).Buckets);
        board.Take(Report("silo-1", 3, 4, 5));
        Pass(board, gateway, "gateway-1");
        Assert.Equal(3, Assert.Single(gateway.Nodes).Buckets.Count);
    }

    [Fact]
    public void A_gateway_gets_the_end_of_a_bucket_that_only_the_lost_board_knew()
    {
        var (board, gateway) = (new NodeBook(_clock), new NodeBook(_clock));
        board.Take(Report("gateway-1", [Figures.Bucket(4, accepted: 3)]));
        Pass(board, gateway, "gateway-2");
        var next = board.Take(Report("gateway-1", [Figures.Bucket(4, accepted: 9), Figures.Bucket(5, accepted: 1)]) with { Since = 4 });

        board = new NodeBook(_clock);
        next = board.Take(Report("gateway-1", [Figures.Bucket(5, accepted: 2)]) with { Since = next });
        Pass(board, gateway, "gateway-2");
        board.Take(Report("gateway-1", [Figures.Bucket(4, accepted: 9), Figures.Bucket(5, accepted: 3)]) with { Since = next });
        Pass(board, gateway, "gateway-2");
        Assert.Equal([9L, 3], Assert.Single(gateway.Nodes).Buckets.Select(bucket => bucket.Accepted));
    }

    [Fact]
    public void A_report_that_arrives_late_is_corrected_by_the_next_ones()
    {
        var book = new NodeBook(_clock);
        var late = Report("silo-1", [Figures.Bucket(4, accepted: 3)]);
        book.Take(late);
        var next = book.Take(Report("silo-1", [Figures.Bucket(4, accepted: 9), Figures.Bucket(5, accepted: 1)]) with { Since = 4 });
        book.Take(late with { Since = 4 });
        next = book.Take(Report("silo-1", [Figures.Bucket(5, accepted: 2)]) with { Since = next });
        Assert.Equal(0, next);
        book.Take(Report("silo-1", [Figures.Bucket(4, accepted: 9), Figures.Bucket(5, accepted: 3)]) with { Since = next });
        Assert.Equal([9L, 3], Assert.Single(book.Nodes).Buckets.Select(bucket => bucket.Accepted));
    }

    [Fact]
    public void Buckets_of_a_process_whose_clock_was_set_back_are_dropped()
    {
        var book = new NodeBook(_clock);
        book.Take(Report("silo-1", 100, 101, 102));
        Assert.Equal(101, book.Take(Report("silo-1", [Figures.Bucket(101, accepted: 7)])));
        Assert.Equal([(100L, 0L), (101, 7)], Assert.Single(book.Nodes).Buckets.Select(bucket => (bucket.Index, bucket.Accepted)));
    }

    [Fact]
    public void Processes_and_buckets_are_bounded()
    {
        var book = new NodeBook(_clock);
        for (var node = 0; node < 2 * Limits.NodesKept; node++)
        {
            book.Take(Report($"silo-{node}", 1));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.Equal(Limits.NodesKept, book.Nodes.Count);
        Assert.DoesNotContain(book.Nodes, node => node.Report.Node.Name == "silo-0");
        for (var index = 0; index < 3 * Limits.FigureBuckets; index++)
            book.Take(Report("silo-399", [Figures.Bucket(index)]));
        Assert.Equal(Limits.FigureBuckets + 1, book.Nodes.Single(node => node.Report.Node.Name == "silo-399").Buckets.Count);
    }

    private static void Pass(NodeBook board, NodeBook gateway, string reader)
    {
        foreach (var report in board.Others(reader, gateway.Known()))
            gateway.Take(report);
    }

    private static NodeReport Report(string name, params int[] buckets) => Report(name, [.. buckets.Select(index => Figures.Bucket(index))]);

    private static NodeReport Report(string name, BucketFigures[] buckets) =>
        new(new(name, name, [NodeRole.Silo], "1.0.0", Figures.Now.AddHours(-1)), buckets[^1].Index, null, 0, false, buckets);
}
