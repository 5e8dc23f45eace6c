namespace Evaluation.Rules;

/// <summary>The rules of a round as they apply to one class of units (F28).</summary>
public static class ClassRules
{
    /// <summary>
    /// The round's rules with the criteria, points and shares of the class; a class without ranks has no quotas and no tail. The same
    /// object where the class has no rules of its own. Applied to its own answer it changes nothing.
    /// </summary>
    public static RoundRules OfClass(this RoundRules rules, UnitClass unitClass)
    {
        if (unitClass is { Components: null, Points: null, IsRanked: true })
            return rules;
        var own = rules with
        {
            Components = unitClass.Components ?? rules.Components,
            Criteria = unitClass.Points is null ? rules.Criteria : [.. rules.Criteria.Select(unitClass.Weigh).Where(criterion => criterion.Points > 0)],
        };
        return unitClass.IsRanked ? own : own with { Tail = null, Grades = [.. rules.Grades.Select(grade => grade with { Quota = null, Places = null, Rounding = null })] };
    }

    /// <summary>The rules that apply to a unit of the round.</summary>
    public static RoundRules OfUnit(this RoundRules rules, Unit unit) =>
        rules.Classes.FirstOrDefault(known => known.Code == unit.Class) is { } unitClass ? rules.OfClass(unitClass) : rules;

    /// <summary>The same by the unit's code; the round's rules for an unknown one.</summary>
    public static RoundRules OfUnit(this RoundRules rules, string unit) =>
        rules.Units.FirstOrDefault(known => known.Code == unit) is { } known ? rules.OfUnit(known) : rules;

    /// <summary>Whether a criterion applies to the units of a class.</summary>
    public static bool Has(this UnitClass unitClass, Criterion criterion) => unitClass.Weigh(criterion).Points > 0;

    /// <summary>
    /// The places on the round's paper of the criteria that the units of a class are rated by; null where these are all.
    /// </summary>
    public static IReadOnlyList<int>? PlacesOf(this RoundRules rules, UnitClass unitClass)
    {
        var all = rules.VoteCriteria;
        int[] places = [.. all.Index().Where(criterion => unitClass.Has(criterion.Item)).Select(criterion => criterion.Index)];
        return places.Length == all.Count ? null : places;
    }

    private static Criterion Weigh(this UnitClass unitClass, Criterion criterion) =>
        unitClass.Points is { } points && points.TryGetValue(criterion.Code, out var own) ? criterion with { Points = own } : criterion;
}
