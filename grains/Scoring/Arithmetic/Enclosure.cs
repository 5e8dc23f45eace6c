namespace Evaluation.Scoring.Arithmetic;

/// <summary>
/// Two floating-point numbers between which the exact value lies. Each operation rounds the lower end down and the upper end up. Where both
/// ends round to the same published figure, that figure is exact, and no fraction has to be computed.
/// </summary>
internal readonly record struct Enclosure(double Low, double High) : IArithmetic<Enclosure>
{
    /// <summary>Whole numbers up to this one are exact in floating point.</summary>
    private const long ExactMax = 1L << 53;

    public static implicit operator Enclosure(long number) => Whole(number);

    public static implicit operator Enclosure(decimal number) => Of(number);

    public static Enclosure operator +(Enclosure a, Enclosure b) => Widened(a.Low + b.Low, a.High + b.High);

    public static Enclosure operator -(Enclosure a, Enclosure b) => Widened(a.Low - b.High, a.High - b.Low);

    public static Enclosure operator *(Enclosure a, Enclosure b)
    {
        var (ll, lh, hl, hh) = (a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High);
        return Widened(Math.Min(Math.Min(ll, lh), Math.Min(hl, hh)), Math.Max(Math.Max(ll, lh), Math.Max(hl, hh)));
    }

    /// <summary>Not a number where the divisor may be 0.</summary>
    public static Enclosure operator /(Enclosure a, Enclosure b) => b.Low <= 0 && b.High >= 0
        ? new(double.NaN, double.NaN)
        : a * Widened(1 / b.High, 1 / b.Low);

    public static Enclosure Of(Fraction number) => number.Denominator.IsOne
        ? Whole((double)number.Numerator)
        : Whole((double)number.Numerator) / Whole((double)number.Denominator);

    public Enclosure Squared() => this * this;

    /// <summary>The root of a value that is known not to be below zero: a lower end below zero comes from rounding and is 0.</summary>
    public Enclosure SquareRoot() => Widened(Math.Sqrt(Math.Max(0, Low)), Math.Sqrt(High));

    /// <summary>The value with so many decimals, a half away from zero; null where the two ends do not round to the same figure.</summary>
    public decimal? Round(int decimals)
    {
        var scale = Math.Pow(10, decimals);
        var (low, high) = (WholeNear(Low * scale, double.BitDecrement), WholeNear(High * scale, double.BitIncrement));
        return low == high && Math.Abs(low) <= int.MaxValue ? new((int)Math.Abs(low), 0, 0, low < 0, (byte)decimals) : null;
    }

    // A larger number was rounded when it became a floating-point number.
    private static Enclosure Whole(double number) => Math.Abs(number) <= ExactMax ? new(number, number) : Widened(number, number);

    private static double WholeNear(double scaled, Func<double, double> outwards) => Math.Round(outwards(scaled), MidpointRounding.AwayFromZero);

    // A result of IEEE arithmetic is within half a unit of its last place, so the next number on either side encloses it.
    private static Enclosure Widened(double low, double high) => new(double.BitDecrement(low), double.BitIncrement(high));
}
