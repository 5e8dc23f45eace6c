using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>Points of items out of a hundred (F7).</summary>
internal static class Percentage
{
    /// <summary><c>Σ points / Σ maxima × 100</c> over the items that have points; null where none has.</summary>
    /// <param name="points">In the items' order; null where an item is not applicable.</param>
    public static Fraction? Of(IReadOnlyList<Criterion> items, IReadOnlyList<Fraction?> points)
    {
        var (sum, maxima) = (Fraction.Zero, Fraction.Zero);
        foreach (var (item, given) in items.Zip(points))
        {
            if (given is not { } number)
                continue;
            sum += number;
            maxima += item.Points;
        }
        return maxima == Fraction.Zero ? null : 100 * sum / maxima;
    }
}
