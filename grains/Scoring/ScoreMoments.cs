using System.Numerics;

namespace Evaluation.Scoring;

/// <summary>The scores x of a group's slips for one unit (F12), as their number, sum and sum of squares: enough for mean and variance, exactly.</summary>
/// <param name="Count">The slips that have a score: m.</param>
/// <param name="Sum"><c>Σx</c></param>
/// <param name="Squares"><c>Σx²</c></param>
internal readonly record struct ScoreMoments(long Count, Fraction Sum, Fraction Squares)
{
    /// <summary>The sample variance <c>s² = (Σx² − (Σx)²/m) / (m − 1)</c>; 0 for fewer than two scores.</summary>
    public Fraction Variance => Count < 2 ? Fraction.Zero : (Squares - (Sum * Sum / Count)) / (Count - 1);

    /// <summary>The scores of the slips that have one; a slip without a valid mark has none.</summary>
    public static ScoreMoments Of(SlipScale scale, IEnumerable<ScoreSums> sums)
    {
        var parts = sums.Select(part => (Weight: scale.WeightOf(part.Mask), Sums: part)).Where(part => !part.Weight.IsZero).ToList();
        var common = parts.Aggregate(BigInteger.One, (multiple, part) => SlipScale.CommonMultiple(multiple, part.Weight));
        var (scores, squares) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var (weight, part) in parts)
        {
            var factor = common / weight;
            scores += factor * part.Sum;
            squares += factor * factor * part.Squares;
        }
        var unit = common * scale.ValueDenominator;
        return new(parts.Sum(part => part.Sums.Slips), new(scores, unit), new(squares, unit * unit));
    }
}
