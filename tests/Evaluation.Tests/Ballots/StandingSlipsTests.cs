using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

/// <summary>The spare capacity of a credential's slips.</summary>
public sealed class StandingSlipsTests
{
    [Fact]
    public void Only_the_slips_are_visible_not_the_spare_capacity()
    {
        var standing = new StandingSlips();
        Assert.True(standing.IsEmpty);

        standing.Put(0, [1, 2, 3, 4]);
        standing.Put(4, [5, 6]);
        Assert.Equal([1, 2, 3, 4, 5, 6], standing.Bytes.ToArray());

        standing.Put(2, [7]);
        Assert.Equal([1, 2, 7], standing.Bytes.ToArray());
        Assert.False(standing.IsEmpty);
    }

    [Fact]
    public void The_slips_are_a_copy()
    {
        var standing = new StandingSlips();
        byte[] slips = [1, 2, 3];
        standing.Put(0, slips);
        slips[0] = 9;

        Assert.Equal([1, 2, 3], standing.Bytes.ToArray());
    }

    [Fact]
    public void Filling_in_a_paper_unit_by_unit_copies_it_only_a_few_times()
    {
        var standing = new StandingSlips();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var unit = 0; unit < 60; unit++)
            standing.Put(5 * unit, [1, 2, 3, 4, 5]);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 300, 5 * 300);
        Assert.Equal(300, standing.Bytes.Length);
    }

    [Fact]
    public void A_whole_paper_takes_no_spare_capacity()
    {
        var standing = new StandingSlips();
        var before = GC.GetAllocatedBytesForCurrentThread();
        standing.Put(0, stackalloc byte[304]);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 304, 304 + 32);
    }
}
