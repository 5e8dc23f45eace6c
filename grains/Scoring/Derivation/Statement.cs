namespace Evaluation.Scoring.Derivation;

/// <summary>A comparison that holds, such as <c>84.75 ≥ 80</c>.</summary>
/// <param name="Sign">One of <c>&lt; ≤ = ≥ &gt;</c>.</param>
internal sealed record Statement(Term Left, string Sign, Term Right)
{
    public IEnumerable<Amount> Inputs => Left.Inputs.Concat(Right.Inputs);

    /// <summary>The comparison that holds between two numbers.</summary>
    public static Statement Between(Term left, Term right) =>
        new(left, left.Value(null)!.Value.CompareTo(right.Value(null)!.Value) switch { < 0 => "<", 0 => "=", _ => ">" }, right);

    public bool Holds(int? decimals) => Left.Value(decimals) is { } left && Right.Value(decimals) is { } right && Sign switch
    {
        "<" => left < right,
        "≤" => left <= right,
        "=" => left == right,
        "≥" => left >= right,
        ">" => left > right,
        _ => throw new System.Diagnostics.UnreachableException(Sign),
    };

    public string Text(int? decimals) => $"{Left.Text(decimals)} {Sign} {Right.Text(decimals)}";
}
