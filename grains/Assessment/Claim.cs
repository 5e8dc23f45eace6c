namespace Evaluation.Assessment;

/// <summary>A unit's claim to points of one assessed criterion, and what a reviewer made of it (F7).</summary>
/// <param name="Criterion">The criterion's code.</param>
/// <param name="Claimed">What the unit filed, from 0 to the criterion's points; null for "not applicable".</param>
/// <param name="Accepted">What the reviewer accepted; null before the decision, and where the item is not applicable.</param>
/// <param name="Reason">The reviewer's, where less was accepted than claimed.</param>
public sealed record Claim(string Criterion, decimal? Claimed, decimal? Accepted = null, string? Reason = null);
