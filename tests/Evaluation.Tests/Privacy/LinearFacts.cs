using System.Numerics;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Privacy;

/// <summary>
/// Linear facts about unknown non-negative integers and their consequences. Equations are solved by exact elimination; then every
/// fact narrows the ranges of its unknowns until nothing changes.
/// </summary>
internal sealed class LinearFacts
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _unknowns = [];
    private readonly List<Fact> _equations = [];
    private readonly List<Fact> _bounds = [];
    private readonly List<BigInteger> _low = [];
    private readonly List<BigInteger?> _high = [];

    public static IEnumerable<(int, string)> Sum(IEnumerable<string> unknowns) => unknowns.Select(unknown => (1, unknown));

    /// <summary>The terms add up to a value.</summary>
    public void Is(IEnumerable<(int Factor, string Unknown)> terms, int value) => _equations.Add(Read(terms, value));

    /// <summary>The terms add up to at most a value.</summary>
    public void IsAtMost(IEnumerable<(int Factor, string Unknown)> terms, int value) => _bounds.Add(Read(terms, value));

    /// <summary>One sum is no greater than another.</summary>
    public void IsNoMore(IEnumerable<string> than, IEnumerable<string> other) => IsAtMost([.. Sum(than), .. other.Select(unknown => (-1, unknown))], 0);

    /// <summary>Two sums are equal.</summary>
    public void AreEqual(IEnumerable<string> one, IEnumerable<string> other) => Is([.. Sum(one), .. other.Select(unknown => (-1, unknown))], 0);

    /// <summary>Draws all conclusions; afterwards ranges can be asked for.</summary>
    public void Conclude()
    {
        var reduced = Eliminate();
        List<Fact> facts = [.. _bounds, .. _equations, .. _equations.Select(fact => fact.Negated()), .. reduced, .. reduced.Select(fact => fact.Negated())];
        var isNews = true;
        while (isNews)
        {
            isNews = false;
            foreach (var fact in facts)
                isNews |= Narrow(fact);
        }
    }

    public (int Low, int? High) Range(string unknown)
    {
        var at = _unknowns[unknown];
        return ((int)_low[at], (int?)_high[at]);
    }

    private Fact Read(IEnumerable<(int Factor, string Unknown)> terms, int value)
    {
        var fact = new Fact([], value);
        foreach (var (factor, unknown) in terms)
            fact.Add(Number(unknown), factor);
        return fact;
    }

    private int Number(string unknown)
    {
        if (_unknowns.TryGetValue(unknown, out var number))
            return number;
        _names.Add(unknown);
        _low.Add(0);
        _high.Add(null);
        return _unknowns[unknown] = _names.Count - 1;
    }

    private List<Fact> Eliminate()
    {
        var reduced = new List<(int Pivot, Fact Fact)>();
        foreach (var equation in _equations)
        {
            var fact = new Fact(new(equation.Factors), equation.Value);
            foreach (var (pivot, known) in reduced)
                fact.Substitute(pivot, known);
            if (fact.Factors.Count == 0)
            {
                Assert.True(fact.Value == Exact.Zero, "The equations contradict each other.");
                continue;
            }
            var first = fact.Factors.Keys.Min();
            fact.Divide(fact.Factors[first]);
            foreach (var (_, known) in reduced)
                known.Substitute(first, fact);
            reduced.Add((first, fact));
        }
        return [.. reduced.Select(row => row.Fact)];
    }

    /// <summary>Narrows every x of <c>Σ a·x ≤ b</c>, with all other unknowns at their least favourable bounds.</summary>
    private bool Narrow(Fact fact)
    {
        var isNews = false;
        foreach (var (unknown, factor) in fact.Factors)
        {
            var rest = fact.Value;
            var isBounded = true;
            foreach (var (other, weight) in fact.Factors.Where(term => term.Key != unknown))
            {
                if (weight > Exact.Zero)
                    rest -= weight * Whole(_low[other]);
                else if (_high[other] is { } high)
                    rest -= weight * Whole(high);
                else
                    isBounded = false;
            }
            if (isBounded)
                isNews |= factor > Exact.Zero ? Lower(unknown, Floor(rest / factor)) : Raise(unknown, -Floor(-(rest / factor)));
        }
        return isNews;
    }

    private bool Lower(int unknown, BigInteger high)
    {
        if (_high[unknown] is { } known && known <= high)
            return false;
        _high[unknown] = high;
        AssertSound(unknown);
        return true;
    }

    private bool Raise(int unknown, BigInteger low)
    {
        if (_low[unknown] >= low)
            return false;
        _low[unknown] = low;
        AssertSound(unknown);
        return true;
    }

    private void AssertSound(int unknown) => Assert.True(_high[unknown] is null || _low[unknown] <= _high[unknown], $"The facts contradict each other about {_names[unknown]}.");

    private static Exact Whole(BigInteger number) => new(number, 1);

    private static BigInteger Floor(Exact number) =>
        number.Numerator.Sign >= 0 ? number.Floor() : -((-number.Numerator + number.Denominator - 1) / number.Denominator);

    private sealed record Fact(Dictionary<int, Exact> Factors, Exact Value)
    {
        public Exact Value { get; private set; } = Value;

        public Fact Negated() => new(Factors.ToDictionary(term => term.Key, term => -term.Value), -Value);

        public void Add(int unknown, Exact factor)
        {
            var sum = Factors.GetValueOrDefault(unknown) + factor;
            if (sum == Exact.Zero)
                Factors.Remove(unknown);
            else
                Factors[unknown] = sum;
        }

        public void Divide(Exact divisor)
        {
            foreach (var unknown in Factors.Keys.ToList())
                Factors[unknown] /= divisor;
            Value /= divisor;
        }

        /// <summary>Substitutes an unknown with factor 1.</summary>
        public void Substitute(int unknown, Fact known)
        {
            if (!Factors.TryGetValue(unknown, out var factor))
                return;
            foreach (var (other, weight) in known.Factors)
                Add(other, -(factor * weight));
            Value -= factor * known.Value;
        }
    }
}
