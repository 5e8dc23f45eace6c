using System.Numerics;

namespace Evaluation.Testing.Oracle;

/// <summary>
/// A fraction in lowest terms. Nothing is rounded until <see cref="Round"/>, and a square root that is not a fraction
/// is cut off after 60 decimals, far below any figure that is published.
/// </summary>
public readonly struct Exact : IComparable<Exact>, IEquatable<Exact>
{
    private const int RootDecimals = 60;

    // Zero in default(Exact), which therefore has to be read as one.
    private readonly BigInteger _denominator;

    public Exact(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    public static Exact Zero => 0;

    public static Exact One => 1;

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public static implicit operator Exact(int value) => new(value, 1);

    public static implicit operator Exact(decimal value)
    {
        var bits = decimal.GetBits(value);
        var digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new(value < 0 ? -digits : digits, BigInteger.Pow(10, value.Scale));
    }

    public static Exact operator +(Exact a, Exact b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Exact operator -(Exact a) => new(-a.Numerator, a.Denominator);

    public static Exact operator -(Exact a, Exact b) => a + -b;

    public static Exact operator *(Exact a, Exact b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Exact operator /(Exact a, Exact b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Exact a, Exact b) => a.Equals(b);

    public static bool operator !=(Exact a, Exact b) => !a.Equals(b);

    public static bool operator <(Exact a, Exact b) => a.CompareTo(b) < 0;

    public static bool operator >(Exact a, Exact b) => a.CompareTo(b) > 0;

    public static bool operator <=(Exact a, Exact b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Exact a, Exact b) => a.CompareTo(b) >= 0;

    public static Exact Min(Exact a, Exact b) => a < b ? a : b;

    public static Exact Max(Exact a, Exact b) => a > b ? a : b;

    public static Exact Sum(IEnumerable<Exact> values) => values.Aggregate(Zero, (sum, value) => sum + value);

    /// <summary>The arithmetic mean of one or more values; throws when there are none.</summary>
    public static Exact Mean(IReadOnlyCollection<Exact> values) => Sum(values) / values.Count;

    /// <summary>The square root: exact where it is a fraction, otherwise cut off; throws below zero.</summary>
    public Exact Sqrt()
    {
        var radicand = Numerator * Denominator;
        var whole = Floor(radicand);
        if (whole * whole == radicand)
        {
            return new(whole, Denominator);
        }

        var scale = BigInteger.Pow(10, RootDecimals);
        return new(Floor(radicand * scale * scale), Denominator * scale);

        static BigInteger Floor(BigInteger value)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (value.IsZero)
            {
                return value;
            }

            // Newton from above: the first step that does not fall has found the floor.
            var root = BigInteger.One << (int)(value.GetBitLength() / 2 + 1);
            for (var next = (root + value / root) / 2; next < root; next = (root + value / root) / 2)
            {
                root = next;
            }

            return root;
        }
    }

    /// <summary>The whole number that is not above this value, for values that are not negative.</summary>
    public BigInteger Floor() => (Numerator - (((Numerator % Denominator) + Denominator) % Denominator)) / Denominator;

    /// <summary>Rounds once, half away from zero.</summary>
    public decimal Round(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var magnitude = (2 * BigInteger.Abs(Numerator) * scale + Denominator) / (2 * Denominator);
        return (decimal)(magnitude * Numerator.Sign) / (decimal)scale;
    }

    public int CompareTo(Exact other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Exact other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public override string ToString() => $"{Numerator}/{Denominator}";
}
