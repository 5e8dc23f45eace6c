using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The inspections of all units of a round (F7 to F9).</summary>
/// <param name="ByUnit">The inspection of every unit, before panels are made comparable.</param>
/// <param name="Panels">By unit, the panel that visited it and the score before normalisation; empty where panels are not made
/// comparable.</param>
/// <param name="Normalisation">Null where panels are not made comparable, or no unit has been inspected.</param>
internal sealed record Inspections(
    IReadOnlyDictionary<string, Inspection> ByUnit, IReadOnlyDictionary<string, PanelScore> Panels, PanelNormalisation? Normalisation)
{
    /// <summary>
    /// The inspections of all units. If the rules normalise panels, refused when a unit has sheets of two panels, and when a panel has
    /// inspected too few units.
    /// </summary>
    public static Outcome<Inspections> Of(RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers)
    {
        var inspections = rules.Units.ToDictionary(unit => unit.Code, unit => Inspection.Of(rules.OfUnit(unit), LedgerOf(ledgers, unit).Sheets));
        var panels = new Dictionary<string, PanelScore>();
        if (!rules.Panel.Normalise)
            return new Inspections(inspections, panels, null);

        foreach (var unit in rules.Units)
        {
            if (inspections[unit.Code].Score is not { } score)
                continue;
            string[] names = [.. LedgerOf(ledgers, unit).Sheets.Select(sheet => sheet.Panel ?? "").Distinct().Order(StringComparer.Ordinal)];
            if (names.Length > 1)
                return Mixed(unit, names);
            panels[unit.Code] = new(names[0], score);
        }
        if (panels.Count == 0)
            return new Inspections(inspections, panels, null);
        var normalisation = PanelNormalisation.Of([.. panels.Values]);
        return normalisation.IsRefused(out var refusal) ? refusal : new Inspections(inspections, panels, normalisation.Answer);
    }

    /// <summary>The inspection score that enters the total; null while it is missing.</summary>
    public Fraction? Score(string unit) => Normalisation is { } normalisation
        ? Panels.TryGetValue(unit, out var score) ? normalisation.Apply(score) : null
        : ByUnit[unit].Score;

    /// <summary>A unit's ledger; an empty one for a unit without an entry.</summary>
    public static UnitLedger LedgerOf(IReadOnlyDictionary<string, UnitLedger> ledgers, Unit unit) => ledgers.GetValueOrDefault(unit.Code) ?? UnitLedger.Empty;

    private static Refusal Mixed(Unit unit, string[] panels) => new(
        RefusalCode.PanelsMixed,
        $"Unit {unit.Code} has sheets of {string.Join(" and ", panels.Select(PanelNormalisation.Name))}; where panels are made comparable, one panel visits a unit.",
        ("unit", unit.Code),
        ("panels", panels));
}
