using Evaluation.Findings;
using Evaluation.Gateway.Rounds;

namespace Evaluation.Gateway.Findings;

/// <summary>A finding.</summary>
/// <param name="Id">Unique within the unit.</param>
/// <param name="Notice">The number of its rectification notice in the round; null for none.</param>
/// <param name="DueOn">The last day in time.</param>
/// <param name="Overdue">Not closed, and today in the round's time zone is after <paramref name="DueOn"/>.</param>
/// <param name="Complaint">The complaint that it was made of; null for none.</param>
/// <param name="History">Every step, oldest first.</param>
public sealed record FindingView(
    string Unit, string Id, int? Notice, FindingState State, string Text, string? Criterion, DateOnly DueOn, bool Overdue, IReadOnlyList<string> Evidence, string? Complaint,
    IReadOnlyList<FindingStepView> History)
{
    /// <param name="isStaff">Whether the reader sees complaints and the names of staff.</param>
    internal static FindingView Of(Finding finding, string timeZone, DateOnly today, bool isStaff) => new(
        finding.Unit, finding.Id, finding.Notice, finding.State, finding.Text, finding.Criterion, finding.DueOn, finding.IsOverdue(today), finding.History[0].Evidence ?? [],
        isStaff ? finding.Complaint : null,
        [.. finding.History.Select(step => FindingStepView.Of(step, timeZone, isStaff))]);
}

/// <summary>One step in the history of a finding.</summary>
/// <param name="By">The staff account; for the unit, only of its own replies.</param>
/// <param name="Text">The finding, the reply, or a note.</param>
/// <param name="DueOn">The date that the step sets; null where it sets none.</param>
public sealed record FindingStepView(FindingAct Act, DateTimeOffset At, string? By, string? Text, DateOnly? DueOn, IReadOnlyList<string> Evidence)
{
    internal static FindingStepView Of(FindingStep step, string timeZone, bool isStaff) =>
        new(step.Act, step.At.In(timeZone), isStaff || step.Act == FindingAct.Replied ? step.By : null, step.Text, step.DueOn, step.Evidence ?? []);
}

/// <summary>A page of a round's findings.</summary>
/// <param name="Counts">Of the round, or of the unit that was asked for, whatever the other filters.</param>
/// <param name="Items">In the order of opening.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null on the last one.</param>
public sealed record FindingList(FindingCounts Counts, IReadOnlyList<FindingView> Items, string? Next);
