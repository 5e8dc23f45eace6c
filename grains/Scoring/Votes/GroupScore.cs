using System.Numerics;

namespace Evaluation.Scoring.Votes;

/// <summary>A group's rating of one unit, exact (F1, F3, F4).</summary>
/// <param name="Score"><c>S(u,g)</c>; null when the group does not report.</param>
/// <param name="Criteria"><c>S(u,c,g)</c> in paper order; null where the group does not report or has no valid mark.</param>
/// <param name="Why">Why the group does not report; null when it does.</param>
internal sealed record GroupScore(GroupCount Count, Fraction? Awareness, Fraction? Score, IReadOnlyList<Fraction?> Criteria, string? Why)
{
    public const string BelowMinimum = "below-minimum";
    public const string LowAwareness = "low-awareness";
    public const string NoScore = "no-score";

    /// <summary>Whether the group has the slips to be shown and counted (F22).</summary>
    public bool IsCounted => Why != BelowMinimum;

    public static GroupScore Of(ScoringRules rules, GroupCount count)
    {
        var awareness = count.Awareness(rules.Options);
        var cells = count.Marks.Select(marks => Cell(rules, marks)).ToList();
        var score = Mean.Weighted(rules.Points, cells);
        var why = WhySilent(rules, count.Slips, awareness, score is not null);
        return why is null
            ? new(count, awareness, score, cells, null)
            : new(count, awareness, null, new Fraction?[cells.Count], why);
    }

    /// <summary>Why a group does not report for a unit (F5), the first reason that applies; null when it reports.</summary>
    public static string? WhySilent(ScoringRules rules, long slips, Fraction? awareness, bool hasScore) =>
        slips < rules.Round.Policies.GroupMin ? BelowMinimum
        : awareness < rules.AwarenessMin ? LowAwareness
        : hasScore ? null
        : NoScore;

    // F1: S(u,c,g) = Σ v·n / Σ n over the valid options.
    public static Fraction? Cell(ScoringRules rules, long[] marks)
    {
        var (sum, valid) = (BigInteger.Zero, 0L);
        for (var option = 0; option < marks.Length; option++)
        {
            if (rules.Scale.Values[option] is not { } value)
                continue;
            sum += value * marks[option];
            valid += marks[option];
        }
        return valid == 0 ? null : new Fraction(sum, rules.Scale.ValueDenominator * valid);
    }
}
