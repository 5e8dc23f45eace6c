using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Totals;

/// <summary>
/// Assigns grades by published total, best grade first (F16). A grade with a quota, or with places for the class (F24), has a limited
/// number of places, which are given in the order of rank. If too few places are left for all units of a rank, the grade is closed: this
/// rank and all lower ranks compete for the next grade. A unit that may not hold a grade because of a veto takes no place of that grade
/// (F18).
/// </summary>
internal static class Grades
{
    /// <summary>How every grade was awarded, best first.</summary>
    /// <param name="unitClass">The code of the class.</param>
    /// <param name="unitCount">The units of the class, the incomplete ones included.</param>
    public static IReadOnlyList<GradeAward> Of(RoundRules rules, string unitClass, IReadOnlyList<RankedUnit> ranking, int unitCount)
    {
        var awards = new List<GradeAward>();
        var open = ranking;
        for (var grade = 0; grade < rules.Grades.Count; grade++)
        {
            var award = Award(rules, unitClass, grade, open, unitCount);
            open = [.. award.Decisions.Where(decision => decision.Outcome != GradeOutcome.Held).Select(decision => decision.Unit)];
            awards.Add(award);
        }
        return awards;
    }

    /// <summary>The code of the grade that a ranked unit holds; null for a unit that reaches none.</summary>
    public static string? HeldBy(RankedUnit unit, IReadOnlyList<GradeAward> awards) => awards.FirstOrDefault(award => award.Holds(unit))?.Grade.Code;

    /// <summary>The same for a unit of a class without ranks, whose grades have no quota (F28).</summary>
    public static string? HeldBy(UnitScore unit, IReadOnlyList<GradeAward> awards) => awards.FirstOrDefault(award => award.Of(unit) is { Outcome: GradeOutcome.Held })?.Grade.Code;

    private static GradeAward Award(RoundRules rules, string unitClass, int grade, IReadOnlyList<RankedUnit> open, int unitCount)
    {
        var rule = rules.Grades[grade];
        var places = PlacesOf(rule, unitClass, unitCount);
        var decisions = new List<GradeDecision>();
        var (left, isClosed) = (places ?? unitCount, false);
        foreach (var rank in open.GroupBy(unit => unit.Rank))
        {
            var asked = rank.Select(unit => (Unit: unit, Refusal: Unqualified(rules, unit.Score, grade))).ToList();
            var sharing = asked.Count(unit => unit.Refusal is null);
            isClosed |= sharing > left;
            var outcome = !isClosed ? GradeOutcome.Held
                : left == 0 ? GradeOutcome.NoPlaceLeft
                : sharing > left ? GradeOutcome.TooFewPlaces
                : GradeOutcome.Closed;
            decisions.AddRange(asked.Select(unit => new GradeDecision(unit.Unit, unit.Refusal ?? outcome, left, sharing)));
            left -= isClosed ? 0 : sharing;
        }
        return new(rule, places, decisions);
    }

    /// <summary>The places of a grade in a class; null for no limit.</summary>
    private static int? PlacesOf(Grade grade, string unitClass, int unitCount) => grade switch
    {
        { Places: { } places } => places.TryGetValue(unitClass, out var number) ? number : null,
        { Quota: { } quota } => (int)Places.OfQuota<Fraction>(grade.Rounding ?? QuotaRounding.Down, quota, unitCount).Numerator,
        _ => null,
    };

    private static GradeOutcome? Unqualified(RoundRules rules, UnitScore unit, int grade) =>
        unit.Total.Value is { } total && total.Round(rules.Policies.Decimals) < rules.Grades[grade].Min ? GradeOutcome.BelowMinimum
        : grade < Vetoes.BestGrade(unit.Facts, rules.Grades) ? GradeOutcome.Vetoed
        : null;
}

/// <summary>How the places of one grade of a class were given.</summary>
/// <param name="Places">Null for no limit.</param>
/// <param name="Decisions">On every ranked unit that holds no better grade, best first.</param>
internal sealed record GradeAward(Grade Grade, int? Places, IReadOnlyList<GradeDecision> Decisions)
{
    public bool Holds(RankedUnit unit) => Of(unit) is { Outcome: GradeOutcome.Held };

    /// <summary>The decision on a unit; null for a unit that holds a better grade.</summary>
    public GradeDecision? Of(RankedUnit unit) => Decisions.FirstOrDefault(decision => ReferenceEquals(decision.Unit, unit));

    /// <inheritdoc cref="Of(RankedUnit)"/>
    public GradeDecision? Of(UnitScore unit) => Decisions.FirstOrDefault(decision => ReferenceEquals(decision.Unit.Score, unit));
}

/// <summary>Why a unit holds a grade or does not.</summary>
internal enum GradeOutcome
{
    Held,

    /// <summary>The published total is below the grade's minimum.</summary>
    BelowMinimum,

    /// <summary>A veto keeps the unit from the grade.</summary>
    Vetoed,

    /// <summary>All places were given to better ranks.</summary>
    NoPlaceLeft,

    /// <summary>Fewer places were left than units share the rank.</summary>
    TooFewPlaces,

    /// <summary>A better rank found too few places, which closed the grade.</summary>
    Closed,
}

/// <summary>The decision on one unit and one grade.</summary>
/// <param name="Left">The places that were left for the unit's rank.</param>
/// <param name="Sharing">The units of the rank that qualify for the grade.</param>
internal sealed record GradeDecision(RankedUnit Unit, GradeOutcome Outcome, int Left, int Sharing);
