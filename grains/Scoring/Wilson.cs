namespace Evaluation.Scoring;

/// <summary>
/// The interval of a published share (F11), after Wilson (1927) with z = 1.96:
/// <c>(p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n)</c>.
/// </summary>
internal static class Wilson
{
    public const int DecimalsOfShare = 4;

    public static readonly Fraction Z = 1.96m;

    /// <summary>The share with its interval, rounded; null without a share. <paramref name="n"/> is above zero.</summary>
    public static Share? Share(Fraction? share, long n)
    {
        if (share is not { } p)
            return null;
        var (low, high) = Interval(p, n);
        return new(p.Round(DecimalsOfShare), low.Round(DecimalsOfShare), high.Round(DecimalsOfShare));
    }

    /// <summary>The ends of the interval, not rounded. <paramref name="n"/> is above zero.</summary>
    public static (Fraction Low, Fraction High) Interval(Fraction p, long n)
    {
        var spread = Z * ((p * (Fraction.One - p) / n) + (Z * Z / (4 * (Fraction)n * n))).SquareRoot();
        var middle = p + (Z * Z / (2 * (Fraction)n));
        var whole = Fraction.One + (Z * Z / n);
        return ((middle - spread) / whole, (middle + spread) / whole);
    }
}
