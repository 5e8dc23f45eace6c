using Evaluation.Assessment;
using Evaluation.Evidence;
using Evaluation.Gateway.Rounds;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Inspections;

/// <summary>Renders the sheets of a unit. The caller of these methods has decided which sheets may be seen.</summary>
internal sealed class SheetRendering(RoundRules rules, string unit, InspectionPanel? panel, EvidenceList? evidence = null)
{
    /// <summary>The own sheet of an inspector, with its heads.</summary>
    public SheetView Own(string inspector, SheetDraft draft, FiledSheet? filed)
    {
        var newest = draft.Heads[^1];
        var state = draft.IsConflicting ? SheetState.Conflicting : newest.Version == filed?.Version ? SheetState.Filed : SheetState.Draft;
        var entries = Entries.Of(newest.Content.Points, newest.Content.Notes);
        var visitedOn = Day(newest.Content.VisitedAt);
        return new(
            unit, inspector, state == SheetState.Filed ? filed!.Panel : panel?.Code, state, newest.Version, filed?.Version, (filed?.At).In(rules.TimeZone), filed?.IsReopened ?? false,
            entries.Points, entries.Notes, newest.Content.Note, newest.Content.VisitedAt.In(rules.TimeZone), visitedOn, newest.Content.Document, newest.Content.Evidence ?? [],
            [.. draft.Heads.Select(Head)], draft.Differences, SheetCheck.Faults(rules, newest.Content), SheetCheck.Warnings(newest.Content, panel?.Visits, visitedOn, evidence), Entries.OfFigures(newest.Content.Figures));
    }

    /// <summary>A sheet that counts: its points are those of the ledger, which an upheld objection may have corrected.</summary>
    public SheetView Filed(Sheet counted, FiledSheet? filed)
    {
        var entries = Entries.Of(counted.Points, filed?.Content.Notes);
        var visits = panel?.Code == counted.Panel ? panel?.Visits : null;
        return new(
            unit, counted.Inspector, counted.Panel, SheetState.Filed, filed?.Version, filed?.Version, (filed?.At).In(rules.TimeZone), filed?.IsReopened ?? false,
            entries.Points, entries.Notes, counted.Note, (filed?.Content.VisitedAt).In(rules.TimeZone), counted.VisitedOn, filed?.Content.Document, filed?.Content.Evidence ?? [],
            [], [], [], SheetCheck.Warnings(filed?.Content ?? new(counted.Points), visits, counted.VisitedOn, evidence), Entries.OfFigures(counted.Figures));
    }

    /// <summary>The criteria with claims and the points of the sheets that may be seen.</summary>
    public IReadOnlyList<ComparedCriterion> Compare(UnitLedger ledger, IReadOnlyList<Sheet> sheets)
    {
        // Points of one unit need no comparison of panels.
        var plain = rules with { Panel = rules.Panel with { Normalise = false } };
        var facts = LedgerFacts.Of(plain, new Dictionary<string, UnitLedger> { [unit] = ledger with { Sheets = sheets } }).Answer[unit];
        return [.. rules.AssessedCriteria.Zip(facts.Assessed, (criterion, points) => Compare(criterion, points.Inspected, ledger, sheets))];
    }

    private ComparedCriterion Compare(Criterion criterion, Fraction? inspected, UnitLedger ledger, IReadOnlyList<Sheet> sheets)
    {
        var claim = ledger.Claims.FirstOrDefault(claim => claim.Criterion == criterion.Code);
        var given = sheets.Where(sheet => sheet.Points.ContainsKey(criterion.Code)).ToDictionary(sheet => sheet.Inspector, sheet => sheet.Points[criterion.Code]);
        Sheet[] figures = [.. sheets.Where(sheet => sheet.Figures?.ContainsKey(criterion.Code) == true)];
        decimal[] numbers = [.. given.Values.OfType<decimal>()];
        return new(
            criterion.Code, criterion.Points,
            claim is null ? null : Entries.NaOr(claim.Claimed),
            claim is null || (claim.Accepted is null && claim.Claimed is not null) ? null : Entries.NaOr(claim.Accepted),
            inspected is { } points ? points.Round(rules.Policies.Decimals) : given.Count > 0 || (figures.Length > 0 && figures.All(sheet => sheet.Figures![criterion.Code] is null)) ? Entries.NaOr(null) : null,
            numbers.Length > 1 ? numbers.Max() - numbers.Min() : null,
            given.ToDictionary(sheet => sheet.Key, sheet => Entries.NaOr(sheet.Value)),
            figures.Length == 0 ? null : figures.ToDictionary(sheet => sheet.Inspector, sheet => Entries.FigureOrNa(sheet.Figures![criterion.Code])));
    }

    private SheetHeadView Head(SheetHead head)
    {
        var entries = Entries.Of(head.Content.Points, head.Content.Notes);
        return new(
            head.Version, entries.Points, entries.Notes, head.Content.Note, head.Content.VisitedAt.In(rules.TimeZone), head.Content.Document, head.Content.Evidence ?? [],
            head.At.In(rules.TimeZone), Entries.OfFigures(head.Content.Figures));
    }

    /// <summary>The day of an instant in the round's time zone.</summary>
    public DateOnly? Day(DateTimeOffset? instant) => instant is { } at ? at.DayIn(rules.TimeZone) : null;
}
