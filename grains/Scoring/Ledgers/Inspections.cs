using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The inspections of all units of a round (F7 to F9, F21).</summary>
/// <param name="ByUnit">The inspection of every unit, before panels are made comparable.</param>
/// <param name="Comparisons">By body; empty where panels are not made comparable.</param>
/// <param name="IsCapped">Whether a score is at most 100, although the points of a plan may pass their maximum (F23).</param>
internal sealed record Inspections(IReadOnlyDictionary<string, Inspection> ByUnit, IReadOnlyList<PanelComparison> Comparisons, bool IsCapped)
{
    /// <summary>
    /// The inspections of all units. If the rules normalise panels, refused when a unit has sheets of two panels of one body, and when a
    /// panel has inspected too few units.
    /// </summary>
    public static Outcome<Inspections> Of(
        RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyDictionary<string, VoteFigures>? votes)
    {
        var tables = new FigureTables(rules, ledgers, votes);
        var inspections = rules.Units.ToDictionary(unit => unit.Code, unit => Inspection.Of(rules.OfUnit(unit), unit, LedgerOf(ledgers, unit), tables));
        var comparisons = new List<PanelComparison>();
        foreach (var body in rules.Panel.Normalise ? rules.Bodies : [])
        {
            var comparison = PanelComparison.Of(rules, body, inspections, ledgers);
            if (comparison.IsRefused(out var refusal))
                return refusal;
            comparisons.Add(comparison.Answer);
        }
        return new Inspections(inspections, comparisons, rules.ScoredCriteria.Any(criterion => criterion.Score is { By: FigureForm.Plan, Limit: > 1 }));
    }

    /// <summary>The inspection score that enters the total; null while it is missing.</summary>
    public Fraction? Score(string unit) => Uncapped(unit) is { } score && IsCapped ? PointsScore.Capped(score) : Uncapped(unit);

    /// <summary>The score before it is cut off at 100.</summary>
    public Fraction? Uncapped(string unit) => ByUnit[unit].Bodies switch
    {
        [var only] => Score(unit, only),
        var bodies when bodies.Any(body => body.Missing.Count > 0 || !body.IsOpen) => null,
        var bodies => WeightedMean.Of<Fraction>([.. bodies.Select(body => body.Maximum)], [.. bodies.Select(body => Score(unit, body))]),
    };

    /// <summary>The score of one body; null while it is missing.</summary>
    public Fraction? Score(string unit, BodyInspection body) =>
        body.Score is not null && ComparisonOf(body.Body) is { } comparison ? body.ScoreWith(comparison.Score(unit)) : body.Score;

    /// <summary>How the panels of a body are made comparable; null where they are not.</summary>
    public PanelComparison? ComparisonOf(string? body) => Comparisons.FirstOrDefault(comparison => comparison.Body == body && comparison.Normalisation is not null);

    /// <summary>A unit's ledger; an empty one for a unit without an entry.</summary>
    public static UnitLedger LedgerOf(IReadOnlyDictionary<string, UnitLedger> ledgers, Unit unit) => ledgers.GetValueOrDefault(unit.Code) ?? UnitLedger.Empty;
}
