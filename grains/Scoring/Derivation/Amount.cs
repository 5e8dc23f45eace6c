namespace Evaluation.Scoring.Derivation;

/// <summary>A number in some arithmetic.</summary>
/// <param name="Number">Its exact value.</param>
/// <param name="Name">What the formula calls it; null for a constant of the rule itself.</param>
/// <param name="From">Where it comes from: see <see cref="DerivationInput.From"/>.</param>
/// <param name="IsRounded">Whether it may be shown rounded. What is counted, filed or ruled is always shown as it is.</param>
internal sealed record Amount(Fraction Number, string? Name = null, string? From = null, bool IsRounded = false) : Term
{
    public override IEnumerable<Amount> Inputs => Name is null ? [] : [this];

    public override Fraction? Value(int? decimals) => ShownNumber.Value(Number, IsRounded ? decimals : null);

    public override string Text(int? decimals) => ShownNumber.Text(Number, IsRounded ? decimals : null);

    // A fraction or a negative number as a part of something is put in brackets, so that nobody reads it wrongly.
    protected override Hold Strength(int? decimals) => Text(decimals) is ['−', ..] || Text(decimals).Contains('/', StringComparison.Ordinal) ? Hold.Loose : Hold.Number;
}
