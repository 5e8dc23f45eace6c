using System.Numerics;
using Evaluation.Ballots.Counting;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// The scores x of a group's slips for one unit (F12) as their number, their sum and the sum of their squares, from which mean and variance
/// follow exactly. They are kept in whole numbers over one denominator, because every fraction is reduced when it is made.
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

    /// <summary>s²: see <see cref="StandardError.SampleVariance"/>.</summary>
    public Fraction Variance => StandardError.SampleVariance<Fraction>(Count, Sum, Squares);

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
