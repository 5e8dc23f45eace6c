namespace Evaluation.Scoring.Arithmetic;

/// <summary>Two parts or more, added.</summary>
internal sealed record Addition(IReadOnlyList<Term> Parts) : Term
{
    public override IEnumerable<Input> Leaves => Parts.SelectMany(part => part.Leaves);

    public override bool IsRational => Parts.All(part => part.IsRational);

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Sum;

    public override Fraction? Value(int? decimals) => Parts.Aggregate((Fraction?)Fraction.Zero, (sum, part) => sum + part.Value(decimals));

    public override string Text(int? decimals) => string.Join(" + ", Parts.Select(part => TextOf(part, Precedence.Sum, decimals)));
}

internal sealed record Subtraction(Term From, Term Less) : Term
{
    public override IEnumerable<Input> Leaves => From.Leaves.Concat(Less.Leaves);

    public override bool IsRational => From.IsRational && Less.IsRational;

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Sum;

    public override Fraction? Value(int? decimals) => From.Value(decimals) - Less.Value(decimals);

    public override string Text(int? decimals) => $"{TextOf(From, Precedence.Sum, decimals)} − {TextOf(Less, Precedence.Product, decimals)}";
}

internal sealed record Multiplication(Term Left, Term Right) : Term
{
    public override IEnumerable<Input> Leaves => Left.Leaves.Concat(Right.Leaves);

    public override bool IsRational => Left.IsRational && Right.IsRational;

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Product;

    public override Fraction? Value(int? decimals) => Left.Value(decimals) * Right.Value(decimals);

    public override string Text(int? decimals) => $"{TextOf(Left, Precedence.Product, decimals)} × {TextOf(Right, Precedence.Product, decimals)}";
}

internal sealed record Division(Term Of, Term By) : Term
{
    public override IEnumerable<Input> Leaves => Of.Leaves.Concat(By.Leaves);

    public override bool IsRational => Of.IsRational && By.IsRational;

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Product;

    public override Fraction? Value(int? decimals) => By.Value(decimals) is { } by && by != Fraction.Zero ? Of.Value(decimals) / by : null;

    public override string Text(int? decimals) => $"{TextOf(Of, Precedence.Product, decimals)} ÷ {TextOf(By, Precedence.Number, decimals)}";
}

internal sealed record Square(Term Of) : Term
{
    public override IEnumerable<Input> Leaves => Of.Leaves;

    public override bool IsRational => Of.IsRational;

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Number;

    public override Fraction? Value(int? decimals) => Of.Value(decimals) * Of.Value(decimals);

    public override string Text(int? decimals) => $"{TextOf(Of, Precedence.Number, decimals)}²";
}

/// <summary>The square root. A root that is no fraction is cut off: see <see cref="Fraction.SquareRoot"/>.</summary>
internal sealed record Root(Term Of) : Term
{
    public override IEnumerable<Input> Leaves => Of.Leaves;

    public override bool IsRational => Of.IsRational && Of.Value(null) is { } square && square.SquareRoot() is var root && root * root == square;

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Number;

    public override Fraction? Value(int? decimals) => Of.Value(decimals) is { } square && square >= Fraction.Zero ? square.SquareRoot() : null;

    public override string Text(int? decimals) => $"√({Of.Text(decimals)})";
}

/// <summary>The smallest of two numbers or more.</summary>
internal sealed record Least(IReadOnlyList<Term> Parts) : Term
{
    public override IEnumerable<Input> Leaves => Parts.SelectMany(part => part.Leaves);

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Number;

    public override Fraction? Value(int? decimals) =>
        Parts.Select(part => part.Value(decimals)).Aggregate((a, b) => (a, b) is ({ } one, { } other) ? Fraction.Min(one, other) : null);

    public override string Text(int? decimals) => $"min({string.Join(", ", Parts.Select(part => part.Text(decimals)))})";
}

/// <summary>The greatest of two numbers or more.</summary>
internal sealed record Greatest(IReadOnlyList<Term> Parts) : Term
{
    public override IEnumerable<Input> Leaves => Parts.SelectMany(part => part.Leaves);

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Number;

    public override Fraction? Value(int? decimals) =>
        Parts.Select(part => part.Value(decimals)).Aggregate((a, b) => (a, b) is ({ } one, { } other) ? Fraction.Max(one, other) : null);

    public override string Text(int? decimals) => $"max({string.Join(", ", Parts.Select(part => part.Text(decimals)))})";
}

/// <summary>The largest whole number that is not above the number.</summary>
internal sealed record WholePart(Term Of) : Term
{
    public override IEnumerable<Input> Leaves => Of.Leaves;

    protected override Precedence PrecedenceOf(int? decimals) => Precedence.Number;

    public override Fraction? Value(int? decimals) => Of.Value(decimals)?.Floor();

    public override string Text(int? decimals) => $"⌊{Of.Text(decimals)}⌋";
}
