using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Panels;

/// <summary>The inspectors who visit some units of a round for a body. A unit has at most one panel per body.</summary>
/// <param name="Code">Unique within the round.</param>
/// <param name="Inspectors">Accounts with the role inspector, in the order in which they were named.</param>
/// <param name="Units">Codes of units.</param>
/// <param name="Visits">The days on which the visits are planned; null where no days are set.</param>
/// <param name="Version">One more with each change. A panel that was removed and set again never has an earlier one.</param>
/// <param name="By">The assessing body whose criteria the panel scores (F21); null for the inspection panel.</param>
/// <param name="Weights">The weight of each inspector, in their order; null where all count alike.</param>
public sealed record InspectionPanel(
    string Code, LocalText Label, IReadOnlyList<string> Inspectors, IReadOnlyList<string> Units, VisitDays? Visits, long Version = 0,
    string? By = null, IReadOnlyList<decimal>? Weights = null)
{
    /// <summary>The weights of the inspectors as a ledger keeps them; none where all count alike.</summary>
    [JsonIgnore]
    public IEnumerable<InspectorWeight> InspectorWeights => Weights is null ? [] : Inspectors.Zip(Weights, (inspector, weight) => new InspectorWeight(inspector, weight, By));

    /// <summary>Whether both say the same; versions are not compared.</summary>
    internal bool IsSameAs(InspectionPanel other) =>
        (Code, Label, Visits, By) == (other.Code, other.Label, other.Visits, other.By) && Inspectors.SequenceEqual(other.Inspectors) && Units.SequenceEqual(other.Units)
        && (Weights ?? []).SequenceEqual(other.Weights ?? []);
}

/// <summary>The planned days of a panel's visits, both included.</summary>
public sealed record VisitDays(DateOnly From, DateOnly To)
{
    public bool Include(DateOnly day) => From <= day && day <= To;
}
