using Evaluation.Rounds.Rules;

namespace Evaluation.Scoring;

/// <summary>
/// Grades by published total, best first (F16). A grade with a quota q has <c>⌊q·N⌋</c> places, N = all units of the class. Places go by rank: the first rank
/// that finds too few left closes the grade, and it and all behind it fall to the next. A unit that a veto keeps from a grade takes no place of it (F18).
/// </summary>
internal static class Grades
{
    /// <summary>The grade's code of every ranked unit, in the ranking's order; null for one that reaches none.</summary>
    /// <param name="unitCount">The units of the class, the incomplete ones included.</param>
    public static IReadOnlyList<string?> Of(RoundRules rules, IReadOnlyList<RankedUnit> ranking, int unitCount)
    {
        var held = new string?[ranking.Count];
        for (var grade = 0; grade < rules.Grades.Count; grade++)
        {
            foreach (var place in Admitted(grade, ranking.Index().Where(item => held[item.Index] is null)))
                held[place] = rules.Grades[grade].Code;
        }
        return held;

        IEnumerable<int> Admitted(int grade, IEnumerable<(int Index, RankedUnit Unit)> open)
        {
            var places = rules.Grades[grade].Quota is { } quota ? (int)decimal.Floor(quota * unitCount) : unitCount;
            var candidates = open.Where(item => Qualifies(rules, item.Unit.Score, grade)).ToList();
            foreach (var rank in candidates.GroupBy(item => item.Unit.Rank, item => item.Index))
            {
                var sharing = rank.ToList();
                if (sharing.Count > places)
                    yield break;
                places -= sharing.Count;
                foreach (var place in sharing)
                    yield return place;
            }
        }
    }

    private static bool Qualifies(RoundRules rules, UnitScore unit, int grade) =>
        unit.Total.Value is { } total
        && total.Round(rules.Policies.Decimals) >= rules.Grades[grade].Min
        && grade >= Vetoes.BestGrade(unit.Facts, rules.Grades);
}
