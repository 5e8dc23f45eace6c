using Evaluation.Runtime;

namespace Evaluation.Findings;

/// <summary>What happened to findings in a period, by unit.</summary>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="LastDay">The day for which overdue findings are counted.</param>
public sealed record ViewFindingMonth(DateTimeOffset From, DateTimeOffset Until, DateOnly LastDay) : IQuery<FindingBook, FindingMonth>
{
    public Outcome<FindingMonth> Answer(FindingBook state) => new FindingMonth([
        .. state.All.Where(finding => finding.History[0].At < Until).GroupBy(finding => finding.Unit)
            .Select(Of).Where(unit => unit.Opened + unit.Closed + unit.Overdue > 0),
    ]);

    private UnitFindingMonth Of(IGrouping<string, Finding> unit) => new(
        unit.Key,
        unit.Count(finding => IsIn(finding.History[0])),
        unit.Count(finding => finding.History.Any(step => step.Act == FindingAct.Closed && IsIn(step))),
        unit.Count(IsOverdue),
        [.. unit.Where(finding => finding.Notice is not null && IsIn(finding.History[0])).Select(finding => new GivenNotice(finding.Notice!.Value, finding.Id, finding.History[0].DueOn!.Value))]);

    private bool IsIn(FindingStep step) => step.At >= From && step.At < Until;

    /// <summary>By the steps before the end of the period alone.</summary>
    private bool IsOverdue(Finding finding)
    {
        var (isClosed, dueOn) = (false, finding.DueOn);
        foreach (var step in finding.History.TakeWhile(step => step.At < Until))
            (isClosed, dueOn) = (step.Act == FindingAct.Closed, step.DueOn ?? dueOn);
        return !isClosed && LastDay > dueOn;
    }
}

/// <summary>Units without anything to report are left out.</summary>
public sealed record FindingMonth(IReadOnlyList<UnitFindingMonth> Units);

/// <summary>The findings of one unit in a period.</summary>
/// <param name="Opened">In the period.</param>
/// <param name="Closed">In the period.</param>
/// <param name="Overdue">At its end.</param>
/// <param name="Notices">Given in the period.</param>
public sealed record UnitFindingMonth(string Unit, int Opened, int Closed, int Overdue, IReadOnlyList<GivenNotice> Notices);

/// <summary>A rectification notice.</summary>
/// <param name="Notice">Its number in the round.</param>
/// <param name="Finding">The finding's id in its unit.</param>
/// <param name="DueOn">The date that it set.</param>
public sealed record GivenNotice(int Notice, string Finding, DateOnly DueOn);
