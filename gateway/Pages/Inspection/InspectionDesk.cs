using Evaluation.Findings;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.Supervision;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>Reads what the pages of an inspector show.</summary>
internal sealed class InspectionDesk(
    IEngine engine, SheetUseCases sheets, SelfAssessmentReading assessments, EvidenceUseCases evidence, FindingUseCases findings, SupervisionUseCases supervision, DrawUseCases draws,
    StaffDirectory directory, TimeProvider clock)
{
    /// <summary>The units of the caller's panels in all rounds.</summary>
    public async ValueTask<Outcome<IReadOnlyList<VisitedRound>>> ListAsync(StaffAccount caller, CancellationToken cancel)
    {
        var rounds = new List<VisitedRound>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            if (!Access.Has(caller, grain.Key, Role.Inspector))
                continue;
            var found = await RoundAsync(grain.Key, caller, cancel);
            if (found.IsRefused(out var refusal))
                return refusal;
            if (found.Answer.Panels.Count > 0)
                rounds.Add(found.Answer);
        }
        return rounds;
    }

    /// <summary>
    /// The caller's sheet of a unit. Refused with <see cref="RefusalCode.UnitNotYours"/> for a unit of which the caller is in no panel, and
    /// with <see cref="RefusalCode.NoSuchSheet"/> for a period that the rules do not have.
    /// </summary>
    /// <param name="period">Null for the first sheet, empty for the one without a period.</param>
    public async ValueTask<Outcome<ShownSheet>> SheetAsync(string round, string unit, string? period, StaffAccount caller, CancellationToken cancel)
    {
        var work = await UnitWork.FindAsync(engine, round, unit);
        if (work.IsRefused(out var refusal))
            return refusal;
        var panels = await engine.SendAsync(PanelGrain.Ref(round), new ViewUnitPanel(unit));
        if (panels.IsRefused(out refusal))
            return refusal;
        if (panels.Answer.OfInspector(caller.Name) is not { } panel)
            return new Refusal(RefusalCode.UnitNotYours, $"'{caller.Name}' does not inspect unit '{unit}'.", ("unit", unit));
        var periods = work.Answer.Rules.SheetPeriods(panel.By);
        var wanted = period switch { null => periods.Count > 0 ? periods[0] : null, "" => null, _ => period };
        if (periods.Count > 0 && !periods.Contains(wanted))
            return new Refusal(RefusalCode.NoSuchSheet, $"The rules have no sheet for the period '{period}'.", ("inspector", caller.Name));
        var seen = await sheets.ReadAsync(round, unit, caller, cancel);
        if (seen.IsRefused(out refusal))
            return refusal;
        var claims = await ClaimsAsync(round, unit, caller);
        if (claims.IsRefused(out refusal))
            return refusal;
        var filed = await evidence.ListAsync(round, unit, caller);
        if (filed.IsRefused(out refusal))
            return refusal;
        var listed = await findings.ListAsync(round, unit, new ListFilter<FindingState>(null, null, new(Limits.ItemsPerPageMax, null)), null, caller);
        if (listed.IsRefused(out refusal))
            return refusal;
        var supervised = await supervision.ReadAsync(round, unit);
        if (supervised.IsRefused(out refusal))
            return refusal;
        var accounts = await directory.ListAsync();
        if (accounts.IsRefused(out refusal))
            return refusal;
        return new ShownSheet(
            work.Answer.View, work.Answer.Rules, work.Answer.Unit, panel.By, wanted, caller.Name, seen.Answer, claims.Answer, filed.Answer, listed.Answer.Items,
            supervised.Answer.Now.SpotChecks, work.Answer.Day(clock.GetUtcNow()))
        {
            Staff = new(accounts.Answer),
            Visits = panel.Visits,
        };
    }

    private async ValueTask<Outcome<VisitedRound>> RoundAsync(string round, StaffAccount caller, CancellationToken cancel)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var list = await engine.SendAsync(PanelGrain.Ref(round), new ViewPanels());
        if (list.IsRefused(out refusal))
            return refusal;
        InspectionPanel[] own = [.. list.Answer.Panels.Where(panel => panel.Inspectors.Contains(caller.Name))];
        var drawn = await draws.ListAsync(round, caller);
        if (drawn.IsRefused(out refusal))
            return refusal;
        var units = new List<VisitedUnit>();
        foreach (var (panel, code) in own.SelectMany(panel => panel.Units, (panel, code) => (panel, code)))
        {
            if (found.Answer.Rules.Units.FirstOrDefault(known => known.Code == code) is not { } unit)
                continue;
            var visited = await UnitAsync(found.Answer.View, found.Answer.Rules.OfUnit(unit), unit, panel, caller, cancel);
            if (visited.IsRefused(out refusal))
                return refusal;
            units.Add(visited.Answer with
            {
                Draws = [.. drawn.Answer.Where(draw => draw.Draw.Of == DrawSubject.Units && draw.Draw.Made?.Drawn.Contains(code) == true).Select(draw => draw.Draw.Id)],
            });
        }
        return new VisitedRound(found.Answer.View, own, units);
    }

    private async ValueTask<Outcome<VisitedUnit>> UnitAsync(RoundView round, RoundRules rules, Unit unit, InspectionPanel panel, StaffAccount caller, CancellationToken cancel)
    {
        var seen = await sheets.ReadAsync(round.Id, unit.Code, caller, cancel);
        if (seen.IsRefused(out var refusal))
            return refusal;
        var claims = await ClaimsAsync(round.Id, unit.Code, caller);
        if (claims.IsRefused(out refusal))
            return refusal;
        VisitedSheet[] own =
        [
            .. rules.SheetPeriods(panel.By).Select(period => VisitedSheet.Of(
                period, rules.OnSheet(panel.By, period).Count, seen.Answer.Sheets.FirstOrDefault(sheet => sheet.Inspector == caller.Name && sheet.Period == period))),
        ];
        return new VisitedUnit(round, unit, own, claims.Answer?.Total, claims.Answer?.Maximum, []);
    }

    /// <summary>What the unit has filed; null before that.</summary>
    private async ValueTask<Outcome<SelfAssessmentView?>> ClaimsAsync(string round, string unit, StaffAccount caller)
    {
        var read = await assessments.ReadAsync(round, unit, null, caller);
        return read.IsRefused(out var refusal)
            ? refusal.Code == RefusalCode.NoSuchSelfAssessment ? default(SelfAssessmentView) : refusal
            : read.Answer;
    }
}
