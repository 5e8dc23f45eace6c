using Evaluation.Findings;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>Reads the open matters of a reviewer or an administrator in all rounds that the account covers.</summary>
internal sealed class Inbox(IEngine engine, ComplaintUseCases complaints, StaffDirectory directory, TimeProvider clock)
{
    /// <summary>The roles that have an inbox.</summary>
    public static readonly Role[] Readers = [Role.Reviewer, Role.Administrator];

    /// <summary>
    /// What a filter leaves out is not read where that is known before: rounds, classes of units, and what never has a date.
    /// </summary>
    public async ValueTask<Outcome<InboxView>> ReadAsync(InboxQuery query, StaffAccount caller, PageRequest request, CancellationToken cancel)
    {
        var read = await FindAsync(query, caller, request, cancel);
        if (read.IsRefused(out var refusal))
            return refusal;
        var (found, rounds, person) = read.Answer;
        Matter[] taken = [.. found.Where(query.Takes)];
        Matter[] asked = [.. taken.Where(matter => query.Kind is null || matter.Kind == query.Kind).OrderBy(matter => matter.DueOn ?? DateOnly.MaxValue).ThenBy(matter => matter.Age ?? DateTimeOffset.MaxValue)];
        query = query with { Page = Pager.Within(query.Page, asked.Length, InboxQuery.MattersPerPage) };
        return new InboxView(
            query, taken.CountBy(matter => matter.Kind).ToDictionary(), [.. asked.Skip(query.From).Take(InboxQuery.MattersPerPage)], asked.Length, asked.Count(matter => matter.DaysLeft < 0),
            asked.Count(matter => matter.DaysLeft == 0), [.. rounds.Select(round => round.View)],
            [.. rounds.SelectMany(round => round.Rules.Classes).DistinctBy(known => known.Code).Select(known => (known.Code, request.In(known.Label) is { Length: > 0 } label ? label : known.Code))],
            [.. rounds.SelectMany(round => round.Rules.Units.Where(unit => person.Any(account => account.HasInterestIn(round.View.Id, unit.Code))).Select(unit => request.In(unit.Label))).Distinct()]);
    }

    /// <summary>All open matters, before the filters that <see cref="InboxQuery.Takes"/> knows.</summary>
    internal async ValueTask<Outcome<FoundMatters>> FindAsync(InboxQuery query, StaffAccount caller, PageRequest request, CancellationToken cancel)
    {
        var rounds = await RoundsAsync(caller, cancel);
        var person = await directory.FindByPersonAsync(caller.Actor);
        var accounts = await directory.ListAsync();
        if (rounds.IsRefused(out var refusal) || person.IsRefused(out refusal) || accounts.IsRefused(out refusal))
            return refusal;
        var (found, staff) = (new List<Matter>(), new StaffNames(accounts.Answer));
        foreach (var (view, rules) in rounds.Answer.Where(round => query.Round.Length == 0 || round.View.Id == query.Round))
        {
            var maker = new MatterMaker(view, rules, caller, person.Answer, staff, request, clock.GetUtcNow());
            if (await AddAsync(found, maker, query) is { } failed)
                return failed;
        }
        if (query.TakesUndated)
        {
            var open = await complaints.OpenAsync(caller);
            if (open.IsRefused(out refusal))
                return refusal;
            found.AddRange(open.Answer.Select(one => MatterMaker.Complaint(one, rounds.Answer, person.Answer, staff, request, clock.GetUtcNow())));
        }
        return new FoundMatters(found, rounds.Answer, person.Answer);
    }

    private async ValueTask<Outcome<IReadOnlyList<(RoundView View, RoundRules Rules)>>> RoundsAsync(StaffAccount caller, CancellationToken cancel)
    {
        var rounds = new List<(RoundView View, RoundRules Rules)>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            if (!Access.Has(caller, grain.Key, Readers))
                continue;
            var found = await NewestRounds.FindAsync(engine, grain.Key);
            if (found.IsRefused(out var refusal))
                return refusal;
            rounds.Add(found.Answer);
        }
        return rounds;
    }

    private async ValueTask<Refusal?> AddAsync(List<Matter> found, MatterMaker maker, InboxQuery query)
    {
        var (view, rules) = (maker.View, maker.Rules);
        if (query.TakesUndated && WorkWindow.Assessment.States.Contains(view.State) && rules.Combine is null
            && await AddOfUnitsAsync(found, maker, [.. rules.Units.Where(unit => query.Class.Length == 0 || unit.Class == query.Class)]) is { } unread)
        {
            return unread;
        }
        if (WorkWindow.Supervision.States.Contains(view.State))
        {
            var findings = await engine.SendAsync(FindingGrain.Ref(view.Id), new ViewFindings(null, null, null, maker.Today, Limits.FindingsPerRound));
            if (findings.IsRefused(out var refusal))
                return refusal;
            found.AddRange(findings.Answer.Items.Where(finding => finding.State is FindingState.Replied or FindingState.Verified || finding.IsOverdue(maker.Today)).Select(maker.Finding));
        }
        if (view.Objections is not null)
        {
            var objections = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewObjections());
            if (objections.IsRefused(out var refusal))
                return refusal;
            found.AddRange(objections.Answer.Objections.Where(objection => objection.Answer is null).Select(maker.Objection));
        }
        return null;
    }

    private async ValueTask<Refusal?> AddOfUnitsAsync(List<Matter> found, MatterMaker maker, IReadOnlyList<Unit> units)
    {
        foreach (var some in units.Chunk(Limits.GrainsAskedAtOnce / 2))
        {
            var claims = Task.WhenAll(some.Select(unit => engine.SendAsync(UnitGrain.Ref(maker.View.Id, unit.Code), new ViewClaims()).AsTask()));
            var entries = Task.WhenAll(some.Select(unit => engine.SendAsync(UnitGrain.Ref(maker.View.Id, unit.Code), new ViewSupervision()).AsTask()));
            foreach (var ((unit, claimed), entered) in some.Zip(await claims).Zip(await entries))
            {
                if (claimed.IsRefused(out var refusal) || entered.IsRefused(out refusal))
                    return refusal;
                found.AddRange(maker.Claims(unit, claimed.Answer));
                found.AddRange(entered.Answer.Adjustments.Where(entry => entry.State == AdjustmentState.Proposed).Select(entry => maker.Adjustment(unit, entry)));
            }
        }
        return null;
    }
}

/// <summary>The open matters of an account.</summary>
/// <param name="Rounds">The rounds that the account covers.</param>
/// <param name="Person">All accounts of the person.</param>
internal sealed record FoundMatters(IReadOnlyList<Matter> Matters, IReadOnlyList<(RoundView View, RoundRules Rules)> Rounds, IReadOnlyList<StaffAccount> Person);
