namespace Evaluation.Scoring.Arithmetic;

/// <summary>A number that enters a formula.</summary>
/// <param name="Number">The exact value.</param>
/// <param name="Name">The symbol in the formula; null for a constant of the formula itself.</param>
/// <param name="From">The source: as written in a derivation.</param>
/// <param name="IsRounded">Whether the number may be shown rounded. A count, a filed figure and a figure of the rules are always shown in
/// full.</param>
internal sealed record Input(Fraction Number, string? Name = null, string? From = null, bool IsRounded = false) : Term
{
    /// <summary>The source of a number of slips or marks.</summary>
    public const string Tally = "tally";

    /// <summary>The source of a sum over the slips' scores.</summary>
    public const string Slips = "slips";

    public override IEnumerable<Input> Leaves => [this];

    public override Fraction? Value(int? decimals) => ShownNumber.Value(Number, IsRounded ? decimals : null);

    public override string Text(int? decimals) => ShownNumber.Text(Number, IsRounded ? decimals : null);

    // A fraction or a negative number inside a larger expression is put in brackets, so that it is not misread.
    protected override Precedence PrecedenceOf(int? decimals) =>
        Text(decimals) is ['−', ..] || Text(decimals).Contains('/', StringComparison.Ordinal) ? Precedence.Lowest : Precedence.Number;
}
