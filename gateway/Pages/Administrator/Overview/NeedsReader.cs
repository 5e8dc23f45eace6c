using Evaluation.Findings;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Pages.Administrator.Overview;

/// <summary>Reads what a round needs before its next step, for its administrators and auditors.</summary>
internal sealed class NeedsReader(IEngine engine, TimeProvider clock)
{
    /// <summary>The needs of the round's state, in the order in which they are dealt with.</summary>
    public async ValueTask<Outcome<RoundNeeds>> ReadAsync(RoundView view, RoundRules rules, PageRequest request)
    {
        var names = new RoundNames(rules, request);
        return view.State switch
        {
            RoundState.Draft => new RoundNeeds([.. OfDraft(view, names)]),
            RoundState.Assessing or RoundState.Voting or RoundState.Paused or RoundState.Sealed => await OfWorkAsync(view, rules, names),
            RoundState.Provisional => await OfResultAsync(view, names),
            RoundState.Published => await OfPublicationAsync(view, rules),
            _ => RoundNeeds.None,
        };
    }

    private static IEnumerable<MissingItem> OfDraft(RoundView view, RoundNames names)
    {
        if (!view.HasVote)
            yield break;
        yield return Issued(view, names);
        yield return new("schedule", view.OpensAt is null ? 1 : 0, [], $"/manage/rounds/{view.Id}/acts/schedule");
    }

    private static MissingItem Issued(RoundView view, RoundNames names)
    {
        string[] without = [.. view.Groups.Where(group => group.Issued == 0).Select(group => names.Group(group.Group))];
        return new("issued", without.Length, without, $"/manage/rounds/{view.Id}/credentials");
    }

    private async ValueTask<Outcome<RoundNeeds>> OfWorkAsync(RoundView view, RoundRules rules, RoundNames names)
    {
        var items = new List<MissingItem>();
        if (view.HasVote && view.State != RoundState.Sealed)
            items.Add(Issued(view, names));
        if (rules.Combine is not null)
            return new RoundNeeds(items);
        var panels = await engine.SendAsync(PanelGrain.Ref(view.Id), new ViewPanels());
        if (panels.IsRefused(out var refusal))
            return refusal;
        var work = new UnitWorkNeeds(view, rules, names, panels.Answer.Panels);
        foreach (var some in rules.Units.Chunk(Limits.GrainsAskedAtOnce / 3))
        {
            var ledgers = Task.WhenAll(some.Select(unit => engine.SendAsync(UnitGrain.Ref(view.Id, unit.Code), new ViewLedger()).AsTask()));
            var claims = Task.WhenAll(some.Select(unit => engine.SendAsync(UnitGrain.Ref(view.Id, unit.Code), new ViewClaims()).AsTask()));
            var entries = Task.WhenAll(some.Select(unit => engine.SendAsync(UnitGrain.Ref(view.Id, unit.Code), new ViewSupervision()).AsTask()));
            foreach (var (((unit, ledger), claimed), entered) in some.Zip(await ledgers).Zip(await claims).Zip(await entries))
            {
                if (ledger.IsRefused(out refusal) || claimed.IsRefused(out refusal) || entered.IsRefused(out refusal))
                    return refusal;
                work.Add(unit, ledger.Answer, claimed.Answer, entered.Answer.Adjustments.Count(entry => entry.State == AdjustmentState.Proposed));
            }
        }
        items.AddRange(work.Items);
        var today = clock.GetUtcNow().DayIn(rules.TimeZone);
        var findings = await engine.SendAsync(FindingGrain.Ref(view.Id), new ViewFindings(null, null, null, today, Limits.FindingsPerRound));
        if (findings.IsRefused(out refusal))
            return refusal;
        Finding[] late = [.. findings.Answer.Items.Where(finding => finding.IsOverdue(today))];
        if (findings.Answer.Items.Count > 0)
            items.Add(new("findings", late.Length, [.. late.Select(finding => names.Unit(finding.Unit)).Distinct()], $"/reviews?round={view.Id}&kind=finding"));
        return new RoundNeeds(items, work.Panels, work.Inspectors, work.SheetsFiled, work.SheetsDue);
    }

    private async ValueTask<Outcome<RoundNeeds>> OfResultAsync(RoundView view, RoundNames names)
    {
        var result = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewResult(null));
        if (result.IsRefused(out var refusal))
            return refusal;
        UnitResult[] units = [.. result.Answer.Classes.SelectMany(ranked => ranked.Units)];
        var results = $"/rounds/{view.Id}/results";
        return new RoundNeeds(
        [
            Of("incomplete", [.. units.Where(unit => unit.Incomplete.Count > 0).Select(unit => names.Unit(unit.Unit))], results),
            Of("vetoed", [.. units.Where(unit => unit.Vetoes.Count > 0).Select(unit => names.Unit(unit.Unit))], results),
            Of("invalid", [.. result.Answer.Turnout.Where(IsInvalid).Select(turnout => names.Group(turnout.Group))], $"/rounds/{view.Id}/turnout"),
        ]);

        static MissingItem Of(string key, IReadOnlyList<string> found, string address) => new(key, found.Count, found, address);
    }

    private static bool IsInvalid(GroupTurnout turnout) => turnout.Validity is { Valid: false };

    private async ValueTask<Outcome<RoundNeeds>> OfPublicationAsync(RoundView view, RoundRules rules)
    {
        if (rules.Policies.ObjectionDays == 0)
            return RoundNeeds.None;
        var objections = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewObjections());
        if (objections.IsRefused(out var refusal))
            return refusal;
        string[] open = [.. objections.Answer.Objections.Where(objection => objection.Answer is null).Select(objection => objection.Id)];
        return new RoundNeeds([new("objections", open.Length, open, $"/manage/rounds/{view.Id}/objections")]);
    }
}
