using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.Supervision;
using Evaluation.Gateway.Targets;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.UnitStaff;

/// <summary>Reads what the pages of a unit show.</summary>
internal sealed class UnitDesk(
    IEngine engine, SelfAssessmentReading assessments, FindingUseCases findings, TargetUseCases targets, StandingUseCases standing, EvidenceUseCases evidence, TimeProvider clock)
{
    /// <summary>Refused with <see cref="RefusalCode.UnitNotYours"/> for another unit.</summary>
    public async ValueTask<Outcome<UnitHome>> ReadAsync(string round, string unit, StaffAccount caller)
    {
        var own = await OwnAsync(round, unit, caller);
        if (own.IsRefused(out var refusal))
            return refusal;
        var (work, today) = (own.Answer, own.Answer.Day(clock.GetUtcNow()));
        var assessment = await CurrentAsync(round, unit, caller);
        if (assessment.IsRefused(out refusal))
            return refusal;
        var listed = await findings.ListAsync(round, unit, new(null, null, new(Limits.ItemsPerPageMax, null)), null, caller);
        if (listed.IsRefused(out refusal))
            return refusal;
        var set = await targets.ReadAsync(round, unit, caller);
        if (set.IsRefused(out refusal) && refusal.Code != RefusalCode.NoSuchTarget)
            return refusal;
        var stands = await standing.ReadAsync(round, unit);
        if (stands.IsRefused(out refusal))
            return refusal;
        var filed = await evidence.ListAsync(round, unit, caller);
        if (filed.IsRefused(out refusal))
            return refusal;
        var goals = set.Refusal is null ? set.Answer : null;
        var result = await ResultAsync(work);
        if (result.IsRefused(out refusal))
            return refusal;
        var home = $"/unit/{round}/{unit}";
        var duties = Duty.Of(work.Rules, work.View.State, home, assessment.Answer, listed.Answer.Items, goals);
        if (ObjectionAddress.IsOpen(work.View, clock.GetUtcNow()))
            duties = [.. duties, Duty.Objecting(home, work.View.Objections!.Until, work.Day(work.View.Objections.Until.AddTicks(-1)))];
        return new UnitHome(
            work.View, work.Rules, work.Unit, today, assessment.Answer, listed.Answer.Items, goals, stands.Answer, filed.Answer, [.. duties.OrderBy(duty => duty.DueOn ?? DateOnly.MaxValue)])
        {
            Result = result.Answer,
        };
    }

    /// <summary>The figures of the unit in the newest result; null before one is published.</summary>
    private async ValueTask<Outcome<UnitResult?>> ResultAsync(UnitWork work)
    {
        if (!LifeCycle.IsPublic(work.View.State))
            return default(UnitResult);
        var result = await engine.SendAsync(RoundGrain.Ref(work.View.Id), new ViewResult(null));
        return result.Select(found => found.Classes.SelectMany(ranked => ranked.Units).FirstOrDefault(figures => figures.Unit == work.Unit.Code));
    }

    /// <summary>The unit's self-assessment with its evidence.</summary>
    public async ValueTask<Outcome<ShownAssessment>> AssessmentAsync(string round, string unit, StaffAccount caller)
    {
        var own = await OwnAsync(round, unit, caller);
        if (own.IsRefused(out var refusal))
            return refusal;
        var current = await CurrentAsync(round, unit, caller);
        if (current.IsRefused(out refusal))
            return refusal;
        var filed = await evidence.ListAsync(round, unit, caller);
        return filed.IsRefused(out refusal) ? refusal : new ShownAssessment(own.Answer.View, own.Answer.Rules, own.Answer.Unit, current.Answer, filed.Answer);
    }

    /// <summary>
    /// Whether anything of the unit takes evidence now: the self-assessment, the reply to a finding, the report on a target.
    /// </summary>
    public async ValueTask<Outcome<bool>> TakesEvidenceAsync(ShownAssessment shown, StaffAccount caller)
    {
        var (round, unit) = (shown.Round.Id, shown.Unit.Code);
        if (shown.MayEdit || !WorkWindow.Supervision.States.Contains(shown.Round.State))
            return shown.MayEdit;
        var listed = await findings.ListAsync(round, unit, new(null, null, new(Limits.ItemsPerPageMax, null)), null, caller);
        if (listed.IsRefused(out var refusal))
            return refusal;
        var set = await targets.ReadAsync(round, unit, caller);
        if (set.IsRefused(out refusal) && refusal.Code != RefusalCode.NoSuchTarget)
            return refusal;
        return Duty.Of(shown.Rules, shown.Round.State, shown.Address, shown.View, listed.Answer.Items, set.Refusal is null ? set.Answer : null).Any(duty => duty.TakesEvidence);
    }

    /// <summary>The unit with its round. Refused with <see cref="RefusalCode.UnitNotYours"/> for another unit.</summary>
    public async ValueTask<Outcome<UnitWork>> OwnAsync(string round, string unit, StaffAccount caller) => Access.IsUnit(caller, round, unit)
        ? await UnitWork.FindAsync(engine, round, unit)
        : new Refusal(RefusalCode.UnitNotYours, $"'{caller.Name}' is not an account of this unit.", ("unit", unit));

    /// <summary>What stands; null before the first save.</summary>
    private async ValueTask<Outcome<SelfAssessmentView?>> CurrentAsync(string round, string unit, StaffAccount caller)
    {
        var read = await assessments.ReadAsync(round, unit, null, caller);
        return read.IsRefused(out var refusal)
            ? refusal.Code == RefusalCode.NoSuchSelfAssessment ? default(SelfAssessmentView) : refusal
            : read.Answer;
    }
}

/// <summary>What the unit's own page shows.</summary>
/// <param name="Assessment">Null before the first save.</param>
/// <param name="Targets">Null while none are set.</param>
public sealed record UnitHome(
    RoundView Round, RoundRules Rules, Unit Unit, DateOnly Today, SelfAssessmentView? Assessment, IReadOnlyList<FindingView> Findings, UnitTargetsView? Targets, UnitStanding Standing,
    IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<Duty> Duties)
{
    /// <summary>The unit's figures of the newest result; null before one is published.</summary>
    public UnitResult? Result { get; init; }

    public string Address => $"/unit/{Round.Id}/{Unit.Code}";
}

/// <summary>What the page of a self-assessment shows.</summary>
/// <param name="Rules">The rules of the unit's class.</param>
/// <param name="View">Null before the first save.</param>
public sealed record ShownAssessment(RoundView Round, RoundRules Rules, Unit Unit, SelfAssessmentView? View, IReadOnlyList<EvidenceView> Evidence)
{
    public string Address => $"/unit/{Round.Id}/{Unit.Code}/self-assessment";

    public bool IsFiled => View?.State == SelfAssessmentView.FiledState;

    /// <summary>Whether the unit can change and file it now.</summary>
    public bool MayEdit => !IsFiled && WorkWindow.Assessment.States.Contains(Round.State);
}
