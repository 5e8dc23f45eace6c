using Evaluation.Ballots;
using Evaluation.Cluster.Membership;
using Evaluation.Journal;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>Silos that join and silos that are suspected, in one process.</summary>
public sealed class MembershipTests
{
    private static readonly MemoryJournal Kept = new();

    [Fact]
    public async Task A_silo_that_joins_takes_its_share_of_the_active_boxes_and_no_request_fails()
    {
        var silos = await SmallCluster.StartAsync(Kept);
        var boxes = Enumerable.Range(0, 12).Select(box => BoxGrain.Ref("spread", box)).ToArray();
        foreach (var box in boxes)
        {
            Assert.Null((await silos.SendAsync(box, Given.Stored("npc", [.. Enumerable.Range(1, 10_000)]))).Refusal);
            Assert.Null((await silos.SendAsync(box, new OpenBox(Given.Shape, Given.Window))).Refusal);
        }
        Assert.Equal([12], silos.BoxesBySilo());
        var (isOver, cast) = (false, 0);
        var voting = boxes.Select(async box =>
        {
            for (var voter = 1; voter <= 10_000 && !Volatile.Read(ref isOver); voter++)
            {
                Assert.Null((await silos.SendAsync(box, Given.Ballot(voter, "u1:AA"))).Refusal);
                Interlocked.Increment(ref cast);
                await Task.Yield();
            }
        }).ToArray();
        await silos.AddSiloAsync();
        await Eventually.IsTrueAsync(() => Task.FromResult(silos.BoxesBySilo() is [6, 6]), "each silo has half of the boxes");
        await silos.AddSiloAsync();
        await Eventually.IsTrueAsync(() => Task.FromResult(silos.BoxesBySilo() is [4, 4, 4]), "each silo has a third of the boxes");
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(voting);
        var counted = 0;
        foreach (var box in boxes)
            counted += (await silos.SendAsync(box, new SealBox(Given.Close))).Answer.Ballots;
        Assert.Equal(cast, counted);
        await silos.StopAsync();
    }

    [Theory]
    [InlineData(24, 1, 2, new[] { 12 })]
    [InlineData(24, 2, 3, new[] { 8, 8 })]
    [InlineData(4, 1, 3, new[] { 1 })]
    [InlineData(5, 3, 4, new[] { 1, 1, 1 })]
    [InlineData(1, 1, 2, new[] { 0 })]
    [InlineData(0, 1, 2, new[] { 0 })]
    public void Silos_that_join_get_equal_shares(int boxes, int joined, int silos, int[] shares) =>
        Assert.Equal(shares, BoxSpreading.Shares(boxes, joined, silos));

    [Fact]
    public async Task One_confused_silo_of_three_cannot_declare_a_healthy_one_dead_and_two_can()
    {
        var silos = await SmallCluster.StartAsync(Kept, silos: 3);
        await silos.SuspectAsync(by: 0, silo: 2);
        await Eventually.IsTrueAsync(async () => await silos.VotesAsync(by: 0, silo: 2) == 1, "the vote is recorded");
        Assert.Equal(SiloStatus.Active, await silos.StatusAsync(by: 1, silo: 2));

        await silos.SuspectAsync(by: 1, silo: 2);
        await Eventually.IsTrueAsync(async () => await silos.StatusAsync(by: 0, silo: 2) == SiloStatus.Dead, "two votes are enough");
    }

    [Fact]
    public async Task One_silo_of_two_can_declare_the_other_one_dead()
    {
        var silos = await SmallCluster.StartAsync(Kept, silos: 2);
        await silos.SuspectAsync(by: 0, silo: 1);
        await Eventually.IsTrueAsync(async () => await silos.StatusAsync(by: 0, silo: 1) == SiloStatus.Dead, "one vote is enough");
    }
}
