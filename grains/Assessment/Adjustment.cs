using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>A bonus or deduction. It counts when somebody other than the proposer has approved it (F19).</summary>
/// <param name="Id">Unique within the unit.</param>
/// <param name="Points">Above 0: what a bonus adds to the total, a deduction takes from it, or a daily deduction takes from the daily score (F6).</param>
/// <param name="Rule">The rule that provides for it.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Document">Where it is written down.</param>
/// <param name="ApprovedBy">Null while it is only proposed.</param>
public sealed record Adjustment(
    string Id, AdjustmentKind Kind, decimal Points, string Rule, string Fact, string ProposedBy, string? ApprovedBy = null, string? Document = null)
{
    /// <summary>Whether it counts.</summary>
    [JsonIgnore]
    public bool IsApproved => ApprovedBy is not null && ApprovedBy != ProposedBy;
}

[JsonConverter(typeof(CamelCaseEnum<AdjustmentKind>))]
public enum AdjustmentKind
{
    /// <summary>Added to the total, up to the round's cap.</summary>
    Bonus,

    /// <summary>Taken from the total.</summary>
    Deduction,

    /// <summary>Taken from the daily score.</summary>
    Daily,
}
