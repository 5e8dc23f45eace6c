using Evaluation.Findings;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.Targets;
using Evaluation.Rules;
using Evaluation.Targets;

namespace Evaluation.Gateway.Pages.UnitStaff;

/// <summary>Something that a unit has to do.</summary>
/// <param name="Kind">The end of the keys of its texts.</param>
/// <param name="DueOn">The last day; null for none.</param>
/// <param name="Address">Where it is done.</param>
/// <param name="Values">The values of its texts.</param>
public sealed record Duty(string Kind, DateOnly? DueOn, string Address, params object[] Values)
{
    /// <summary>From so many days before the last day on, a duty is marked as urgent.</summary>
    public const int SoonDays = 3;

    /// <summary>The moment at which it ends, where the last day is not enough; null otherwise.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether its form takes evidence.</summary>
    public bool TakesEvidence => Kind is "finding" or "target" or "assessment";

    public int? DaysLeft(DateOnly today) => DueOn is { } due ? due.DayNumber - today.DayNumber : null;

    /// <summary>The address of an entry of the unit's page, which is shown unfolded there.</summary>
    public static string Opened(string home, string id) => $"{home}?open={id}#{id}";

    /// <summary>What a unit may do until objections are closed.</summary>
    public static Duty Objecting(string home, DateTimeOffset until, DateOnly lastDay) => new("objection", lastDay, $"{home}/objections/new") { Until = until };

    /// <summary>The duties of a unit: late ones first, then by their last day, those without a day at the end.</summary>
    /// <param name="home">The address of the unit's page.</param>
    /// <param name="assessment">The self-assessment as it stands; null before the first save.</param>
    public static IReadOnlyList<Duty> Of(RoundRules rules, RoundState state, string home, SelfAssessmentView? assessment, IReadOnlyList<FindingView> findings, UnitTargetsView? targets)
    {
        var duties = new List<Duty>();
        if (WorkWindow.Supervision.States.Contains(state))
        {
            duties.AddRange(findings.Where(finding => finding.State == FindingState.Open).Select(finding => new Duty("finding", finding.DueOn, Opened(home, finding.Id), finding.Notice ?? 0, finding.Text)));
            duties.AddRange((targets?.Targets ?? []).Where(target => target.State is not ProgressState.Done).Select(target => new Duty("target", target.DueOn, Opened(home, target.Id), target.Title)));
        }
        if (targets is { Targets.Count: > 0 } && WorkWindow.Planning.States.Contains(state) && targets.Signatures.All(signature => signature.Side != SigningSide.Unit))
            duties.Add(new("signature", null, $"{home}#targets", targets.Targets.Count));
        if (rules.FiledCriteria.Count > 0 && WorkWindow.Assessment.States.Contains(state) && assessment?.State != SelfAssessmentView.FiledState)
            duties.Add(new("assessment", null, $"{home}/self-assessment", assessment?.Items.Count(item => item.Claimed is not null) ?? 0, rules.FiledCriteria.Sum(criterion => SheetForm.PeriodsOf(criterion).Count)));
        return [.. duties.OrderBy(duty => duty.DueOn ?? DateOnly.MaxValue)];
    }
}
