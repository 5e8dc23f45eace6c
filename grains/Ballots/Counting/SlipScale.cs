using System.Numerics;

namespace Evaluation.Ballots.Counting;

/// <summary>
/// Marks and slip scores in whole numbers, so that slips are added up without fractions: a slip of score <c>x = Σ w·v / Σ w</c> (F12) is kept as
/// <c>y = Σ w·v</c> with weights and values brought to whole numbers, and <c>x = y / (Σ w · ValueDenominator)</c>.
/// </summary>
/// <param name="Weights">The weight of every vote criterion, in paper order; only their ratios are kept.</param>
/// <param name="Values">The value of every option times <paramref name="ValueDenominator"/>; null for one that is not valid.</param>
public sealed record SlipScale(IReadOnlyList<BigInteger> Weights, IReadOnlyList<BigInteger?> Values, BigInteger ValueDenominator)
{
    /// <summary>No slip's <c>y</c> is farther from zero than this.</summary>
    internal BigInteger LargestScore =>
        Weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + BigInteger.Abs(weight)) * Values.Select(value => BigInteger.Abs(value ?? 0)).DefaultIfEmpty().Max();

    /// <param name="points">The points of the vote criteria.</param>
    /// <param name="values">The values of the options, null for one that is not valid.</param>
    internal static SlipScale Of(IReadOnlyList<Fraction> points, IReadOnlyList<Fraction?> values)
    {
        var whole = points.Select(point => Whole(point, CommonDenominator(points))).ToList();
        var divisor = whole.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        var denominator = CommonDenominator(values.OfType<Fraction>());
        return new(
            [.. whole.Select(weight => divisor.IsZero ? weight : weight / divisor)],
            [.. values.Select(value => value is { } number ? Whole(number, denominator) : (BigInteger?)null)],
            denominator);
    }

    /// <summary><c>Σ w</c> over the criteria of a mask, the first criterion lowest.</summary>
    internal BigInteger WeightOf(int mask)
    {
        var sum = BigInteger.Zero;
        for (var criterion = 0; criterion < Weights.Count; criterion++)
        {
            if ((mask >> criterion & 1) == 1)
                sum += Weights[criterion];
        }
        return sum;
    }

    /// <summary>The least common multiple of two whole numbers above zero.</summary>
    internal static BigInteger CommonMultiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;

    private static BigInteger CommonDenominator(IEnumerable<Fraction> numbers) =>
        numbers.Aggregate(BigInteger.One, (multiple, number) => CommonMultiple(multiple, number.Denominator));

    private static BigInteger Whole(Fraction number, BigInteger denominator) => number.Numerator * (denominator / number.Denominator);
}
