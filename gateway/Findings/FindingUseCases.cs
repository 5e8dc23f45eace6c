using System.Globalization;
using Evaluation.Findings;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Findings;

/// <summary>
/// Opens, answers, verifies, closes and lists findings. A unit's account sees and answers those of its unit; nobody but the round's staff
/// sees the others.
/// </summary>
public sealed class FindingUseCases(IEngine engine, Interests interests, TimeProvider clock)
{
    /// <summary>Opens a finding. The caller has the role for it: an inspector, or an official who makes it of a complaint.</summary>
    /// <param name="key">A repeat with the same key opens nothing and gets the first finding. Null: every call opens one.</param>
    /// <param name="complaint">The complaint that it is made of: at most one finding is opened for each. Null for none.</param>
    public async ValueTask<Outcome<FindingView>> OpenAsync(
        string round, string unit, NewFinding finding, CreationKey? key, StaffAccount caller, string? complaint = null)
    {
        var work = await WorkAsync(round, unit, "a finding", caller);
        if (work.IsRefused(out var refusal))
            return refusal;
        if (await CheckAsync(work.Answer, finding.Evidence, entry => entry.Criterion(finding.Criterion)) is { } faulty)
            return faulty;
        return await SendAsync(work.Answer, caller, now => new OpenFinding(
            unit, finding.Text, finding.DueOn, finding.Notice, now, caller.Actor, finding.Criterion, finding.Evidence, key, complaint));
    }

    /// <summary>Replies for the caller's own unit.</summary>
    /// <param name="basedOn">
    /// The numbers of steps that the caller has read. Refused with <see cref="RefusalCode.Stale"/> when there is another number.
    /// Null for any.
    /// </param>
    public async ValueTask<Outcome<FindingView>> ReplyAsync(string round, string unit, string id, NewReply reply, long[]? basedOn, StaffAccount caller)
    {
        if (!Access.IsUnit(caller, round, unit))
            return new Refusal(RefusalCode.UnitNotYours, $"'{caller.Name}' acts for its own unit only.", ("unit", unit));
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Supervision, "a reply");
        if (work.IsRefused(out var refusal))
            return refusal;
        if (await CheckAsync(work.Answer, reply.Evidence, _ => { }, isUnit: true) is { } faulty)
            return faulty;
        return await SendAsync(work.Answer, caller, now => new ReplyToFinding(unit, id, reply.Text, reply.Evidence, now, caller.Actor, basedOn));
    }

    public async ValueTask<Outcome<FindingView>> VerifyAsync(string round, string unit, string id, NewVerification verification, StaffAccount caller)
    {
        var work = await WorkAsync(round, unit, "a verification", caller);
        return work.IsRefused(out var refusal)
            ? refusal
            : await SendAsync(work.Answer, caller, now => new VerifyFinding(unit, id, verification.Passed, verification.Note, verification.DueOn, now, caller.Actor));
    }

    public async ValueTask<Outcome<FindingView>> CloseAsync(string round, string unit, string id, string? note, StaffAccount caller)
    {
        var work = await WorkAsync(round, unit, "a closing", caller);
        return work.IsRefused(out var refusal) ? refusal : await SendAsync(work.Answer, caller, now => new CloseFinding(unit, id, note, now, caller.Actor));
    }

    /// <summary>One finding. The route has checked the role.</summary>
    public async ValueTask<Outcome<FindingView>> ReadAsync(string round, string unit, string id, StaffAccount caller)
    {
        var work = await UnitWork.FindAsync(engine, round, unit);
        if (work.IsRefused(out var refusal))
            return refusal;
        var found = await engine.SendAsync(FindingGrain.Ref(round), new ViewFinding(unit, id));
        return found.IsRefused(out refusal) ? refusal : Show(work.Answer, found.Answer, clock.GetUtcNow(), caller);
    }

    /// <summary>
    /// A page of findings. A caller who is not staff gets those of its own units, and is refused with
    /// <see cref="RefusalCode.UnitNotYours"/> for another.
    /// </summary>
    /// <param name="unit">Null for all units that the caller may see.</param>
    public async ValueTask<Outcome<FindingList>> ListAsync(string round, string? unit, ListFilter<FindingState> filter, bool? overdue, StaffAccount caller)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var rules = found.Answer.Rules;
        var isStaff = Access.Has(caller, round, Access.Readers);
        string[]? own = isStaff ? null : [.. rules.Units.Select(known => known.Code).Where(known => Access.IsUnit(caller, round, known))];
        if (unit is null ? own is [] : !isStaff && !Access.IsUnit(caller, round, unit))
            return new Refusal(RefusalCode.UnitNotYours, $"'{caller.Name}' reads the findings of its own units only.", ("unit", unit));
        if (unit is not null && rules.Units.All(known => known.Code != unit))
            return new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));
        var (page, after) = (filter.Page, 0);
        if (page.After is not null && !int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return new Refusal(RefusalCode.BadRequest, "after names no item of this list. Send the value of next from the page before.", ("parameter", "after"));
        var today = clock.GetUtcNow().DayIn(rules.TimeZone);
        var listed = await engine.SendAsync(FindingGrain.Ref(round), new ViewFindings(unit, filter.State, overdue, today, page.Limit, after, filter.Since, own));
        if (listed.IsRefused(out refusal))
            return refusal;
        return new FindingList(
            listed.Answer.Counts, [.. listed.Answer.Items.Select(finding => FindingView.Of(finding, rules.TimeZone, today, isStaff))],
            listed.Answer.HasMore ? listed.Answer.Items[^1].Place.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Finds the unit in a state in which findings are worked on. Refuses people with an interest in it.</summary>
    private async ValueTask<Outcome<UnitWork>> WorkAsync(string round, string unit, string act, StaffAccount caller)
    {
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Supervision, act);
        if (work.IsRefused(out _))
            return work;
        return await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict ? conflict : work;
    }

    private async ValueTask<Refusal?> CheckAsync(UnitWork work, IReadOnlyList<string>? evidence, Action<SupervisionCheck> check, bool isUnit = false)
    {
        var known = await EvidenceIds.OfAsync(engine, work.Rules.Id, work.Unit.Code, evidence, isUnit);
        if (known.IsRefused(out var refusal))
            return refusal;
        var faults = new FaultList();
        var entry = new SupervisionCheck(work.Rules, work.Day(clock.GetUtcNow()), faults);
        check(entry);
        entry.Evidence(evidence, known.Answer);
        return faults.Faults.Count == 0 ? null : new(RefusalCode.BadRequest, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
    }

    private async ValueTask<Outcome<FindingView>> SendAsync<TCommand>(UnitWork work, StaffAccount caller, Func<DateTimeOffset, TCommand> command)
        where TCommand : FindingCommand, ICommand<FindingBook, Finding>
    {
        var now = clock.GetUtcNow();
        var done = await engine.SendAsync(FindingGrain.Ref(work.Rules.Id), command(now));
        return done.IsRefused(out var refusal) ? refusal : Show(work, done.Answer, now, caller);
    }

    private static FindingView Show(UnitWork work, Finding finding, DateTimeOffset now, StaffAccount caller) =>
        FindingView.Of(finding, work.Rules.TimeZone, work.Day(now), Access.Has(caller, work.Rules.Id, Access.Readers));
}
