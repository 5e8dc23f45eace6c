using Evaluation.Rules;

namespace Evaluation.Panels;

/// <summary>The inspectors who visit some units of a round. A unit has at most one panel.</summary>
/// <param name="Code">Unique within the round.</param>
/// <param name="Inspectors">Accounts with the role inspector, in the order in which they were named.</param>
/// <param name="Units">Codes of units.</param>
/// <param name="Visits">The days on which the visits are planned; null where no days are set.</param>
/// <param name="Version">One more with each change. A panel that was removed and set again never has an earlier one.</param>
public sealed record InspectionPanel(
    string Code, LocalText Label, IReadOnlyList<string> Inspectors, IReadOnlyList<string> Units, VisitDays? Visits, long Version = 0)
{
    /// <summary>Whether both say the same; versions are not compared.</summary>
    internal bool IsSameAs(InspectionPanel other) =>
        (Code, Label, Visits) == (other.Code, other.Label, other.Visits) && Inspectors.SequenceEqual(other.Inspectors) && Units.SequenceEqual(other.Units);
}

/// <summary>The planned days of a panel's visits, both included.</summary>
public sealed record VisitDays(DateOnly From, DateOnly To)
{
    public bool Include(DateOnly day) => From <= day && day <= To;
}
