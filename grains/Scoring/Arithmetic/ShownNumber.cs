using System.Globalization;
using System.Numerics;

namespace Evaluation.Scoring.Arithmetic;

/// <summary>
/// Writes numbers for readers: with a decimal point, without grouping, with the minus sign U+2212; the same in every language.
/// </summary>
internal static class ShownNumber
{
    /// <summary>The number with at most so many decimals. A rounded number has all of them; an exact one has no zeros at its end.</summary>
    /// <param name="decimals">Null for the exact number: as a decimal where its decimals end, else as a fraction such as
    /// <c>740/9</c>.</param>
    public static string Text(Fraction number, int? decimals) => (DecimalsOf(number), decimals) switch
    {
        ({ } exact, { } most) when exact <= most => Fixed(number, exact),
        ({ } exact, null) => Fixed(number, exact),
        (_, { } most) => Fixed(number, most),
        _ => Signed(number.Numerator, $"{Digits(BigInteger.Abs(number.Numerator))}/{Digits(number.Denominator)}"),
    };

    /// <summary>The number with exactly so many decimals, a half away from zero.</summary>
    public static string Fixed(Fraction number, int decimals)
    {
        var scaled = Scaled(number, decimals);
        var digits = Digits(BigInteger.Abs(scaled)).PadLeft(decimals + 1, '0');
        return Signed(scaled, decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}");
    }

    /// <summary>The number that <see cref="Text"/> shows.</summary>
    public static Fraction Value(Fraction number, int? decimals) =>
        decimals is not { } most || DecimalsOf(number) <= most ? number : new(Scaled(number, most), BigInteger.Pow(10, most));

    /// <summary>How many decimals the exact number has; null when they do not end.</summary>
    public static int? DecimalsOf(Fraction number)
    {
        var (rest, twos, fives) = (number.Denominator, 0, 0);
        for (; rest.IsEven; twos++)
            rest /= 2;
        for (; (rest % 5).IsZero; fives++)
            rest /= 5;
        return rest.IsOne ? Math.Max(twos, fives) : null;
    }

    private static BigInteger Scaled(Fraction number, int decimals)
    {
        var magnitude = ((2 * BigInteger.Abs(number.Numerator) * BigInteger.Pow(10, decimals)) + number.Denominator) / (2 * number.Denominator);
        return number.Numerator.Sign * magnitude;
    }

    private static string Digits(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Signed(BigInteger sign, string digits) => sign.Sign < 0 ? $"−{digits}" : digits;
}
