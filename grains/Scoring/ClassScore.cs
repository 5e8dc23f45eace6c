using Evaluation.Rules;
using Evaluation.Scoring.Totals;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>
/// All exact figures and decisions of one class: its published result and the derivations of its units are read from here.
/// </summary>
/// <param name="Units">In the rules' order.</param>
/// <param name="Ranking">The units with a total, best first; empty for a class without ranks (F28).</param>
/// <param name="Bands">By rank, of the units that have bands.</param>
internal sealed record ClassScore(
    UnitClass Class,
    ClassVote Vote,
    IReadOnlyList<UnitScore> Units,
    IReadOnlyList<RankedUnit> Ranking,
    IReadOnlyDictionary<int, BandPlace> Bands,
    IReadOnlyList<GradeAward> Grades)
{
    /// <summary>How the lists at the bottom of the class were filled (F24); empty where the rules have none.</summary>
    public IReadOnlyList<TailAward> Tail { get; private init; } = [];

    /// <param name="rated">The class's units in the rules' order.</param>
    public static ClassScore Of(ScoringRules rules, UnitClass unitClass, IReadOnlyList<RatedUnit> rated)
    {
        var vote = new ClassVote(rules, unitClass, [.. rated.Select(unit => unit.Groups)]);
        var units = rated.Select(unit => UnitScore.Of(rules, vote, unit.Unit, unit.Facts, unit.Groups)).ToList();
        var compared = Totals.Ranking.Of(rules.Round, units);
        IReadOnlyList<RankedUnit> ranking = unitClass.IsRanked ? compared : [];
        return new(unitClass, vote, units, ranking, Totals.Bands.ByRank(ranking.Where(unit => !unit.Score.IsCompared)), Totals.Grades.Of(rules.Round, unitClass.Code, compared, units.Count))
        {
            Tail = Tails.Of(rules.Round, ranking),
        };
    }

    /// <summary>The class's published result: best first, units without a rank last.</summary>
    public ClassResult Publish(ScoringRules rules)
    {
        var ranked = Ranking.Select(unit => Publication.Of(rules, unit.Score) with
        {
            Rank = unit.Rank,
            Band = unit.Score.IsCompared ? null : Bands[unit.Rank].Band,
            NoBand = unit.Score.IsCompared ? UnitResult.Compared : null,
            Grade = Totals.Grades.HeldBy(unit, Grades),
            Tail = Tails.ListOf(unit, Tail),
        });
        var unranked = Units.Where(unit => !Class.IsRanked || unit.Total.Value is null)
            .Select(unit => Publication.Of(rules, unit) with { Grade = Totals.Grades.HeldBy(unit, Grades) });
        return new(Class.Code, [.. ranked, .. unranked], Class.Note);
    }
}

/// <summary>A unit with its groups' ratings, before it is compared with its class.</summary>
internal sealed record RatedUnit(Unit Unit, UnitFacts Facts, IReadOnlyList<GroupScore> Groups);
