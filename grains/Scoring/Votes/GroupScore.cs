using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>How a group rates one unit, exact (F1, F3, F4).</summary>
/// <param name="Score"><c>S(u,g)</c>; null when the group does not report.</param>
/// <param name="Criteria"><c>S(u,c,g)</c> in paper order; null where the group does not report or has no valid mark.</param>
/// <param name="Why">The reason why the group does not report; null when it reports.</param>
internal sealed record GroupScore(GroupCount Count, Fraction? Awareness, Fraction? Score, Fraction?[] Criteria, string? Why)
{
    public const string BelowMinimum = "below-minimum";
    public const string LowAwareness = "low-awareness";
    public const string NoScore = "no-score";

    /// <summary>Whether the group has enough slips to be shown and counted (F22).</summary>
    public bool IsCounted => Why != BelowMinimum;

    /// <summary>Whether the group does not report because it is not valid in the round (F29).</summary>
    public bool IsNotValid => Why is GroupValidity.LowTurnout or GroupValidity.HiddenTurnout or GroupValidity.FewSlips;

    /// <param name="group">The place in the rules' list of groups.</param>
    public static GroupScore Of(ScoringRules rules, int group, GroupCount count)
    {
        var awareness = count.AwarenessOf(rules);
        var cells = new Fraction?[count.Marks.Count];
        for (var criterion = 0; criterion < cells.Length; criterion++)
            cells[criterion] = CellScore.Of<Fraction>(rules.Values, rules.Exact(count.Marks[criterion]));
        var score = WeightedMean.Of<Fraction>(rules.Points, cells);
        var why = WhySilent(rules, group, count.Slips, awareness, score is not null);
        return why is null
            ? new(count, awareness, score, cells, null)
            : new(count, awareness, null, new Fraction?[cells.Length], why);
    }

    /// <summary>The first reason why a group does not report for a unit (F5, F22, F29); null when it reports.</summary>
    public static string? WhySilent(ScoringRules rules, int group, long slips, Fraction? awareness, bool hasScore) =>
        slips < rules.Round.Policies.GroupMin ? BelowMinimum
        : rules.Validity[group] is { Valid: false, Why: var why } ? why
        : awareness < rules.AwarenessMin ? LowAwareness
        : hasScore ? null
        : NoScore;
}
