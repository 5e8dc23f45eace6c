using Evaluation.Panels;

namespace Evaluation.Tests.Inspections;

/// <summary>Draws against values that Python's hashlib has computed.</summary>
public sealed class SeededRankTests
{
    private static readonly string[] Pool = [.. Enumerable.Range(1, 12).Select(number => $"u{number:00}")];

    [Theory]
    [InlineData("2026-12-01 3456.78", "u12 u03 u02 u11 u08")]
    [InlineData("种子-7", "u04 u07 u10 u02 u06")]
    public void The_codes_with_the_lowest_hashes_are_drawn_in_their_order(string seed, string drawn) =>
        Assert.Equal(drawn.Split(' '), SeededRank.Draw(seed, Pool, 5));

    [Fact]
    public void The_order_of_the_pool_does_not_matter() =>
        Assert.Equal(SeededRank.Draw("a seed", Pool, 12), SeededRank.Draw("a seed", Pool.Reverse(), 12));
}
