using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Targets;

/// <summary>
/// Targets of units: set and amended by administrators, signed by both sides, reported by the unit, graded by reviewers.
/// </summary>
public sealed class TargetUseCases(IEngine engine, Interests interests, FourEyes eyes, TimeProvider clock)
{
    /// <summary>The targets of a unit.</summary>
    public async ValueTask<Outcome<UnitTargetsView>> ReadAsync(string round, string unit, StaffAccount caller)
    {
        var work = await UnitWork.FindAsync(engine, round, unit);
        return work.IsRefused(out var refusal) ? refusal : await ShowAsync(work.Answer, caller, engine.SendAsync(TargetGrain.Ref(round), new ViewTargets(unit)));
    }

    /// <summary>Sets or replaces the targets of a unit, until both sides have signed.</summary>
    /// <param name="basedOn">The versions that may be replaced; null for any.</param>
    public ValueTask<Outcome<UnitTargetsView>> SetAsync(string round, string unit, IReadOnlyList<Target> targets, long[]? basedOn, StaffAccount caller) =>
        PlanAsync(round, unit, caller, new SetTargets(unit, targets, clock.GetUtcNow(), caller.Actor, basedOn));

    /// <summary>Changes targets that both sides have signed.</summary>
    /// <param name="basedOn">The versions that may be replaced; null for any.</param>
    public ValueTask<Outcome<UnitTargetsView>> AmendAsync(string round, string unit, TargetAmendment amendment, long[]? basedOn, StaffAccount caller) =>
        PlanAsync(round, unit, caller, new AmendTargets(unit, amendment.Targets, amendment.Reason, clock.GetUtcNow(), caller.Actor, basedOn));

    /// <summary>Signs the targets: for the unit by its account, for the administration by an administrator.</summary>
    /// <param name="basedOn">The versions that the signer has read; null for any.</param>
    public async ValueTask<Outcome<UnitTargetsView>> SignAsync(string round, string unit, long[]? basedOn, StaffAccount caller)
    {
        var known = await engine.SendAsync(TargetGrain.Ref(round), new ViewTargets(unit));
        if (known.IsRefused(out var refusal))
            return refusal;
        if (await eyes.RefuseAsync(round, caller, [.. known.Answer.Signatures.Select(signature => new Actor(signature.By, signature.Person))]) is { } dependent)
            return dependent;
        var side = Access.IsUnit(caller, round, unit) ? SigningSide.Unit : SigningSide.Administration;
        return await PlanAsync(round, unit, caller, new SignTargets(unit, side, clock.GetUtcNow(), caller.Actor, basedOn));
    }

    /// <summary>Reports the progress of a target. Earlier reports are kept.</summary>
    /// <param name="basedOn">The numbers of reports that the caller has read; null for any.</param>
    public async ValueTask<Outcome<UnitTargetsView>> ReportAsync(string round, string unit, string target, NewProgress progress, long[]? basedOn, StaffAccount caller)
    {
        var work = await FindOpenAsync(round, unit);
        if (work.IsRefused(out var refusal))
            return refusal;
        var known = await EvidenceIds.OfAsync(engine, round, unit, progress.Evidence, isUnit: true);
        if (known.IsRefused(out refusal))
            return refusal;
        var faults = new FaultList();
        new SupervisionCheck(work.Answer.Rules, work.Answer.Day(clock.GetUtcNow()), faults).Evidence(progress.Evidence, known.Answer);
        if (faults.Faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
        return await ShowAsync(
            work.Answer, caller,
            engine.SendAsync(TargetGrain.Ref(round), new ReportProgress(unit, target, progress.State, progress.Note, progress.Evidence, clock.GetUtcNow(), caller.Actor, basedOn)));
    }

    /// <summary>Grades a target. Earlier grades are kept.</summary>
    /// <param name="basedOn">The numbers of grades that the caller has read; null for any.</param>
    public async ValueTask<Outcome<UnitTargetsView>> GradeAsync(string round, string unit, string target, NewGrade grade, long[]? basedOn, StaffAccount caller)
    {
        var work = await FindOpenAsync(round, unit);
        if (work.IsRefused(out var refusal))
            return refusal;
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict)
            return conflict;
        return await ShowAsync(
            work.Answer, caller, engine.SendAsync(TargetGrain.Ref(round), new GradeTarget(unit, target, grade.Grade, grade.Reason, clock.GetUtcNow(), caller.Actor, basedOn)));
    }

    /// <summary>
    /// The progress of all targets of the round, by the rules' order of units. Grades are shown to staff, and from publication on.
    /// </summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<IReadOnlyList<ProgressRow>>> ListProgressAsync(RoundView round, RoundRules rules, StaffAccount? caller)
    {
        var all = await engine.SendAsync(TargetGrain.Ref(rules.Id), new ViewAllTargets());
        if (all.IsRefused(out var refusal))
            return refusal;
        var today = clock.GetUtcNow().DayIn(rules.TimeZone);
        var hasGrades = LifeCycle.IsPublic(round.State) || Access.Has(caller, round.Id, Access.Readers);
        return rules.Units.Where(unit => all.Answer.Units.ContainsKey(unit.Code))
            .SelectMany(unit => Rows(unit, all.Answer.Units[unit.Code], rules, today, hasGrades)).ToArray();
    }

    private static IEnumerable<ProgressRow> Rows(Unit unit, UnitTargets targets, RoundRules rules, DateOnly today, bool hasGrades) => targets.Targets
        .Select(target => TargetView.Of(target, targets, rules, today, isStaff: false))
        .Select(target => new ProgressRow(unit.Code, unit.Label, target.Id, target.Title, target.Responsible, target.DueOn, target.State, target.DaysOverdue, hasGrades ? target.Grade : null));

    private async ValueTask<Outcome<UnitTargetsView>> PlanAsync(string round, string unit, StaffAccount caller, TargetCommand command)
    {
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Planning, "work on targets");
        return work.IsRefused(out var refusal) ? refusal : await ShowAsync(work.Answer, caller, engine.SendAsync(TargetGrain.Ref(round), command));
    }

    private ValueTask<Outcome<UnitWork>> FindOpenAsync(string round, string unit) => UnitWork.FindAsync(engine, round, unit, WorkWindow.Supervision, "work on progress and grades");

    private async ValueTask<Outcome<UnitTargetsView>> ShowAsync(UnitWork work, StaffAccount caller, ValueTask<Outcome<UnitTargets>> targets)
    {
        var found = await targets;
        return found.IsRefused(out var refusal)
            ? refusal
            : UnitTargetsView.Of(work.Unit.Code, found.Answer, work.Rules, work.Day(clock.GetUtcNow()), Access.Has(caller, work.Rules.Id, Access.Readers));
    }
}
