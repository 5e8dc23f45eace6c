using Evaluation.Ballots;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Tests.Verification;

/// <summary>The snapshot of a box is compared with a replay of the entries that it stands for.</summary>
public sealed class SnapshotTests(HonestRecord honest) : IClassFixture<HonestRecord>
{
    [Fact]
    public async Task A_snapshot_of_the_replayed_state_verifies()
    {
        var insider = await honest.StealAsync();
        insider.SaveSnapshot(insider.BoxWithBallots(honest.Open));
        var (code, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.Clean, said);
    }

    [Fact]
    public async Task A_snapshot_in_the_format_of_another_build_is_not_compared()
    {
        var insider = await honest.StealAsync();
        insider.SaveSnapshot(insider.BoxWithBallots(honest.Open), events => events.Take(3), format: 99);
        Assert.Equal(ExitCodes.Clean, (await insider.VerifyAsync(honest.Evidence)).Code);
    }

    [Fact]
    public Task A_snapshot_without_a_ballot_differs() => AssertDiffersAsync(events => events.Where(happened => happened is not BallotCast));

    [Fact]
    public Task A_snapshot_with_another_window_differs() => AssertDiffersAsync(events => events.Select(happened =>
        happened is WindowSet set ? new WindowSet(set.Window with { ClosesAt = DateTimeOffset.MaxValue }) : happened));

    [Fact]
    public Task A_snapshot_with_another_group_differs() => AssertDiffersAsync(events => events.Select(happened =>
        happened is BatchStored stored ? stored with { Group = "npc" } : happened));

    [Fact]
    public Task A_snapshot_with_changed_marks_differs() => AssertDiffersAsync(events => events.Select(happened =>
        happened is BallotCast cast ? new BallotCast(cast.Credential, cast.Minute, [.. cast.Slips[..2], 0, .. cast.Slips[3..]], cast.Id) : happened));

    [Fact]
    public async Task A_snapshot_at_which_no_entry_ends_breaks_the_chain()
    {
        var insider = await honest.StealAsync();
        var box = insider.BoxWithBallots(honest.Open);
        insider.Merge(box);
        insider.SaveSnapshot(box);
        insider.MoveSnapshot(box, 1);
        var (code, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.JournalBroken, said);
        Assert.Contains($"{box} at version 1: broken", said, StringComparison.Ordinal);
    }

    private async Task AssertDiffersAsync(Func<IEnumerable<BoxEvent>, IEnumerable<BoxEvent>> change)
    {
        var insider = await honest.StealAsync();
        var box = insider.BoxWithBallots(honest.Open);
        insider.SaveSnapshot(box, change);
        var (code, said) = await insider.VerifyAsync(honest.Evidence);
        Assert.True(code == ExitCodes.RecordDiffers, said);
        Assert.Contains($"  {box} at version", said, StringComparison.Ordinal);
        Assert.Contains("the snapshot", said, StringComparison.Ordinal);
    }
}
