using Evaluation.Ballots.Counting;

namespace Evaluation.Scoring.Votes;

/// <summary>A group's rating of one unit by one criterion, exact.</summary>
/// <param name="Marks">By option.</param>
/// <param name="Awareness">Over all criteria.</param>
/// <param name="Score"><c>S(u,c,g)</c>; null when the group does not report or has no valid mark.</param>
/// <param name="Why">Why the group does not report; null when it does.</param>
internal sealed record CriterionGroup(long[] Marks, Fraction? Awareness, Fraction? Score, string? Why)
{
    public long Slips => Marks.Sum();

    public bool IsCounted => Why != GroupScore.BelowMinimum;

    /// <summary>Every group of the rules, from the sums of one unit.</summary>
    public static IReadOnlyList<CriterionGroup> ByGroup(ScoringRules rules, CriterionSums sums)
    {
        var groups = new CriterionGroup[rules.Round.Groups.Count];
        for (var row = 0; row < sums.GroupCount; row++)
            groups[sums.Group(row)] = Of(rules, Array.ConvertAll(sums.Marks(row).ToArray(), marks => (long)marks), sums.DontKnowMarks(row));
        foreach (ref var group in groups.AsSpan())
            group ??= Of(rules, new long[rules.Options.Count], 0);
        return groups;
    }

    public GroupResult Publish(string code, int decimals) => IsCounted
        ? new(code, checked((int)Slips), Awareness?.Round(Wilson.DecimalsOfShare), Score?.Round(decimals), Why is null, Why)
        : new(code, null, null, null, false, Why);

    private static CriterionGroup Of(ScoringRules rules, long[] marks, long dontKnow)
    {
        var (slips, all) = (marks.Sum(), marks.Sum() * rules.Criteria.Count);
        Fraction? awareness = all == 0 ? null : new Fraction(all - dontKnow, all);
        // A group has a score as soon as one of its marks, for whatever criterion, is valid (F4).
        var valid = rules.Options.Any(option => option is { DontKnow: true, IsValid: true }) ? all : all - dontKnow;
        var why = GroupScore.WhySilent(rules, slips, awareness, hasScore: valid > 0);
        return new(marks, awareness, why is null ? GroupScore.Cell(rules, marks) : null, why);
    }
}
