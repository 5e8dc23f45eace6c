using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Combining;

namespace Evaluation.Workflows.Trials;

/// <summary>
/// The ledgers of a trial, typed or drawn. Drawn points are shares of the maximum, so that other rules get the same example in their own
/// points.
/// </summary>
/// <param name="typedFor">The rules for which points were typed.</param>
internal sealed class TrialLedgers(RoundRules rules, RoundRules typedFor, TrialInput input)
{
    /// <summary>Sheets of a unit that are drawn.</summary>
    public const int Sheets = 3;

    private const int UnitsOfPanel = 12, PercentOfVariance = 4, WeightStep = 10, WeightSteps = 5;
    private const string Proposer = "example", Approver = "second";

    private readonly Draws _draws = new(input.Seed);

    /// <summary>The sheets that a unit needs: one for each body and period.</summary>
    private IEnumerable<SheetKind> Forms => from body in rules.Bodies from period in rules.SheetPeriods(body) select new SheetKind(body, period);

    public Dictionary<string, UnitLedger> All()
    {
        var typed = input.Points?.ToLookup(points => points.Unit);
        return rules.Units.Index().ToDictionary(unit => unit.Item.Code, unit =>
        {
            var own = new TrialLedgers(rules.OfUnit(unit.Item), typedFor.OfUnit(unit.Item), input);
            return typed is null ? own.Draw(unit.Item, unit.Index) : own.Typed([.. typed[unit.Item.Code]]);
        });
    }

    /// <summary>The totals of the rounds that the round combines; null for none.</summary>
    public IReadOnlyList<PinnedRound>? Pinned() => rules.Combine?.Select(part => new PinnedRound(
        part.Round, 1, [.. rules.Units.Select(unit => new PinnedUnit(unit.Code, Rounded(60 + (38 * _draws.Share("round", part.Round, unit.Code)), 2), (Fraction)1 / PercentOfVariance))])).ToList();

    private UnitLedger Draw(Unit unit, int index)
    {
        return new(
            Sheets: [.. from form in Forms from inspector in Enumerable.Range(1, Sheets) select Sheet(unit, index, form, inspector)],
            Claims: [.. from criterion in rules.FiledCriteria from period in SheetForm.PeriodsOf(criterion) select Claim(unit, criterion, period)],
            Adjustments: [.. Adjustments(unit)],
            SpotChecks: [.. Checks(unit)],
            Facts: [.. rules.Vetoes.Select(veto => veto.When.Fact).OfType<string>().Distinct().Where(fact => _draws.Share("fact", fact, unit.Code) < 0.03).Select(fact => new StatedFact(fact))])
        {
            Tails = Tails(unit),
            Weights = Weights.ToArray() is { Length: > 0 } weights ? weights : null,
        };
    }

    /// <summary>
    /// The weights of the inspectors, the same for every unit. In a round the panels have them; a trial has no panels. Drawn for the
    /// bodies that say themselves that nothing is trimmed, because weights and trimming exclude each other (F21).
    /// </summary>
    private IEnumerable<InspectorWeight> Weights =>
        from body in rules.Bodies
        where HasWeights(rules, body)
        from inspector in Enumerable.Range(1, Sheets)
        select new InspectorWeight(InspectorOf(body, inspector), WeightStep * (1 + (int)(WeightSteps * _draws.Share("weight", body!, $"{inspector}"))), body);

    /// <summary>Whether the inspectors of a body have drawn weights.</summary>
    public static bool HasWeights(RoundRules rules, string? body) =>
        rules.Assessor(body) is { Trim: PanelTrim.None } && !rules.Panel.Normalise && rules.SheetPeriods(body).Count > 0;

    private static string InspectorOf(string? body, int inspector) => $"{body ?? "inspector"}-{inspector}";

    private Sheet Sheet(Unit unit, int index, SheetKind form, int inspector) => new(
        InspectorOf(form.Body, inspector),
        Filled(form, criterion => Points(criterion, unit, $"sheet-{inspector}", form.Period)),
        rules.Panel.Normalise ? $"{form.Body ?? "panel"}-{1 + (index / UnitsOfPanel % Math.Max(1, rules.Units.Count / UnitsOfPanel))}" : null,
        By: form.Body,
        Period: form.Period,
        Figures: Figured(form, criterion => Figure(criterion, unit, $"sheet-{inspector}", form.Period)));

    private ImmutableSortedDictionary<string, decimal?> Filled(SheetKind form, Func<Criterion, decimal?> pointsOf) =>
        rules.OnSheet(form.Body, form.Period).Where(criterion => !criterion.HasFigure).ToImmutableSortedDictionary(criterion => criterion.Code, pointsOf, StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, SheetFigure?>? Figured(SheetKind form, Func<Criterion, SheetFigure?> figureOf)
    {
        Criterion[] figured = [.. rules.OnSheet(form.Body, form.Period).Where(criterion => criterion.HasFigure)];
        return figured.Length == 0 ? null : figured.ToImmutableSortedDictionary(criterion => criterion.Code, figureOf, StringComparer.Ordinal);
    }

    private SheetFigure Figure(Criterion criterion, Unit unit, string what, string? period) =>
        TrialFigures.Draw(criterion, LevelOf(criterion, unit, what, period), _draws.Share("target", criterion.Code, unit.Code, period ?? ""));

    private Claim Claim(Unit unit, Criterion criterion, string? period)
    {
        var accepted = Points(criterion, unit, "claim", period);
        var more = Rounded((double)criterion.Points * 0.1 * _draws.Share("claimed", criterion.Code, unit.Code, period ?? ""), 1);
        return new(criterion.Code, Math.Min(criterion.Points, accepted + more), accepted, Period: period);
    }

    private decimal Points(Criterion criterion, Unit unit, string what, string? period) =>
        Math.Min(criterion.Points, Rounded((double)criterion.Points * LevelOf(criterion, unit, what, period), 1));

    /// <summary>How well a unit does in one point, from 0 to 1.</summary>
    private double LevelOf(Criterion criterion, Unit unit, string what, string? period) =>
        Math.Clamp(0.55 + (0.4 * TrialSlips.Quality(_draws, unit)) + (0.2 * (_draws.Share(what, criterion.Code, unit.Code, period ?? "") - 0.5)), 0, 1);

    private IEnumerable<Adjustment> Adjustments(Unit unit)
    {
        foreach (var entry in rules.Entries ?? [])
            if (_draws.Share("entry", entry.Code, unit.Code) < 0.3)
            {
                string[] levels = [.. entry.Levels?.Keys ?? []];
                var level = levels.Length == 0 ? null : levels[(int)(_draws.Share("level", entry.Code, unit.Code) * levels.Length)];
                yield return Priced(entry.Code, level, entry.Code);
            }
        foreach (var kind in Enum.GetValues<AdjustmentKind>())
        {
            var isFree = rules.Entries?.Any(entry => CataloguePrice.KindOf(rules, entry.Code) == kind) != true;
            if (isFree && _draws.Share("free", kind.ToString(), unit.Code) < 0.25)
                yield return Free($"free-{(int)kind}", kind, 0.5m * (1 + (int)(4 * _draws.Share("points", kind.ToString(), unit.Code))));
        }
    }

    private IEnumerable<SpotCheck> Checks(Unit unit) => rules.Vetoes.All(veto => veto.When.FailedSpotChecks is null)
        ? []
        : Enumerable.Range(1, 3).Select(check => new SpotCheck($"sc-{check}", _draws.Share("check", $"{check}", unit.Code) < 0.15));

    private TailPlace[]? Tails(Unit unit)
    {
        TailPlace[] places =
        [
            .. rules.Vetoes.Where(veto => veto.When is { Again: not null, Of: not null } when && _draws.Share("again", when.Of, unit.Code) < 0.1)
                .Select(veto => new TailPlace(veto.When.Of!, 1, veto.When.Again!, unit.Code)),
        ];
        return places.Length == 0 ? null : places;
    }

    private UnitLedger Typed(TrialPoints[] entries)
    {
        var ledger = UnitLedger.Empty with
        {
            Claims = [.. entries.Where(entry => entry.Accepted is not null).Select(entry => new Claim(entry.Criterion!, Scaled(entry, entry.Accepted), Scaled(entry, entry.Accepted), Period: entry.Period))],
            Adjustments = [.. entries.Index().Select(entry => Adjustment(entry.Item, $"adj-{entry.Index + 1}")).OfType<Adjustment>()],
            SpotChecks = [.. Enumerable.Range(1, entries.Sum(entry => entry.FailedSpotChecks ?? 0)).Select(check => new SpotCheck($"sc-{check}", true))],
            Facts = [.. entries.Select(entry => entry.Fact).OfType<string>().Distinct().Select(fact => new StatedFact(fact))],
        };
        var figures = entries.Where(entry => entry.Value is not null).ToDictionary(entry => (entry.Criterion!, entry.Period), entry => new SheetFigure(entry.Value!.Value, entry.Target));
        var inspected = entries.Where(entry => entry.Inspected is not null).ToDictionary(entry => (entry.Criterion!, entry.Period), entry => Scaled(entry, entry.Inspected));
        // One inspector fills in each sheet of which any points are given.
        return ledger with
        {
            Sheets =
            [
                .. Forms.Where(form => rules.OnSheet(form.Body, form.Period).Any(criterion => IsGiven(criterion, form.Period)))
                    .Select(form => new Sheet(
                        form.Body ?? "inspector", Filled(form, criterion => inspected.GetValueOrDefault((criterion.Code, form.Period))), By: form.Body, Period: form.Period,
                        Figures: Figured(form, criterion => figures.GetValueOrDefault((criterion.Code, form.Period))))),
            ],
        };

        bool IsGiven(Criterion criterion, string? period) => inspected.ContainsKey((criterion.Code, period)) || figures.ContainsKey((criterion.Code, period));
    }

    private Adjustment? Adjustment(TrialPoints entry, string id) => entry switch
    {
        { Entry: { } code } => Priced(code, entry.Level, id),
        { Kind: { } kind, Points: { } points } => Free(id, kind, points),
        _ => null,
    };

    private Adjustment Priced(string entry, string? level, string id) =>
        CataloguePrice.Of(rules, new Adjustment(id, CataloguePrice.KindOf(rules, entry)!.Value, 0, "", Proposer, Proposer, Approver, Entry: entry, Level: level));

    private static Adjustment Free(string id, AdjustmentKind kind, decimal points) => new(id, kind, points, Proposer, Proposer, Proposer, Approver);

    private decimal? Scaled(TrialPoints entry, decimal? points)
    {
        var (was, now) = (MaximumOf(typedFor, entry.Criterion), MaximumOf(rules, entry.Criterion));
        return was == now || was == 0 ? points : decimal.Round(points!.Value * now / was, Limits.PointsDecimals);
    }

    private static decimal MaximumOf(RoundRules rules, string? code) => rules.Criteria.FirstOrDefault(criterion => criterion.Code == code)?.Points ?? 0;

    private static decimal Rounded(double points, int decimals) => decimal.Round((decimal)points, decimals);

    private readonly record struct SheetKind(string? Body, string? Period);
}
