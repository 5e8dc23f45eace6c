using Evaluation.Rules;

namespace Evaluation.Scoring.Totals;

/// <summary>
/// Grades by published total, best first (F16). A grade with a quota q has <c>⌊q·N⌋</c> places, N = all units of the class. Places go by rank: the first rank
/// that finds too few left closes the grade, and it and all behind it fall to the next. A unit that a veto keeps from a grade takes no place of it (F18).
/// </summary>
internal static class Grades
{
    /// <summary>How every grade was awarded, best first.</summary>
    /// <param name="unitCount">The units of the class, the incomplete ones included.</param>
    public static IReadOnlyList<GradeAward> Of(RoundRules rules, IReadOnlyList<RankedUnit> ranking, int unitCount)
    {
        var awards = new List<GradeAward>();
        var open = ranking;
        for (var grade = 0; grade < rules.Grades.Count; grade++)
        {
            var award = Award(rules, grade, open, unitCount);
            open = [.. open.Where(unit => !award.Holds(unit))];
            awards.Add(award);
        }
        return awards;
    }

    /// <summary>The code of the grade that a ranked unit holds; null for one that reaches none.</summary>
    public static string? HeldBy(RankedUnit unit, IReadOnlyList<GradeAward> awards) => awards.FirstOrDefault(award => award.Holds(unit))?.Grade.Code;

    /// <summary>Whether a total, as it is published, reaches a grade.</summary>
    public static bool Reaches(RoundRules rules, UnitScore unit, Grade grade) =>
        unit.Total.Value is { } total && total.Round(rules.Policies.Decimals) >= grade.Min;

    private static GradeAward Award(RoundRules rules, int grade, IReadOnlyList<RankedUnit> open, int unitCount)
    {
        int? quota = rules.Grades[grade].Quota is { } share ? (int)decimal.Floor(share * unitCount) : null;
        var ranks = new List<GradeRank>();
        var (left, isClosed) = (quota ?? unitCount, false);
        foreach (var rank in open.Where(unit => Qualifies(rules, unit.Score, grade)).GroupBy(unit => unit.Rank))
        {
            var sharing = rank.ToList();
            isClosed |= sharing.Count > left;
            ranks.Add(new(rank.Key, sharing, left, !isClosed));
            left -= isClosed ? 0 : sharing.Count;
        }
        return new(rules.Grades[grade], quota, ranks);
    }

    private static bool Qualifies(RoundRules rules, UnitScore unit, int grade) =>
        Reaches(rules, unit, rules.Grades[grade]) && grade >= Vetoes.BestGrade(unit.Facts, rules.Grades);
}

/// <summary>How the places of one grade of a class were given.</summary>
/// <param name="Places">Null without a quota.</param>
/// <param name="Ranks">The ranks that hold no better grade and qualify for this one, best first.</param>
internal sealed record GradeAward(Grade Grade, int? Places, IReadOnlyList<GradeRank> Ranks)
{
    public bool Holds(RankedUnit unit) => Ranks.Any(rank => rank.Rank == unit.Rank && rank.IsAdmitted && rank.Sharing.Contains(unit));
}

/// <summary>A rank that qualifies for a grade.</summary>
/// <param name="Left">The places left when its turn came.</param>
/// <param name="IsAdmitted">Whether there was room for all that share it, and for every rank before.</param>
internal sealed record GradeRank(int Rank, IReadOnlyList<RankedUnit> Sharing, int Left, bool IsAdmitted);
