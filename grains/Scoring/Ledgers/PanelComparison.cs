using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The panels of one body over all units of a round, and how they are made comparable (F9).</summary>
/// <param name="Body">Null for the inspection panel.</param>
/// <param name="Panels">By unit, the panel that visited it and the score of the points that it gave, before normalisation.</param>
/// <param name="Normalisation">Null while no unit has been inspected.</param>
internal sealed record PanelComparison(string? Body, IReadOnlyDictionary<string, PanelScore> Panels, PanelNormalisation? Normalisation)
{
    /// <summary>
    /// Refused when a unit has sheets of two panels of the body, and when a panel has inspected too few units.
    /// </summary>
    public static Outcome<PanelComparison> Of(
        RoundRules rules, string? body, IReadOnlyDictionary<string, Inspection> inspections, IReadOnlyDictionary<string, UnitLedger> ledgers)
    {
        var panels = new Dictionary<string, PanelScore>();
        foreach (var unit in rules.Units)
        {
            if (inspections[unit.Code].Of(body).Given is not { } score)
                continue;
            string[] names =
            [
                .. Inspections.LedgerOf(ledgers, unit).Sheets.Where(sheet => sheet.By == body).Select(sheet => sheet.Panel ?? "").Distinct().Order(StringComparer.Ordinal),
            ];
            if (names.Length > 1)
                return Mixed(unit, names);
            panels[unit.Code] = new(names[0], score);
        }
        if (panels.Count == 0)
            return new PanelComparison(body, panels, null);
        var normalisation = PanelNormalisation.Of([.. panels.Values]);
        return normalisation.IsRefused(out var refusal) ? refusal : new PanelComparison(body, panels, normalisation.Answer);
    }

    /// <summary>The score of the points that inspectors gave a unit, made comparable; null where they gave none.</summary>
    public Fraction? Score(string unit) => Normalisation is { } normalisation && Panels.TryGetValue(unit, out var score) ? normalisation.Apply(score) : null;

    private static Refusal Mixed(Unit unit, string[] panels) => new(
        RefusalCode.PanelsMixed,
        $"Unit {unit.Code} has sheets of {string.Join(" and ", panels.Select(PanelNormalisation.Name))}; where panels are made comparable, one panel visits a unit.",
        ("unit", unit.Code),
        ("panels", panels));
}
