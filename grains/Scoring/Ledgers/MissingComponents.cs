using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The components with a share above 0 that a unit lacks in a result.</summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="Components">As in <see cref="UnitResult.Incomplete"/>.</param>
/// <param name="IsForWantOfEntries">
/// Whether one is missing because a sheet or the decision on a claim is. A missing vote, and points that are not applicable, are not.
/// </param>
public sealed record MissingComponents(string Unit, IReadOnlyList<string> Components, bool IsForWantOfEntries)
{
    /// <summary>The units of a result that lack components, in the rules' order.</summary>
    public static IReadOnlyList<MissingComponents> Of(RoundRules rules, RoundResult result, IReadOnlyDictionary<string, UnitLedger> ledgers)
    {
        var units = result.Classes.SelectMany(ranked => ranked.Units).ToDictionary(unit => unit.Unit);
        return
        [
            .. rules.Units.Select(unit => (Unit: unit, units[unit.Code].Incomplete)).Where(unit => unit.Incomplete.Count > 0)
                .Select(unit => new MissingComponents(unit.Unit.Code, unit.Incomplete, IsWanting(rules.OfUnit(unit.Unit), unit.Incomplete, Inspections.LedgerOf(ledgers, unit.Unit)))),
        ];
    }

    /// <summary>
    /// Refused with <see cref="RefusalCode.Incomplete"/> while an entry is missing; lists all units that lack components. Null otherwise.
    /// </summary>
    public static Refusal? Refuse(IReadOnlyList<MissingComponents> units)
    {
        if (!units.Any(unit => unit.IsForWantOfEntries))
            return null;
        FactObject[] listed = [.. units.Select(unit => new FactObject(("unit", unit.Unit), ("missing", unit.Components)))];
        return new(
            RefusalCode.Incomplete,
            $"{units.Count(unit => unit.IsForWantOfEntries)} units lack a component of the total, because a sheet or the decision on a claim is missing. Enter it, or accept that it is missing and give a reason.",
            ("units", listed));
    }

    private static bool IsWanting(RoundRules rules, IReadOnlyList<string> missing, UnitLedger ledger) =>
        (missing.Contains("inspection") && ledger.Sheets.Count == 0) || (missing.Contains("self") && SelfAssessment.Of(rules, ledger.Claims).Open.Count > 0);
}
