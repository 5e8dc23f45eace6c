using System.Globalization;
using System.Numerics;

namespace Evaluation.Tests.Scoring;

public sealed class FractionTests
{
    [Theory]
    [InlineData("0.25", "1/4")]
    [InlineData("-1.50", "-3/2")]
    [InlineData("100.00", "100")]
    [InlineData("0", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "1/10000000000000000000000000000")]
    public void A_decimal_becomes_the_same_number_in_lowest_terms(string number, string expected) =>
        Assert.Equal(expected, ((Fraction)decimal.Parse(number, CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void The_four_operations_are_exact()
    {
        var (third, half) = (new Fraction(1, 3), new Fraction(1, 2));

        Assert.Equal(new Fraction(5, 6), third + half);
        Assert.Equal(new Fraction(-1, 6), third - half);
        Assert.Equal(new Fraction(1, 6), third * half);
        Assert.Equal(new Fraction(2, 3), third / half);
        Assert.Equal(Fraction.One, third + third + third);
    }

    [Fact]
    public void The_numerator_carries_the_sign() => Assert.Equal(new Fraction(-1, 2), new Fraction(3, -6));

    [Fact]
    public void A_division_by_zero_throws()
    {
        Assert.Throws<DivideByZeroException>(() => new Fraction(1, 0));
        Assert.Throws<DivideByZeroException>(() => Fraction.One / Fraction.Zero);
    }

    [Fact]
    public void The_default_is_the_number_zero()
    {
        Assert.Equal(Fraction.Zero, default);
        Assert.Equal(Fraction.Zero.GetHashCode(), default(Fraction).GetHashCode());
        Assert.Equal(Fraction.One, default(Fraction) + Fraction.One);
    }

    [Theory]
    [InlineData(1, 200, "0.01")]
    [InlineData(-1, 200, "-0.01")]
    [InlineData(1, 201, "0.00")]
    [InlineData(-1, 201, "0.00")]
    [InlineData(2, 3, "0.67")]
    [InlineData(89995, 1000, "90.00")]
    public void A_half_is_rounded_away_from_zero(int numerator, int denominator, string expected) =>
        Assert.Equal(expected, new Fraction(numerator, denominator).Round(2).ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void Rounding_keeps_all_96_bits_of_a_decimal()
    {
        Assert.Equal(decimal.MaxValue, ((Fraction)decimal.MaxValue).Round(0));
        Assert.Throws<OverflowException>(() => ((Fraction)decimal.MaxValue + Fraction.One).Round(0));
    }

    [Fact]
    public void Numbers_are_compared_without_rounding()
    {
        var almost = new Fraction(BigInteger.Pow(10, 50) - 1, BigInteger.Pow(10, 50));

        Assert.True(almost < Fraction.One);
        Assert.True(almost != Fraction.One);
        Assert.Equal(almost, Fraction.Min(Fraction.One, almost));
    }

    [Theory]
    [InlineData(0, 1, "0")]
    [InlineData(49, 25, "7/5")]
    [InlineData(1, 1_000_000, "1/1000")]
    public void A_rational_root_is_exact(int numerator, int denominator, string expected) =>
        Assert.Equal(expected, new Fraction(numerator, denominator).SquareRoot().ToString());

    [Fact]
    public void An_irrational_root_has_40_correct_decimals()
    {
        var digits = new Fraction(2, 1).SquareRoot() * new Fraction(BigInteger.Pow(10, 40), 1);

        Assert.Equal("14142135623730950488016887242096980785696", digits.ToString());
    }

    [Fact]
    public void A_negative_number_has_no_root() => Assert.Throws<ArgumentOutOfRangeException>(() => ((Fraction)(-1L)).SquareRoot());
}
