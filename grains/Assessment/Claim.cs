using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>A unit's claim to points of one assessed criterion, and the reviewer's decision on it (F7).</summary>
/// <param name="Criterion">The code of the criterion.</param>
/// <param name="Claimed">The points that the unit claims, from 0 to the criterion's points; null for "not applicable".</param>
/// <param name="Accepted">
/// The points that the reviewer accepted; null before the decision, and when the item is not applicable. 0 for a rejected "not
/// applicable".
/// </param>
/// <param name="Reason">The reviewer's reason if less was accepted than claimed.</param>
/// <param name="IsOpen">
/// Whether the claim was filed and still needs a decision. Without this mark a claim of "not applicable" counts as accepted.
/// </param>
/// <param name="Period">The period of the points; null for a criterion without periods (F30).</param>
public sealed record Claim(
    string Criterion, decimal? Claimed, decimal? Accepted = null, string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsOpen = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null)
{
    /// <summary>Tells the claims of a unit apart.</summary>
    [JsonIgnore]
    public string Name => NameOf(Criterion, Period);

    /// <summary>The name of the claim for a criterion in a period. Neither has a space.</summary>
    public static string NameOf(string criterion, string? period) => period is null ? criterion : $"{criterion} {period}";

    /// <summary>Whether a reviewer has decided on the claim, or it needs no decision.</summary>
    [JsonIgnore]
    public bool IsDecided => !IsOpen && (Claimed is null || Accepted is not null);
}
