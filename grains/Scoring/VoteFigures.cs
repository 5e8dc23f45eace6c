using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>The figures of a unit's vote from which points can follow (F23), unrounded; null where the unit has none.</summary>
public sealed record VoteFigures(Fraction? TopShare, Fraction? PositiveShare, Fraction? Score)
{
    /// <summary>By the unit's code. Empty where no criterion of the rules uses the vote.</summary>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="sums">The sums of the slips by unit, in the rules' order, of sealed boxes.</param>
    /// <param name="turnout">That of the result, with its judgements (F29).</param>
    public static IReadOnlyDictionary<string, VoteFigures> ByUnit(RoundRules rules, IReadOnlyList<VoteSums> sums, IReadOnlyList<GroupTurnout>? turnout)
    {
        if (!AreUsed(rules))
            return new Dictionary<string, VoteFigures>();
        var scoring = new ScoringRules(rules, turnout);
        return ByUnit(scoring, [.. sums.Select(unit => GroupCount.ByGroup(scoring, unit))], rules.Classes);
    }

    /// <summary>The same of some classes. No count of a unit of another class is read.</summary>
    internal static IReadOnlyDictionary<string, VoteFigures> ByUnit(ScoringRules scoring, GroupCount[][] counts, IReadOnlyList<UnitClass> classes) => AreUsed(scoring.Round)
        ? classes.SelectMany(unitClass => RoundScoring.Class(scoring, unitClass, counts, facts: null).Units).ToDictionary(unit => unit.Unit.Code, Of)
        : new Dictionary<string, VoteFigures>();

    /// <summary>One of <see cref="FigureRule.VoteFigures"/>.</summary>
    public Fraction? Find(string figure) => figure switch
    {
        "vote.topShare" => TopShare,
        "vote.positiveShare" => PositiveShare,
        _ => Score,
    };

    private static bool AreUsed(RoundRules rules) => rules.Criteria.Any(criterion => criterion.IsOfVote);

    private static VoteFigures Of(UnitScore unit) => new(unit.Rates.TopShare, unit.Rates.PositiveShare, unit.Vote);
}
