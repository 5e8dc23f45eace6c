using System.Numerics;
using Evaluation.Ballots.Counting;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// The scores x of a group's slips for one unit (F12), as their number, sum and sum of squares: enough for mean and variance, exactly. Kept in whole
/// numbers over one denominator, since a fraction is reduced each time that one is made.
/// </summary>
/// <param name="Count">The slips that have a score: m.</param>
/// <param name="WholeSum"><c>Σx</c> times <paramref name="Unit"/>.</param>
/// <param name="WholeSquares"><c>Σx²</c> times the square of <paramref name="Unit"/>.</param>
/// <param name="Unit">Above zero when there is a score.</param>
internal readonly record struct ScoreMoments(long Count, BigInteger WholeSum, BigInteger WholeSquares, BigInteger Unit)
{
    /// <summary><c>Σx</c></summary>
    public Fraction Sum => Count == 0 ? Fraction.Zero : new(WholeSum, Unit);

    /// <summary><c>Σx²</c></summary>
    public Fraction Squares => Count == 0 ? Fraction.Zero : new(WholeSquares, Unit * Unit);

    /// <summary>The sample variance <c>s² = (Σx² − (Σx)²/m) / (m − 1)</c>; 0 for fewer than two scores.</summary>
    public Fraction Variance => Count < 2 ? Fraction.Zero : new((Count * WholeSquares) - (WholeSum * WholeSum), Count * (Count - 1) * Unit * Unit);

    /// <summary>The scores of the slips that have one; a slip without a valid mark has none.</summary>
    public static ScoreMoments Of(ScoringRules rules, IReadOnlyList<ScoreSums> sums)
    {
        var common = BigInteger.One;
        foreach (var part in sums)
        {
            if (rules.WeightOf(part.Mask) is { IsZero: false } weight)
                common = SlipScale.CommonMultiple(common, weight);
        }
        var (count, scores, squares) = (0L, BigInteger.Zero, BigInteger.Zero);
        foreach (var part in sums)
        {
            if (rules.WeightOf(part.Mask) is not { IsZero: false } weight)
                continue;
            var factor = common / weight;
            count += part.Slips;
            scores += factor * part.Sum;
            squares += factor * factor * part.Squares;
        }
        return new(count, scores, squares, common * rules.Scale.ValueDenominator);
    }
}
