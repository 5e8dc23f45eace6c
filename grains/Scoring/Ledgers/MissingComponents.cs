using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The components with a share above 0 that a unit lacks in a result.</summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="Components">As in <see cref="UnitResult.Incomplete"/>.</param>
/// <param name="IsForWantOfEntries">
/// Whether one is missing because a sheet or the decision on a claim is. A missing vote, and points that are not applicable, are not.
/// </param>
/// <param name="Entries">As in <see cref="UnitResult.Missing"/>; null for none.</param>
public sealed record MissingComponents(string Unit, IReadOnlyList<string> Components, bool IsForWantOfEntries, IReadOnlyList<MissingEntry>? Entries = null)
{
    /// <summary>The units of a result that lack components, in the rules' order.</summary>
    public static IReadOnlyList<MissingComponents> Of(RoundRules rules, RoundResult result, IReadOnlyDictionary<string, UnitLedger> ledgers)
    {
        var units = result.Classes.SelectMany(ranked => ranked.Units).ToDictionary(unit => unit.Unit);
        return
        [
            .. rules.Units.Select(unit => (Unit: unit, Result: units[unit.Code])).Where(unit => unit.Result.Incomplete.Count > 0)
                .Select(unit => new MissingComponents(
                    unit.Unit.Code, unit.Result.Incomplete, IsWanting(rules.OfUnit(unit.Unit), unit.Result, Inspections.LedgerOf(ledgers, unit.Unit)), unit.Result.Missing)),
        ];
    }

    /// <summary>
    /// Refused with <see cref="RefusalCode.Incomplete"/> while an entry is missing; lists all units that lack components. Null otherwise.
    /// </summary>
    public static Refusal? Refuse(IReadOnlyList<MissingComponents> units)
    {
        if (!units.Any(unit => unit.IsForWantOfEntries))
            return null;
        FactObject[] listed = [.. units.Select(Listed)];
        return new(
            RefusalCode.Incomplete,
            $"{units.Count(unit => unit.IsForWantOfEntries)} units lack a component of the total, because a sheet or the decision on a claim is missing. Enter it, or accept that it is missing and give a reason.",
            ("units", listed));
    }

    private static FactObject Listed(MissingComponents unit) => unit.Entries is { } entries
        ? new(("unit", unit.Unit), ("missing", unit.Components), ("entries", (FactObject[])[.. entries.Select(Listed)]))
        : new(("unit", unit.Unit), ("missing", unit.Components));

    private static FactObject Listed(MissingEntry entry) => new(
    [
        .. new (string Name, string? Value)[] { ("component", entry.Component), ("by", entry.By), ("criterion", entry.Criterion), ("period", entry.Period) }
            .Where(member => member.Value is not null).Select(member => (member.Name, (object?)member.Value)),
    ]);

    private static bool IsWanting(RoundRules rules, UnitResult unit, UnitLedger ledger) =>
        (unit.Incomplete.Contains("inspection") && ledger.Sheets.Count == 0 && rules.SheetCriteria.Count > 0)
        || (unit.Incomplete.Contains("self") && SelfAssessment.Of(rules, ledger.Claims).Open.Count > 0)
        || (unit.Missing ?? []).Any(entry => !IsOfVote(rules, entry));

    // A figure of the vote is missing because nobody rated the unit, and no entry helps.
    private static bool IsOfVote(RoundRules rules, MissingEntry entry) => rules.Criteria.Any(criterion => criterion.Code == entry.Criterion && criterion.IsOfVote);
}
