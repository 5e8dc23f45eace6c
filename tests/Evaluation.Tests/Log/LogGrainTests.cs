using System.Buffers;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Tests.Golden;

namespace Evaluation.Tests.Log;

/// <summary>When the log adds a block, and what is in it.</summary>
public sealed class LogGrainTests
{
    private static readonly LogMoment Opened = new("r", MomentKind.Opened);

    private readonly AloneLog _log = new();

    [Fact]
    public void Nothing_is_added_while_nothing_has_changed()
    {
        Assert.Equal(0, Add(0).Size);
        Assert.Equal(Convert.ToBase64String(Merkle.EmptyRoot), Add(0).Root);
        Assert.Empty(_log.History);
    }

    [Fact]
    public void While_people_vote_blocks_are_added_at_even_distances_also_when_empty()
    {
        Assert.Equal([1L, 1, 2, 2, 3], new[] { 0, 9, 10, 19, 25 }.Select(second => Add(second, evenEmpty: true).Size));
        Assert.All(Blocks, block => Assert.Empty(block.Heads));
    }

    [Fact]
    public void A_block_has_the_newest_head_of_every_reported_stream_once_and_in_order()
    {
        _log.Do(new ReportHeads([Head("staff", 1), Head("box-r-1", 3), Head("box-r-0", 2)]));
        _log.Do(new ReportHeads([Head("box-r-1", 2), Head("box-r-0", 9)]));
        Add(0);
        _log.Do(new ReportHeads([Head("box-r-1", 3), Head("box-r-0", 8), Head("staff", 2)]));
        Add(10);
        Add(20);

        Assert.Equal([["box-r-0 9", "box-r-1 3", "staff 1"], ["staff 2"]], Blocks.Select(block => block.Heads.Select(head => $"{head.Stream} {head.Version}")));
        Assert.Equal(Convert.ToBase64String(Blocks[0].Leaf), Blocks[1].Previous);
    }

    [Fact]
    public void A_moment_is_recorded_at_once_and_only_once()
    {
        Add(0, evenEmpty: true);
        Assert.Equal([2L, 2, 3], [Add(1, moments: Opened).Size, Add(2, moments: Opened).Size, Add(3, moments: [Opened, new("r", MomentKind.Published, 1)]).Size]);

        var moments = _log.Do(new ViewMoments("r")).Moments;
        Assert.Equal([(Opened, 2L), (new LogMoment("r", MomentKind.Published, 1), 3L)], moments.Select(recorded => (recorded.Moment, recorded.Size)));
        Assert.Equal(_log.Do(new ViewRoot(2, [])).Root, moments[0].Root);
        Assert.Empty(_log.Do(new ViewMoments("other")).Moments);
    }

    [Fact]
    public void Blocks_never_go_back_in_time()
    {
        Add(50, evenEmpty: true);
        Add(3, moments: Opened);
        Assert.Equal(Blocks[0].At, Blocks[1].At);
    }

    [Fact]
    public void Heads_that_contradict_the_blocks_are_answered()
    {
        _log.Do(new ReportHeads([Head("staff", 5), Head("box-r-1", 3)]));
        Add(0);
        var compared = _log.Do(new CompareHeads([Head("staff", 4), Head("box-r-1", 3) with { Chain = LogExamples.Hash(99) }, Head("new", 1)]));
        Assert.Equal(["staff 5", "box-r-1 3"], compared.Contradicted.Select(head => $"{head.Stream} {head.Version}"));
        Assert.Equal(["staff", "box-r-1"], compared.Covered);
        Assert.Empty(_log.Do(new CompareHeads([Head("staff", 5), Head("staff", 9)])).Contradicted);
    }

    [Fact]
    public void A_new_origin_has_a_tree_of_its_own_that_names_the_last_head_and_the_reason()
    {
        _log.Do(new ReportHeads([Head("staff", 5)]));
        Add(0);
        _log.Do(new ReportCheckpoint("text", "key", 1, 1, Given.Now));
        var begun = _log.Do(new BeginOrigin(Given.Now, LogExamples.Hash(1), 1, "log 7 root", "a disk was lost", [Head("staff", 4)]));
        Assert.Equal((2, 1L, 1L, "log 7 root"), (begun.Origin, begun.Begins, begun.Size, begun.Last));
        Assert.Equal(RefusalCode.NoCheckpoint, _log.Refused(new ViewCheckpoint()).Code);

        _log.Do(new ReportHeads([Head("staff", 5)]));
        Assert.Equal(2, Add(20).Size);
        Assert.Equal([0L, 0, 1], Blocks.Select(block => block.Number));
        Assert.Equal(7, _log.Do(new BeginOrigin(Given.Now, LogExamples.Hash(1), 7, null, "again", [])).Origin);
    }

    [Fact]
    public void The_newest_checkpoint_of_the_tree_is_kept()
    {
        Assert.Equal(RefusalCode.NoCheckpoint, _log.Refused(new ViewCheckpoint()).Code);
        Add(0, evenEmpty: true);
        Add(10, evenEmpty: true);
        _log.Do(new ReportCheckpoint("one", "key", 1, 2, Given.Now));
        _log.Do(new ReportCheckpoint("older", "key", 1, 1, Given.Now.AddHours(1)));
        _log.Do(new ReportCheckpoint("of a longer log", "key", 1, 3, Given.Now.AddHours(1)));
        _log.Do(new ReportCheckpoint("of another origin", "key", 2, 2, Given.Now.AddHours(1)));
        Assert.Equal("one", _log.Do(new ViewCheckpoint()).Text);
        _log.Do(new ReportCheckpoint("signed again", "key", 1, 2, Given.Now.AddMinutes(1)));
        Assert.Equal("signed again", _log.Do(new ViewCheckpoint()).Text);
    }

    [Fact]
    public void A_snapshot_equals_a_replay()
    {
        _log.Do(new ReportHeads([Head("staff", 5), Head("box-r-0", 1)]));
        for (var second = 0; second < 10 * (Limits.BlocksPerGroup + 5); second += 10)
            Add(second, evenEmpty: true, moments: second == 50 ? [Opened] : []);
        var payload = new ArrayBufferWriter<byte>();
        LogGrain.WriteSnapshot(_log.State, payload);
        var restored = LogGrain.ReadSnapshot(LogGrain.Ref, payload.WrittenMemory);

        Assert.Equal(LogView.Of(_log.State), LogView.Of(restored));
        Assert.Equal(_log.State.Moments, restored.Moments);
        Assert.Equal(_log.State.LastLeaf, restored.LastLeaf);
        restored.Report([Head("staff", 5), Head("box-r-0", 2)]);
        var next = (BlockAdded)LogGrain.Decide(restored, new AddBlock(Given.Now.AddDays(1), LogExamples.Hash(1), false, [Opened]))[0];
        Assert.Equal((_log.State.Tree.Size, "box-r-0"), (next.Number, Assert.Single(next.Heads).Stream));
        Assert.Null(next.Moments);
    }

    [Fact]
    public void The_leaf_of_a_block_is_the_hash_of_its_bytes_in_the_journal_also_when_they_are_written_otherwise()
    {
        var entry = Entries.Framed("log", null, "{ \"event\":\"block-added\",\"number\":0,\"previous\":\"\",\"at\":\"2020-12-01T00:00:00Z\",\"salt\":\"\",\"heads\":[]}"u8.ToArray());
        var block = (BlockAdded)Assert.Single(LogGrain.Read(entry));
        Assert.Equal(Merkle.Leaf(Framing.Events(entry)[0]), block.Leaf);
        Assert.NotEqual(block.Leaf, new BlockAdded(0, "", block.At, "", []).Leaf);
    }

    [Fact]
    public void Leaves_that_are_not_those_of_the_tree_are_refused()
    {
        for (var second = 0; second < 10 * Limits.BlocksPerGroup; second += 10)
            Add(second, evenEmpty: true);
        string[] leaves = [.. Blocks.Select(block => Convert.ToBase64String(block.Leaf))];
        Assert.Equal(32, Convert.FromBase64String(_log.Do(new ViewRoot(3, [new(0, leaves)])).Root).Length);
        leaves[5] = LogExamples.Hash(1);
        Assert.Equal(RefusalCode.JournalBroken, _log.Refused(new ViewRoot(3, [new(0, leaves)])).Code);
        Assert.Equal(RefusalCode.BadRequest, _log.Refused(new ViewRoot(3, [new(0, ["no leaf"])])).Code);
        Assert.Equal(RefusalCode.BadRequest, _log.Refused(new ViewRoot(Limits.BlocksPerGroup + 1, [])).Code);
        Assert.Equal(RefusalCode.BadRequest, _log.Refused(new ProveConsistency(3, 2, [])).Code);
        Assert.Equal(RefusalCode.BadRequest, _log.Refused(new ProveBlock(2, 2, [])).Code);
    }

    private BlockAdded[] Blocks => [.. _log.History.Cast<BlockAdded>()];

    private LogView Add(int second, bool evenEmpty = false, params LogMoment[] moments) =>
        _log.Do(new AddBlock(Given.Now.AddSeconds(second), LogExamples.Hash((byte)second), evenEmpty, moments));

    private static LogHead Head(string stream, long version) => new(stream, version, LogExamples.Hash((byte)version));
}
