using Evaluation.Ballots.Counting;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>How a group rates one unit by one criterion, exact.</summary>
/// <param name="Marks">By option.</param>
/// <param name="Awareness">Over all criteria.</param>
/// <param name="Score"><c>S(u,c,g)</c>; null when the group does not report or has no valid mark.</param>
/// <param name="Why">The reason why the group does not report; null when it reports.</param>
internal sealed record CriterionGroup(long[] Marks, Fraction? Awareness, Fraction? Score, string? Why)
{
    public long Slips => Marks.Sum();

    public bool IsCounted => Why != GroupScore.BelowMinimum;

    /// <summary>Every group of the rules, from the sums of one unit.</summary>
    public static IReadOnlyList<CriterionGroup> ByGroup(ScoringRules rules, CriterionSums sums)
    {
        var groups = new CriterionGroup[rules.Round.Groups.Count];
        for (var row = 0; row < sums.GroupCount; row++)
            groups[sums.Group(row)] = Of(rules, sums.Group(row), Array.ConvertAll(sums.Marks(row).ToArray(), marks => (long)marks), sums.DontKnowMarks(row));
        for (var group = 0; group < groups.Length; group++)
            groups[group] ??= Of(rules, group, new long[rules.Options.Count], 0);
        return groups;
    }

    public GroupResult Publish(string code, int decimals) => IsCounted
        ? new(code, checked((int)Slips), Awareness?.Round(SharePublication.Decimals), Score?.Round(decimals), Why is null, Why)
        : new(code, null, null, null, false, Why);

    private static CriterionGroup Of(ScoringRules rules, int group, long[] marks, long dontKnow)
    {
        var slips = marks.Sum();
        var awareness = Formulas.Awareness.Of<Fraction>([dontKnow], slips, rules.Criteria.Count);
        // A group has a score as soon as one of its marks, for any criterion, is valid (F4).
        var hasScore = dontKnow < slips * rules.Criteria.Count || (dontKnow > 0 && rules.Options.Any(option => option is { DontKnow: true, IsValid: true }));
        var why = GroupScore.WhySilent(rules, group, slips, awareness, hasScore);
        return new(marks, awareness, why is null ? CellScore.Of<Fraction>(rules.Values, rules.Exact(marks)) : null, why);
    }
}
