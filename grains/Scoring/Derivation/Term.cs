namespace Evaluation.Scoring.Derivation;

/// <summary>
/// A piece of arithmetic that can be computed and written down, both with its inputs shown to so many decimals: what the text says is what is computed.
/// </summary>
internal abstract record Term
{
    /// <summary>How strongly the parts hold together: a part that holds less strongly than its surroundings goes in brackets.</summary>
    protected enum Hold { Loose, Sum, Product, Number }

    /// <summary>The inputs in the order in which they stand in the text.</summary>
    public abstract IEnumerable<Amount> Inputs { get; }

    protected abstract Hold Strength(int? decimals);

    /// <summary>The value, computed from the inputs as they are shown; null where that would divide by nothing, or take the root of less than nothing.</summary>
    /// <param name="decimals">Null for exact inputs.</param>
    public abstract Fraction? Value(int? decimals);

    /// <summary>The arithmetic with the inputs put in.</summary>
    public abstract string Text(int? decimals);

    /// <summary>Whether the value is a fraction, and not a root cut off.</summary>
    public virtual bool IsRational => true;

    public static implicit operator Term(Fraction constant) => new Amount(constant);

    public static implicit operator Term(long constant) => new Amount(constant);

    public static Term operator +(Term a, Term b) => new Sum([a, b]);

    public static Term operator -(Term a, Term b) => new Difference(a, b);

    public static Term operator *(Term a, Term b) => new Product(a, b);

    public static Term operator /(Term a, Term b) => new Quotient(a, b);

    public static Term SumOf(IEnumerable<Term> terms) => terms.ToList() switch
    {
        [] => Fraction.Zero,
        [var only] => only,
        var several => new Sum(several),
    };

    public Term Squared() => new Square(this);

    public Term Root() => new Root(this);

    /// <summary>The text of a part of something that holds its parts this strongly.</summary>
    protected static string TextOf(Term part, Hold surroundings, int? decimals) =>
        part.Strength(decimals) < surroundings ? $"({part.Text(decimals)})" : part.Text(decimals);
}
