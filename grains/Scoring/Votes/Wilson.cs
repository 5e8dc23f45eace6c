using System.Numerics;

namespace Evaluation.Scoring.Votes;

/// <summary>
/// The interval of a published share (F11), after Wilson (1927) with z = 1.96:
/// <c>(p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n)</c>.
/// </summary>
internal static class Wilson
{
    public const int DecimalsOfShare = 4;

    public static readonly Fraction Z = 1.96m;

    // z = 49/25, and a share is published in parts of 10^4.
    private const long ZNumerator = 49;
    private const long ZSquaredNumerator = ZNumerator * ZNumerator;
    private const long ZSquaredDenominator = 625;
    private const long Parts = 10_000;

    /// <summary>The share with its interval, rounded; null without a share. <paramref name="n"/> is above zero.</summary>
    /// <remarks>
    /// With p = a/b the ends are <c>(1250·n·a + z'·b ± 49·√(2500·n·a·(b−a) + z'·b²)) / (2b·(625·n + z'))</c>, where z' = 2401. They are rounded in whole
    /// numbers, of which only the root's whole part is needed: exact, and a live score has thousands of them.
    /// </remarks>
    public static Share? Share(Fraction? share, long n)
    {
        if (share is not { } p)
            return null;
        var (a, b) = (p.Numerator, p.Denominator);
        var middle = (2 * ZSquaredDenominator * n * a) + (ZSquaredNumerator * b);
        var whole = 2 * b * ((ZSquaredDenominator * n) + ZSquaredNumerator);
        var square = (4 * ZSquaredDenominator * n * a * (b - a)) + (ZSquaredNumerator * b * b);
        // In halves of a part, so that adding one and cutting off rounds half away from zero.
        var spread = 4 * Parts * Parts * ZSquaredNumerator * square;
        var root = Fraction.WholeRoot(spread);
        var isExact = root * root == spread;
        return new(
            p.Round(DecimalsOfShare),
            Rounded((2 * Parts * middle) - (isExact ? root : root + 1) + whole, 2 * whole),
            Rounded((2 * Parts * middle) + root + whole, 2 * whole));
    }

    // Ends of a share lie in 0 to 1, so cutting off is rounding down.
    private static decimal Rounded(BigInteger numerator, BigInteger denominator) => new((int)(numerator / denominator), 0, 0, false, DecimalsOfShare);

    /// <summary>The ends of the interval, not rounded. <paramref name="n"/> is above zero.</summary>
    public static (Fraction Low, Fraction High) Interval(Fraction p, long n)
    {
        var spread = Z * ((p * (Fraction.One - p) / n) + (Z * Z / (4 * (Fraction)n * n))).SquareRoot();
        var middle = p + (Z * Z / (2 * (Fraction)n));
        var whole = Fraction.One + (Z * Z / n);
        return ((middle - spread) / whole, (middle + spread) / whole);
    }
}
