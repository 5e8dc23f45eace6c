using Evaluation.Assessment;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Supervision;

/// <summary>The entries of a unit, with the one that was asked for or changed.</summary>
/// <param name="Id">The entry; null for all.</param>
internal sealed record Supervised(UnitWork Work, SupervisionView Now, string? Id = null)
{
    /// <summary>The vetoes in force now (F18).</summary>
    public IReadOnlyList<VetoResult> Vetoes => AppliedVetoes.Of(Work.Rules, Now.Ledger);
}

/// <summary>
/// Enters, withdraws, proposes and decides spot checks, facts and adjustments of a unit. Refuses people with an interest in the unit, and
/// entries that do not follow the rules of the round.
/// </summary>
public sealed class SupervisionUseCases(IEngine engine, Interests interests, FourEyes eyes, TimeProvider clock)
{
    /// <summary>All entries of a unit.</summary>
    internal async ValueTask<Outcome<Supervised>> ReadAsync(string round, string unit)
    {
        var work = await UnitWork.FindAsync(engine, round, unit);
        if (work.IsRefused(out var refusal))
            return refusal;
        var now = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewSupervision());
        return now.IsRefused(out refusal) ? refusal : new Supervised(work.Answer, await WithTailsAsync(work.Answer, round, now.Answer));
    }

    /// <summary>The entries with the unit's places in the tails that the newest version of the result names for its vetoes (F24).</summary>
    private async ValueTask<SupervisionView> WithTailsAsync(UnitWork work, string round, SupervisionView now)
    {
        if (work.Rules.Vetoes.All(veto => veto.When.Again is null))
            return now;
        var version = await engine.SendAsync(RoundGrain.Ref(round), new ViewVersion(null));
        return version.IsRefused(out _) ? now : now with { Ledger = version.Answer.Sources.WithTails(work.Unit.Code, now.Ledger) };
    }

    internal ValueTask<Outcome<Supervised>> RecordAsync(string round, string unit, NewSpotCheck check, CreationKey? key, StaffAccount caller) =>
        ChangeAsync(
            round, unit, "a spot check", caller, check.Evidence, entry => entry.Day(check.On),
            at => new RecordSpotCheck(new("", check.Failed, check.On, check.Note, check.Evidence), key, at, caller.Actor));

    internal ValueTask<Outcome<Supervised>> WithdrawCheckAsync(string round, string unit, string id, string reason, StaffAccount caller) =>
        ChangeAsync(round, unit, "a withdrawal", caller, at => new WithdrawSpotCheck(id, reason, at, caller.Actor));

    internal ValueTask<Outcome<Supervised>> RecordAsync(string round, string unit, NewFact fact, CreationKey? key, StaffAccount caller) =>
        ChangeAsync(
            round, unit, "the statement of a fact", caller, fact.Evidence,
            entry =>
            {
                entry.Fact(fact.Fact);
                entry.Day(fact.On);
            },
            at => new RecordFact(new(fact.Fact, fact.Document, fact.On, fact.Note, fact.Evidence), key, at, caller.Actor));

    internal ValueTask<Outcome<Supervised>> WithdrawFactAsync(string round, string unit, string fact, string reason, StaffAccount caller) =>
        ChangeAsync(round, unit, "a withdrawal", caller, at => new WithdrawFact(fact, reason, at, caller.Actor));

    /// <summary>Proposes an adjustment. One that names an entry of the round's catalogue gets the points of the entry (F26).</summary>
    internal ValueTask<Outcome<Supervised>> ProposeAsync(string round, string unit, NewAdjustment body, CreationKey? key, StaffAccount caller)
    {
        Adjustment? priced = null;
        return ChangeAsync(
            round, unit, "an adjustment", caller, body.Evidence,
            entry => priced = entry.Priced(new(
                "", body.Kind ?? entry.KindOf(body.Entry) ?? AdjustmentKind.Bonus, body.Points ?? 0, body.Rule ?? "", body.Fact, caller.Name, null, body.Document, body.Note,
                body.Evidence, body.Entry, body.Level)),
            at => new ProposeAdjustment(priced!, key, at, caller.Actor));
    }

    /// <summary>
    /// Approves an adjustment, as another person than its proposer. Refused with <see cref="RefusalCode.ConflictOfInterest"/> also when the
    /// proposer has an interest in the unit by now.
    /// </summary>
    internal async ValueTask<Outcome<Supervised>> ApproveAsync(string round, string unit, string id, StaffAccount caller)
    {
        var read = await ReadAsync(round, unit);
        if (read.IsRefused(out var refusal))
            return refusal;
        var proposed = read.Answer.Now.Adjustments.FirstOrDefault(entry => entry.Adjustment.Id == id)?.Proposed;
        if (proposed is not null && await interests.RefuseAsync(proposed.Actor, round, unit) is { } conflict)
            return conflict;
        if (await eyes.RefuseAsync(round, caller, proposed?.Actor) is { } dependent)
            return dependent;
        return await ChangeAsync(round, unit, "an approval", caller, at => new ApproveAdjustment(id, at, caller.Actor));
    }

    internal ValueTask<Outcome<Supervised>> RejectAsync(string round, string unit, string id, string reason, StaffAccount caller) =>
        DecideAsync(round, unit, id, "a rejection", caller, at => new RejectAdjustment(id, reason, at, caller.Actor));

    internal ValueTask<Outcome<Supervised>> WithdrawAdjustmentAsync(string round, string unit, string id, string reason, StaffAccount caller) =>
        DecideAsync(round, unit, id, "a withdrawal", caller, at => new WithdrawAdjustment(id, reason, at, caller.Actor));

    private async ValueTask<Outcome<Supervised>> DecideAsync(
        string round, string unit, string id, string act, StaffAccount caller, Func<DateTimeOffset, SupervisionCommand> command)
    {
        var now = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewSupervision());
        if (now.IsRefused(out var refusal))
            return refusal;
        var proposer = now.Answer.Adjustments.FirstOrDefault(entry => entry.Adjustment.Id == id)?.Proposed.Actor;
        return await eyes.RefuseAsync(round, caller, proposer) is { } dependent ? dependent : await ChangeAsync(round, unit, act, caller, command);
    }

    private ValueTask<Outcome<Supervised>> ChangeAsync(string round, string unit, string act, StaffAccount caller, Func<DateTimeOffset, SupervisionCommand> command) =>
        ChangeAsync(round, unit, act, caller, null, _ => { }, command);

    private async ValueTask<Outcome<Supervised>> ChangeAsync(
        string round, string unit, string act, StaffAccount caller, IReadOnlyList<string>? evidence, Action<SupervisionCheck> check, Func<DateTimeOffset, SupervisionCommand> command)
    {
        var found = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, act);
        if (found.IsRefused(out var refusal))
            return refusal;
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict)
            return conflict;
        var known = await EvidenceIds.OfAsync(engine, round, unit, evidence);
        if (known.IsRefused(out refusal))
            return refusal;
        var (now, faults) = (clock.GetUtcNow(), new FaultList());
        var entry = new SupervisionCheck(found.Answer.Rules, found.Answer.Day(now), faults);
        check(entry);
        entry.Evidence(evidence, known.Answer);
        if (faults.Faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
        var changed = await engine.SendAsync(UnitGrain.Ref(round, unit), command(now));
        return changed.IsRefused(out refusal) ? refusal : new Supervised(found.Answer, await WithTailsAsync(found.Answer, round, changed.Answer.Now), changed.Answer.Id);
    }
}
