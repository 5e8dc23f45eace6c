namespace Evaluation.Scoring.Arithmetic;

/// <summary>
/// A number that remembers how it was computed: a formula over traced numbers gives the <see cref="Term"/> that a derivation shows.
/// </summary>
internal readonly record struct Traced(Term Term) : IArithmetic<Traced>, IOrdered<Traced>
{
    /// <summary>The sign of the exact value.</summary>
    public int Sign => Term.Value(null)!.Value.Sign;

    public static implicit operator Traced(Term term) => new(term ?? throw new ArgumentNullException(nameof(term)));

    public static implicit operator Traced(long constant) => new(new Input(constant));

    public static implicit operator Traced(decimal constant) => new(new Input(constant));

    /// <summary>A traced number; null for null.</summary>
    public static Traced? Of(Term? term) => term is null ? default(Traced?) : new Traced(term);

    // One sum of many parts instead of many sums of two: both read the same, and a class can have a thousand units.
    public static Traced operator +(Traced a, Traced b) => new(new Addition(a.Term is Addition { Parts: var parts } ? [.. parts, b.Term] : [a.Term, b.Term]));

    public static Traced operator -(Traced a, Traced b) => new(new Subtraction(a.Term, b.Term));

    public static Traced operator *(Traced a, Traced b) => new(new Multiplication(a.Term, b.Term));

    public static Traced operator /(Traced a, Traced b) => new(new Division(a.Term, b.Term));

    // Also one of many: the figures of a class are compared in one line.
    public static Traced Min(Traced a, Traced b) => new(new Least(a.Term is Least { Parts: var parts } ? [.. parts, b.Term] : [a.Term, b.Term]));

    public static Traced Max(Traced a, Traced b) => new(new Greatest(a.Term is Greatest { Parts: var parts } ? [.. parts, b.Term] : [a.Term, b.Term]));

    public Traced Squared() => new(new Square(Term));

    public Traced SquareRoot() => new(new Root(Term));

    public Traced Floor() => new(new WholePart(Term));
}
