using Evaluation.Assessment;
using Evaluation.Evidence;
using Evaluation.Gateway.Rounds;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Inspections;

/// <summary>Renders the sheets of a unit. The caller of these methods has decided which sheets may be seen.</summary>
/// <param name="now">The server's clock.</param>
internal sealed class SheetRendering(RoundRules rules, string unit, UnitPanel panels, DateTimeOffset now, EvidenceList? evidence = null)
{
    /// <summary>The own sheet of an inspector, with its heads.</summary>
    /// <param name="inspector">The inspector.</param>
    /// <param name="period">The period of the sheet; null for criteria without periods.</param>
    /// <param name="draft">The sheet with one head or more.</param>
    /// <param name="filed">The filed version; null for none.</param>
    public SheetView Own(string inspector, string? period, SheetDraft draft, FiledSheet? filed)
    {
        var (newest, panel) = (draft.Heads[^1], panels.OfInspector(inspector));
        var (body, state) = (panel?.By ?? filed?.Body, draft.IsConflicting ? SheetState.Conflicting : newest.Version == filed?.Version ? SheetState.Filed : SheetState.Draft);
        var entries = Entries.Of(newest.Content.Points, newest.Content.Notes);
        var visitedOn = Day(newest.Content.VisitedAt);
        return new(
            unit, inspector, state == SheetState.Filed ? filed!.Panel : panel?.Code, state, newest.Version, filed?.Version, (filed?.At).In(rules.TimeZone), filed?.IsReopened ?? false,
            entries.Points, entries.Notes, newest.Content.Note, newest.Content.VisitedAt.In(rules.TimeZone), visitedOn, newest.Content.Document, newest.Content.Evidence ?? [],
            [.. draft.Heads.Select(Head)], draft.Differences, Faults(rules.OnSheet(body, period), newest.Content),
            SheetCheck.Warnings(newest.Content, panel?.Visits, visitedOn, evidence), body, period, Entries.OfFigures(newest.Content.Figures),
            Subtotals(body, period, newest.Content.Points));
    }

    /// <summary>A sheet that counts: its points are those of the ledger, which an upheld objection may have corrected.</summary>
    public SheetView Filed(Sheet counted, FiledSheet? filed)
    {
        var entries = Entries.Of(counted.Points, filed?.Content.Notes);
        var visits = panels.Of(counted.By) is { } panel && panel.Code == counted.Panel ? panel.Visits : null;
        return new(
            unit, counted.Inspector, counted.Panel, SheetState.Filed, filed?.Version, filed?.Version, (filed?.At).In(rules.TimeZone), filed?.IsReopened ?? false,
            entries.Points, entries.Notes, counted.Note, (filed?.Content.VisitedAt).In(rules.TimeZone), counted.VisitedOn, filed?.Content.Document, filed?.Content.Evidence ?? [],
            [], [], [], SheetCheck.Warnings(filed?.Content ?? new(counted.Points), visits, counted.VisitedOn, evidence), counted.By, counted.Period, Entries.OfFigures(counted.Figures),
            Subtotals(counted.By, counted.Period, counted.Points));
    }

    /// <summary>The sheets that the inspectors of the panels owe, with those that are filed; empty where one sheet each is all.</summary>
    public IReadOnlyList<DueSheet>? Due(UnitInspections inspections) => rules.Assessors is null && !rules.HasPeriods
        ? null
        :
        [
            .. panels.All.SelectMany(panel => panel.Inspectors, (panel, inspector) => (Panel: panel, Inspector: inspector))
                .SelectMany(due => rules.SheetPeriods(due.Panel.By), (due, period) => new DueSheet(due.Inspector, due.Panel.By, period, inspections.Find(due.Inspector, period) is not null)),
        ];

    /// <summary>The criteria, by period where they have any, with claims and the points of the sheets that may be seen.</summary>
    public IReadOnlyList<ComparedCriterion> Compare(UnitLedger ledger, IReadOnlyList<Sheet> sheets) =>
        [.. rules.AssessedCriteria.Zip(AssessedOf(ledger, sheets)).SelectMany(item => Compare(item.First, item.Second, ledger, sheets))];

    /// <summary>The sums of these points below each heading; null where no criterion has one.</summary>
    public IReadOnlyList<HeadingResult>? Subtotals(UnitLedger ledger, IReadOnlyList<Sheet> sheets) =>
        rules.HasHeadings ? HeadingResult.Of(rules.AssessedCriteria, AssessedOf(ledger, sheets), rules.Policies.Decimals) : null;

    /// <summary>The sums of the points on one sheet below each heading, without criteria whose points follow from a figure.</summary>
    private IReadOnlyList<HeadingResult>? Subtotals(string? body, string? period, IReadOnlyDictionary<string, decimal?> points)
    {
        Criterion[] criteria = [.. rules.OnSheet(body, period).Where(criterion => !criterion.HasFigure)];
        return HeadingResult.Of(
            criteria, [.. criteria.Select(criterion => new AssessedPoints(criterion.Code, criterion.Points, null, null, points.GetValueOrDefault(criterion.Code)))], rules.Policies.Decimals);
    }

    private IReadOnlyList<AssessedPoints> AssessedOf(UnitLedger ledger, IReadOnlyList<Sheet> sheets)
    {
        // Points of one unit need no comparison of panels.
        var plain = rules with { Panel = rules.Panel with { Normalise = false } };
        InspectorWeight[] weights = [.. panels.All.SelectMany(panel => panel.InspectorWeights)];
        var seen = ledger with { Sheets = sheets, Weights = ledger.Weights ?? (weights.Length == 0 ? null : weights) };
        return LedgerFacts.Of(plain, new Dictionary<string, UnitLedger> { [unit] = seen }).Answer[unit].Assessed;
    }

    private IEnumerable<ComparedCriterion> Compare(Criterion criterion, AssessedPoints points, UnitLedger ledger, IReadOnlyList<Sheet> sheets) => points.Periods is { } periods
        ? periods.Select(period => Compare(criterion, period.Period, period.Inspected, ledger, sheets))
        : [Compare(criterion, null, points.Inspected, ledger, sheets)];

    private ComparedCriterion Compare(Criterion criterion, string? period, Fraction? inspected, UnitLedger ledger, IReadOnlyList<Sheet> sheets)
    {
        var claim = ledger.Claims.FirstOrDefault(claim => claim.Criterion == criterion.Code && claim.Period == period);
        var given = sheets.Where(sheet => sheet.By == criterion.By && sheet.Period == period && sheet.Points.ContainsKey(criterion.Code))
            .ToDictionary(sheet => sheet.Inspector, sheet => sheet.Points[criterion.Code]);
        Sheet[] figures = [.. sheets.Where(sheet => sheet.By == criterion.By && sheet.Period == period && sheet.Figures?.ContainsKey(criterion.Code) == true)];
        decimal[] numbers = [.. given.Values.OfType<decimal>()];
        return new(
            criterion.Code, criterion.Points,
            claim is null ? null : Entries.NaOr(claim.Claimed),
            claim is null || (claim.Accepted is null && claim.Claimed is not null) ? null : Entries.NaOr(claim.Accepted),
            inspected is { } points ? points.Round(rules.Policies.Decimals) : given.Count > 0 || (figures.Length > 0 && figures.All(sheet => sheet.Figures![criterion.Code] is null)) ? Entries.NaOr(null) : null,
            numbers.Length > 1 ? numbers.Max() - numbers.Min() : null,
            given.ToDictionary(sheet => sheet.Key, sheet => Entries.NaOr(sheet.Value)), criterion.By, period,
            figures.Length == 0 ? null : figures.ToDictionary(sheet => sheet.Inspector, sheet => Entries.FigureOrNa(sheet.Figures![criterion.Code])));
    }

    private SheetHeadView Head(SheetHead head)
    {
        var entries = Entries.Of(head.Content.Points, head.Content.Notes);
        return new(
            head.Version, entries.Points, entries.Notes, head.Content.Note, head.Content.VisitedAt.In(rules.TimeZone), head.Content.Document, head.Content.Evidence ?? [],
            head.At.In(rules.TimeZone), Entries.OfFigures(head.Content.Figures));
    }

    /// <summary>What blocks filing.</summary>
    public IReadOnlyList<SheetNotice> Faults(IReadOnlyList<Criterion> criteria, SheetContent content) =>
        SheetCheck.Faults(criteria, content, Day(content.VisitedAt), now.DayIn(rules.TimeZone));

    /// <summary>The day of an instant in the round's time zone.</summary>
    public DateOnly? Day(DateTimeOffset? instant) => instant is { } at ? at.DayIn(rules.TimeZone) : null;
}
