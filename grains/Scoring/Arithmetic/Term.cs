namespace Evaluation.Scoring.Arithmetic;

/// <summary>
/// An expression that can be computed and written as text. Both use the inputs as they are shown, with so many decimals: the text gives the
/// value.
/// </summary>
internal abstract record Term
{
    /// <summary>How tightly an expression binds. A part that binds less tightly than its surroundings is put in brackets.</summary>
    protected enum Precedence { Lowest, Sum, Product, Number }

    /// <summary>The numbers of the text in its order: named inputs, and constants of the formula itself.</summary>
    public abstract IEnumerable<Input> Leaves { get; }

    /// <summary>Whether the value is a fraction. The root of a number that is no square is not: it is cut off.</summary>
    public virtual bool IsRational => true;

    /// <summary>
    /// The value of the expression with the inputs as they are shown; null for a division by 0 and for the root of a negative number.
    /// </summary>
    /// <param name="decimals">Null for exact inputs.</param>
    public abstract Fraction? Value(int? decimals);

    /// <summary>The expression with the inputs' values in the places of their names.</summary>
    /// <param name="decimals">Null for exact inputs.</param>
    public abstract string Text(int? decimals);

    protected abstract Precedence PrecedenceOf(int? decimals);

    /// <summary>The text of a part, in brackets where the surroundings bind more tightly.</summary>
    protected static string TextOf(Term part, Precedence surroundings, int? decimals) =>
        part.PrecedenceOf(decimals) < surroundings ? $"({part.Text(decimals)})" : part.Text(decimals);
}
