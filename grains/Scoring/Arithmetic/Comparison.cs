namespace Evaluation.Scoring.Arithmetic;

/// <summary>A comparison that is true, such as <c>84.75 ≥ 80</c>.</summary>
/// <param name="Sign">One of <c>&lt; ≤ = ≥ &gt;</c>.</param>
internal sealed record Comparison(Term Left, string Sign, Term Right)
{
    public IEnumerable<Input> Leaves => Left.Leaves.Concat(Right.Leaves);

    /// <summary>Whether the comparison is also true of the inputs as they are shown.</summary>
    /// <param name="decimals">Null for exact inputs.</param>
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
