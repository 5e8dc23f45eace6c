using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring.Combining;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Totals;

namespace Evaluation.Scoring;

/// <summary>A ranked unit.</summary>
/// <param name="Rank">Units that no figure tells apart share a rank (1, 2, 2, 4).</param>
/// <param name="IsEligible">Whether no veto takes away eligibility (F18).</param>
public sealed record RankPlace(string Unit, string Class, int Rank, bool IsEligible);

/// <summary>
/// The order of a version's units by their exact figures (F17): by unrounded total, then by the ties of the rules. The published figures
/// are rounded and do not give it. Units without a total have no place, nor have those of a class without ranks (F28).
/// </summary>
/// <param name="Round">All classes together, best first. A unit with the veto <c>last</c> is behind all others.</param>
/// <param name="Classes">By class, in the rules' order; the ranks are those of the result.</param>
public sealed record RoundRanking(IReadOnlyList<RankPlace> Round, IReadOnlyList<IReadOnlyList<RankPlace>> Classes)
{
    /// <summary>The same input gives the same order. Refused as <see cref="LedgerFacts"/> refuses.</summary>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="sums">The sums of the slips by unit, in the rules' order.</param>
    /// <param name="ledgers">Those of the version, by the unit's code.</param>
    /// <param name="turnout">That of the version, with its judgements (F29).</param>
    /// <param name="pinned">The figures of the rounds that the round combines; null for none.</param>
    public static Outcome<RoundRanking> Of(
        RoundRules rules, IReadOnlyList<VoteSums> sums, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<GroupTurnout> turnout,
        IReadOnlyList<PinnedRound>? pinned = null)
    {
        var facts = LedgerFacts.Of(rules, ledgers, pinned, VoteFigures.ByUnit(rules, sums, turnout));
        if (facts.IsRefused(out var refusal))
            return refusal;
        var classes = RoundScoring.Classes(new(rules, turnout), sums, facts.Answer);
        return new RoundRanking(Places(Ranking.Of(rules, classes.Where(scored => scored.Class.IsRanked).SelectMany(scored => scored.Units))), [.. classes.Select(scored => Places(scored.Ranking))]);
    }

    private static IReadOnlyList<RankPlace> Places(IReadOnlyList<RankedUnit> ranked) =>
        [.. ranked.Select(unit => new RankPlace(unit.Score.Unit.Code, unit.Score.Unit.Class, unit.Rank, Vetoes.LeaveEligible(unit.Score.Facts)))];
}
