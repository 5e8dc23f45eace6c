using System.Numerics;

namespace Evaluation.Ballots.Counting;

/// <summary>
/// Marks and slip scores as whole numbers, so that slips are added without fractions. A slip of score <c>x = Σ w·v / Σ w</c> (F12) is
/// stored as <c>y = Σ w·v</c>, with weights and values scaled to whole numbers; then <c>x = y / (Σ w · ValueDenominator)</c>.
/// </summary>
/// <param name="Weights">The weight of every vote criterion, in paper order. Only their ratios matter.</param>
/// <param name="Values">The value of every option times <paramref name="ValueDenominator"/>; null for an option that is not valid.</param>
/// <param name="Places">The places of the criteria on the round's paper; null where these are all, in order.</param>
public sealed record SlipScale(
    IReadOnlyList<BigInteger> Weights, IReadOnlyList<BigInteger?> Values, BigInteger ValueDenominator, IReadOnlyList<int>? Places = null)
{
    /// <summary>An upper bound of <c>|y|</c> of any slip.</summary>
    internal BigInteger LargestScore =>
        Weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + BigInteger.Abs(weight)) * Values.Select(value => BigInteger.Abs(value ?? 0)).DefaultIfEmpty().Max();

    /// <param name="points">The points of the vote criteria.</param>
    /// <param name="values">The values of the options; null for an option that is not valid.</param>
    /// <param name="places">As in <see cref="Places"/>.</param>
    internal static SlipScale Of(IReadOnlyList<Fraction> points, IReadOnlyList<Fraction?> values, IReadOnlyList<int>? places = null)
    {
        var whole = points.Select(point => Whole(point, CommonDenominator(points))).ToList();
        var divisor = whole.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        var denominator = CommonDenominator(values.OfType<Fraction>());
        return new(
            [.. whole.Select(weight => divisor.IsZero ? weight : weight / divisor)],
            [.. values.Select(value => value is { } number ? Whole(number, denominator) : (BigInteger?)null)],
            denominator,
            places);
    }

    /// <summary><c>Σ w</c> over the criteria of a mask; the first criterion is the lowest bit.</summary>
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

    /// <summary>The least common multiple of two positive whole numbers.</summary>
    internal static BigInteger CommonMultiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;

    private static BigInteger CommonDenominator(IEnumerable<Fraction> numbers) =>
        numbers.Aggregate(BigInteger.One, (multiple, number) => CommonMultiple(multiple, number.Denominator));

    private static BigInteger Whole(Fraction number, BigInteger denominator) => number.Numerator * (denominator / number.Denominator);
}

/// <summary>The scale of units whose class has points of its own (F28).</summary>
/// <param name="Units">Indexes of the units.</param>
public sealed record ClassScale(IReadOnlyList<int> Units, SlipScale Scale);
