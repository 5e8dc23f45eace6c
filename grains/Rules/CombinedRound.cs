namespace Evaluation.Rules;

/// <summary>A round whose totals enter this round's totals.</summary>
/// <param name="Round">The code of the other round.</param>
/// <param name="Share">Its share in percent.</param>
/// <param name="Label">What it is called as a part of this round. Null for its code.</param>
public sealed record CombinedRound(string Round, decimal Share, LocalText? Label = null);
