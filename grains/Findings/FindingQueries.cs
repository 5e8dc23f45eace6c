using Evaluation.Runtime;

namespace Evaluation.Findings;

/// <summary>One finding.</summary>
public sealed record ViewFinding(string Unit, string Id) : IQuery<FindingBook, Finding>
{
    public Outcome<Finding> Answer(FindingBook state) => state.Find(Unit, Id) is { } finding
        ? finding
        : new Refusal(RefusalCode.NoSuchFinding, $"The unit has no finding '{Id}'.", ("id", Id));
}

/// <summary>A page of findings in the order of opening, with counts.</summary>
/// <param name="Unit">Only of this unit; null for all. It also limits the counts.</param>
/// <param name="State">Only in this state; null for all.</param>
/// <param name="Overdue">Only those that are overdue, or that are not; null for all.</param>
/// <param name="Today">Today in the round's time zone.</param>
/// <param name="Limit">Most items of the page.</param>
/// <param name="After">The place of the last item of the page before; 0 for the first page.</param>
/// <param name="Since">Only those opened at this instant or later; null for all.</param>
/// <param name="Among">Only of these units; null for all. They also limit the counts.</param>
public sealed record ViewFindings(
    string? Unit, FindingState? State, bool? Overdue, DateOnly Today, int Limit, int After = 0, DateTimeOffset? Since = null, IReadOnlyList<string>? Among = null)
    : IQuery<FindingBook, FindingPage>
{
    public Outcome<FindingPage> Answer(FindingBook state)
    {
        var scope = Unit is not null ? state.Of(Unit) : Among is null ? state.All : [.. state.All.Where(finding => Among.Contains(finding.Unit))];
        var some = scope.Where(finding => finding.Place > After && (State is null || finding.State == State) && (Overdue is null || finding.IsOverdue(Today) == Overdue) && !(finding.History[0].At < Since))
            .Take(Limit + 1).ToArray();
        return new FindingPage(FindingCounts.Of(scope, Today), some.Length > Limit ? some[..Limit] : some, some.Length > Limit);
    }
}

/// <summary>The counts of a unit's findings.</summary>
public sealed record ViewFindingCounts(string Unit, DateOnly Today) : IQuery<FindingBook, FindingCounts>
{
    public Outcome<FindingCounts> Answer(FindingBook state) => FindingCounts.Of(state.Of(Unit), Today);
}

public sealed record ViewFindingAudit : IQuery<FindingBook, AuditTrail>
{
    public Outcome<AuditTrail> Answer(FindingBook state) => new AuditTrail(state.Audit);
}

/// <summary>A page of findings.</summary>
/// <param name="HasMore">Whether another page follows.</param>
public sealed record FindingPage(FindingCounts Counts, IReadOnlyList<Finding> Items, bool HasMore);

/// <summary>Counts of findings.</summary>
/// <param name="Opened">Ever opened.</param>
/// <param name="Overdue">Not closed, and today is after the date.</param>
/// <param name="ClosureRate">Closed by opened, 0 to 1, rounded to four decimals like every share; null when none was opened.</param>
public sealed record FindingCounts(int Opened, int Closed, int Overdue, decimal? ClosureRate)
{
    private const int ShareDecimals = 4;

    internal static FindingCounts Of(IReadOnlyList<Finding> findings, DateOnly today)
    {
        var (closed, overdue) = (0, 0);
        foreach (var finding in findings)
        {
            if (finding.State == FindingState.Closed)
                closed++;
            else if (finding.IsOverdue(today))
                overdue++;
        }
        return new(findings.Count, closed, overdue, findings.Count == 0 ? null : Math.Round((decimal)closed / findings.Count, ShareDecimals, MidpointRounding.AwayFromZero));
    }
}
