using System.Numerics;

namespace Evaluation.Scoring;

/// <summary>
/// Marks and slip scores in whole numbers, so that a tally is added up without fractions: a slip of score <c>x = Σ w·v / Σ w</c> (F12) is kept as
/// <c>y = Σ w·v</c> with weights and values brought to whole numbers, and <c>x = y / (Σ w · ValueDenominator)</c>.
/// </summary>
internal sealed class SlipScale
{
    /// <param name="points">The points of the vote criteria.</param>
    /// <param name="values">The values of the options, 0 for one that is not valid.</param>
    public SlipScale(IReadOnlyList<Fraction> points, IReadOnlyList<Fraction> values)
    {
        var whole = Whole(points, CommonDenominator(points));
        var divisor = whole.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        Weights = [.. whole.Select(weight => divisor.IsZero ? weight : weight / divisor)];
        ValueDenominator = CommonDenominator(values);
        Values = Whole(values, ValueDenominator);
    }

    /// <summary>The weight of every vote criterion; only their ratios are kept.</summary>
    public IReadOnlyList<BigInteger> Weights { get; }

    /// <summary>The value of every option times <see cref="ValueDenominator"/>; 0 for one that is not valid.</summary>
    public IReadOnlyList<BigInteger> Values { get; }

    public BigInteger ValueDenominator { get; }

    /// <summary>No slip's <c>y</c> is farther from zero than this.</summary>
    public BigInteger LargestScore =>
        Weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + BigInteger.Abs(weight)) * Values.Select(BigInteger.Abs).DefaultIfEmpty().Max();

    /// <summary><c>Σ w</c> over the criteria of a mask, the first criterion lowest.</summary>
    public BigInteger WeightOf(int mask)
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
    public static BigInteger CommonMultiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;

    private static BigInteger CommonDenominator(IEnumerable<Fraction> numbers) =>
        numbers.Aggregate(BigInteger.One, (multiple, number) => CommonMultiple(multiple, number.Denominator));

    private static BigInteger[] Whole(IReadOnlyList<Fraction> numbers, BigInteger denominator) =>
        [.. numbers.Select(number => number.Numerator * (denominator / number.Denominator))];
}
