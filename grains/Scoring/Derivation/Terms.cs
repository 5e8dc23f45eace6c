namespace Evaluation.Scoring.Derivation;

internal sealed record Sum(IReadOnlyList<Term> Parts) : Term
{
    public override IEnumerable<Amount> Inputs => Parts.SelectMany(part => part.Inputs);

    public override bool IsRational => Parts.All(part => part.IsRational);

    protected override Hold Strength(int? decimals) => Hold.Sum;

    public override Fraction? Value(int? decimals) => Parts.Aggregate((Fraction?)Fraction.Zero, (sum, part) => sum + part.Value(decimals));

    public override string Text(int? decimals) => string.Join(" + ", Parts.Select(part => TextOf(part, Hold.Sum, decimals)));
}

internal sealed record Difference(Term From, Term Less) : Term
{
    public override IEnumerable<Amount> Inputs => From.Inputs.Concat(Less.Inputs);

    public override bool IsRational => From.IsRational && Less.IsRational;

    protected override Hold Strength(int? decimals) => Hold.Sum;

    public override Fraction? Value(int? decimals) => From.Value(decimals) - Less.Value(decimals);

    public override string Text(int? decimals) => $"{TextOf(From, Hold.Sum, decimals)} − {TextOf(Less, Hold.Product, decimals)}";
}

internal sealed record Product(Term Left, Term Right) : Term
{
    public override IEnumerable<Amount> Inputs => Left.Inputs.Concat(Right.Inputs);

    public override bool IsRational => Left.IsRational && Right.IsRational;

    protected override Hold Strength(int? decimals) => Hold.Product;

    public override Fraction? Value(int? decimals) => Left.Value(decimals) * Right.Value(decimals);

    public override string Text(int? decimals) => $"{TextOf(Left, Hold.Product, decimals)} × {TextOf(Right, Hold.Product, decimals)}";
}

internal sealed record Quotient(Term Of, Term By) : Term
{
    public override IEnumerable<Amount> Inputs => Of.Inputs.Concat(By.Inputs);

    public override bool IsRational => Of.IsRational && By.IsRational;

    protected override Hold Strength(int? decimals) => Hold.Product;

    public override Fraction? Value(int? decimals) => By.Value(decimals) is { } by && by != Fraction.Zero ? Of.Value(decimals) / by : null;

    public override string Text(int? decimals) => $"{TextOf(Of, Hold.Product, decimals)} ÷ {TextOf(By, Hold.Number, decimals)}";
}

internal sealed record Square(Term Of) : Term
{
    public override IEnumerable<Amount> Inputs => Of.Inputs;

    public override bool IsRational => Of.IsRational;

    protected override Hold Strength(int? decimals) => Hold.Number;

    public override Fraction? Value(int? decimals) => Of.Value(decimals) * Of.Value(decimals);

    public override string Text(int? decimals) => $"{TextOf(Of, Hold.Number, decimals)}²";
}

/// <summary>The square root; one that is no fraction is cut off as <see cref="Fraction.SquareRoot"/> says.</summary>
internal sealed record Root(Term Of) : Term
{
    public override IEnumerable<Amount> Inputs => Of.Inputs;

    public override bool IsRational => Of.IsRational && Of.Value(null) is { } square && square.SquareRoot() is var root && root * root == square;

    protected override Hold Strength(int? decimals) => Hold.Number;

    public override Fraction? Value(int? decimals) => Of.Value(decimals) is { } square && square >= Fraction.Zero ? square.SquareRoot() : null;

    public override string Text(int? decimals) => $"√({Of.Text(decimals)})";
}

internal sealed record Least(Term A, Term B) : Term
{
    public override IEnumerable<Amount> Inputs => A.Inputs.Concat(B.Inputs);

    protected override Hold Strength(int? decimals) => Hold.Number;

    public override Fraction? Value(int? decimals) => (A.Value(decimals), B.Value(decimals)) is ({ } a, { } b) ? Fraction.Min(a, b) : null;

    public override string Text(int? decimals) => $"min({A.Text(decimals)}, {B.Text(decimals)})";
}

internal sealed record Greatest(Term A, Term B) : Term
{
    public override IEnumerable<Amount> Inputs => A.Inputs.Concat(B.Inputs);

    protected override Hold Strength(int? decimals) => Hold.Number;

    public override Fraction? Value(int? decimals) => (A.Value(decimals), B.Value(decimals)) is ({ } a, { } b) ? Fraction.Max(a, b) : null;

    public override string Text(int? decimals) => $"max({A.Text(decimals)}, {B.Text(decimals)})";
}

/// <summary>The whole part of what is not below zero.</summary>
internal sealed record WholePart(Term Of) : Term
{
    public override IEnumerable<Amount> Inputs => Of.Inputs;

    protected override Hold Strength(int? decimals) => Hold.Number;

    public override Fraction? Value(int? decimals) => Of.Value(decimals) is { } number ? new Fraction(number.Numerator / number.Denominator, 1) : null;

    public override string Text(int? decimals) => $"⌊{Of.Text(decimals)}⌋";
}
