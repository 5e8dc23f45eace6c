using System.Text.Json.Serialization;

namespace Evaluation.Assessment.SelfAssessments;

/// <summary>What a unit says about itself: points for each assessed criterion, with reasons, evidence and figures, and a report.</summary>
/// <remarks>Written to the journal with these names: a property may be added with a default, never renamed or removed.</remarks>
/// <param name="Items">At most one for each assessed criterion and period, in the order of the unit.</param>
/// <param name="DeclaredTotal">The total that the unit declares. It only serves to find mistakes: the total is computed.</param>
/// <param name="NoComplaints">Whether the unit declares that there were no complaints; null where it says nothing.</param>
/// <param name="Report">The report in Markdown.</param>
public sealed record SelfAssessmentContent(
    IReadOnlyList<SelfAssessmentItem>? Items = null, decimal? DeclaredTotal = null, bool? NoComplaints = null, string? Report = null)
{
    public static readonly SelfAssessmentContent Empty = new();

    public IReadOnlyList<SelfAssessmentItem> Items { get; init; } = Items ?? [];

    /// <summary>
    /// The sum of the points that are claimed. Those of a criterion with periods are the mean over the periods that apply.
    /// </summary>
    [JsonIgnore]
    public decimal Total => Items.Select(item => item.Criterion).Distinct().Sum(criterion => PointsOf(criterion) ?? 0);

    /// <param name="criterion">The code of an assessed criterion.</param>
    /// <param name="period">Null for a criterion without periods.</param>
    public SelfAssessmentItem? Find(string criterion, string? period = null) => Items.FirstOrDefault(item => item.Criterion == criterion && item.Period == period);

    /// <summary>The points that are claimed for a criterion, as in <see cref="Total"/>; null where none are.</summary>
    public decimal? PointsOf(string criterion)
    {
        decimal[] points = [.. Items.Where(item => item.Criterion == criterion).Select(item => item.Claimed?.Points).OfType<decimal>()];
        return points.Length switch { 0 => null, 1 => points[0], _ => points.Sum() / points.Length };
    }

    /// <summary>Whether two contents say the same.</summary>
    public bool IsSameAs(SelfAssessmentContent other) => SelfAssessmentJson.Same(this, other);
}

/// <summary>What a unit claims for one criterion.</summary>
/// <param name="Criterion">The code of an assessed criterion.</param>
/// <param name="Claimed">Null while nothing is claimed.</param>
/// <param name="Reason">Why points are lost, or why the criterion is not applicable.</param>
/// <param name="Evidence">Numbers of the unit's evidence.</param>
/// <param name="Period">The period of the points; null for a criterion without periods (F30).</param>
public sealed record SelfAssessmentItem(
    string Criterion, ClaimedPoints? Claimed = null, string? Reason = null, IReadOnlyList<string>? Evidence = null, IReadOnlyList<Figure>? Figures = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null)
{
    public IReadOnlyList<string> Evidence { get; init; } = Evidence ?? [];

    public IReadOnlyList<Figure> Figures { get; init; } = Figures ?? [];

    public bool IsSameAs(SelfAssessmentItem? other) => other is not null && SelfAssessmentJson.Same(this, other);
}
