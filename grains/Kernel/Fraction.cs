using System.Globalization;
using System.Numerics;

namespace Evaluation.Kernel;

/// <summary>
/// An exact rational number, reduced, with a denominator above zero. Scores are computed in it from the first mark to the
/// last comparison; only a published figure is rounded, once, by <see cref="Round"/>.
/// </summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>, IArithmetic<Fraction>, IOrdered<Fraction>
{
    private const int DecimalsOfRoot = 40;
    private const int BitsOfWord = 32;

    /// <summary>A whole number of at most this many bits fits the range of a <see cref="double"/>.</summary>
    private const int BitsOfDouble = 1_000;

    private static readonly BigInteger RootScale = BigInteger.Pow(10, DecimalsOfRoot);

    public static readonly Fraction Zero = new(0, 1);
    public static readonly Fraction One = new(1, 1);

    // Zero in default(Fraction), which is the number 0. It means the denominator 1.
    private readonly BigInteger _denominator;

    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        var divisor = denominator.IsOne ? denominator : BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, _denominator) = divisor.IsOne ? (numerator, denominator) : (numerator / divisor, denominator / divisor);
    }

    // The parts are reduced already.
    private Fraction((BigInteger Numerator, BigInteger Denominator) parts) => (Numerator, _denominator) = parts;

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public int Sign => Numerator.Sign;

    private bool IsWhole => _denominator.IsOne || _denominator.IsZero;

    public static implicit operator Fraction(long number) => new(number, BigInteger.One);

    public static implicit operator Fraction(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var digits = ((BigInteger)(uint)bits[2] << (2 * BitsOfWord)) | ((BigInteger)(uint)bits[1] << BitsOfWord) | (uint)bits[0];
        return new(decimal.IsNegative(number) ? -digits : digits, BigInteger.Pow(10, number.Scale));
    }

    // Whole numbers, the most frequent case, are not reduced: there is nothing to reduce.
    public static Fraction operator +(Fraction a, Fraction b) => a.IsWhole && b.IsWhole
        ? new((a.Numerator + b.Numerator, BigInteger.One))
        : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a) => new((-a.Numerator, a.Denominator));

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    public static Fraction operator *(Fraction a, Fraction b) => a.IsWhole && b.IsWhole
        ? new((a.Numerator * b.Numerator, BigInteger.One))
        : new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Fraction operator /(Fraction a, Fraction b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);

    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    public static Fraction Min(Fraction a, Fraction b) => a < b ? a : b;

    public static Fraction Max(Fraction a, Fraction b) => a > b ? a : b;

    public Fraction Squared() => new((Numerator * Numerator, Denominator * Denominator));

    public Fraction Floor()
    {
        var whole = BigInteger.DivRem(Numerator, Denominator, out var rest);
        return new((rest.Sign < 0 ? whole - BigInteger.One : whole, BigInteger.One));
    }

    /// <summary>
    /// The nearest decimal with this many decimals; a half is rounded away from zero. Trailing zeros are kept, as in 90.00.
    /// </summary>
    /// <exception cref="OverflowException">The rounded digits do not fit a decimal (96 bits).</exception>
    public decimal Round(int decimals)
    {
        var doubled = 2 * BigInteger.Abs(Numerator) * BigInteger.Pow(10, decimals);
        var digits = (doubled + Denominator) / (2 * Denominator);
        if (digits.GetBitLength() > 3 * BitsOfWord)
            throw new OverflowException($"{this} has too many digits for {decimals} decimals.");
        return new(Word(digits, 0), Word(digits, 1), Word(digits, 2), Numerator.Sign < 0 && !digits.IsZero, (byte)decimals);
    }

    /// <summary>
    /// The square root: exact if it is rational, otherwise cut off after 40 decimals. Used for published figures, and for the only rule
    /// with a root (F9).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Fraction SquareRoot()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Numerator.Sign);
        var (numerator, denominator) = (WholeRoot(Numerator), WholeRoot(Denominator));
        return numerator * numerator == Numerator && denominator * denominator == Denominator
            ? new(numerator, denominator)
            : new(WholeRoot(Numerator * RootScale * RootScale / Denominator), RootScale);
    }

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>For example <c>7/3</c>, or <c>7</c> for a whole number.</summary>
    public override string ToString() =>
        Denominator.IsOne ? Numerator.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static int Word(BigInteger digits, int index) => unchecked((int)(uint)((digits >> (index * BitsOfWord)) & uint.MaxValue));

    /// <summary>The whole part of the square root of a whole number that is not negative.</summary>
    // Newton's method from above: the first step that does not decrease has reached the whole part of the root.
    internal static BigInteger WholeRoot(BigInteger number)
    {
        if (number.IsZero)
            return number;
        var root = StartOfRoot(number);
        while (true)
        {
            var next = (root + (number / root)) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }

    /// <summary>A start value not below the root. Close to the root if the number fits a double, whose last bits are rounded up.</summary>
    private static BigInteger StartOfRoot(BigInteger number)
    {
        if (number.GetBitLength() > BitsOfDouble)
            return BigInteger.One << (int)((number.GetBitLength() + 1) / 2);
        var root = (BigInteger)Math.Sqrt((double)number);
        return root + (root >> 50) + 1;
    }
}
