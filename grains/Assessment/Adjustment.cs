using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>A bonus or deduction. It counts when somebody other than the proposer has approved it (F19).</summary>
/// <param name="Id">Unique within the unit.</param>
/// <param name="Points">
/// Above 0. Added to the total (bonus), subtracted from the total (deduction) or from the daily score (daily) (F6).
/// </param>
/// <param name="Rule">The rule that provides for it.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Document">The document that records the fact.</param>
/// <param name="ApprovedBy">Null while it is only proposed.</param>
/// <param name="Evidence">Ids of evidence of the unit; null for none.</param>
/// <param name="Entry">The entry of the round's catalogue that gives the points (F26); null for a free adjustment.</param>
/// <param name="Level">The level of the entry; null for an entry without levels.</param>
public sealed record Adjustment(
    string Id,
    AdjustmentKind Kind,
    decimal Points,
    string Rule,
    string Fact,
    string ProposedBy,
    string? ApprovedBy = null,
    string? Document = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Evidence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Entry = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level = null)
{
    /// <summary>Whether the adjustment counts.</summary>
    [JsonIgnore]
    public bool IsApproved => ApprovedBy is not null && ApprovedBy != ProposedBy;

    private const decimal PointsMax = 1_000_000;

    /// <summary>What a fault says that points must be.</summary>
    internal static readonly string PointsExpected = $"a number above 0, at most {PointsMax}";

    /// <summary>Why no adjustment can have these points; null when one can.</summary>
    internal static string? PointsFault(decimal points) => points switch
    {
        <= 0 or > PointsMax => $"must be above 0 and at most {PointsMax}, but is {points}; its kind decides whether it is added or subtracted",
        _ when decimal.Round(points, Limits.PointsDecimals) != points => $"must have at most {Limits.PointsDecimals} decimals, but is {points}",
        _ => null,
    };
}

[JsonConverter(typeof(CamelCaseEnum<AdjustmentKind>))]
public enum AdjustmentKind
{
    /// <summary>Added to the total, up to the round's cap.</summary>
    Bonus,

    /// <summary>Subtracted from the total.</summary>
    Deduction,

    /// <summary>Subtracted from the daily score.</summary>
    Daily,
}
