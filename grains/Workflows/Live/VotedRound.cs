using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Criteria;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Units;

namespace Evaluation.Workflows.Live;

/// <summary>The part of the frozen rules that counting needs.</summary>
/// <param name="Units">Codes in the rules' order.</param>
/// <param name="Criteria">Codes of the vote criteria in paper order.</param>
/// <param name="Scale">The whole numbers that slips are scored in.</param>
/// <param name="DontKnow">Of every option, whether it says "don't know".</param>
/// <param name="Classes">The scales of units whose class has points of its own (F28); null for none.</param>
public sealed record VotedRound(
    string Id, int BallotBoxes, IReadOnlyList<string> Units, IReadOnlyList<string> Criteria, SlipScale Scale, IReadOnlyList<bool> DontKnow,
    IReadOnlyList<ClassScale>? Classes = null)
{
    public IEnumerable<int> Boxes => Enumerable.Range(0, BallotBoxes);

    public static VotedRound Of(RoundRules rules)
    {
        var scoring = new ScoringRules(rules);
        return new(
            rules.Id,
            rules.BallotBoxes,
            [.. rules.Units.Select(unit => unit.Code)],
            [.. rules.VoteCriteria.Select(criterion => criterion.Code)],
            scoring.Scale,
            [.. rules.Options.Select(option => option.Value is null)],
            rules.Classes.All(unitClass => unitClass.Points is null) ? null
                : [.. rules.Classes.Where(unitClass => unitClass.Points is not null).Select(unitClass => new ClassScale(UnitsOf(rules, unitClass), scoring.Of(unitClass).Scale))]);
    }

    /// <summary>The counts of a unit for one criterion.</summary>
    /// <param name="unit">The unit's index.</param>
    /// <param name="sums">Its sums over all criteria of its class.</param>
    /// <param name="criterion">The criterion's place on the round's paper.</param>
    public CriterionSums OfCriterion(int unit, VoteSums sums, int criterion)
    {
        var places = Classes?.FirstOrDefault(scaled => scaled.Units.Contains(unit))?.Scale.Places;
        var place = places is null ? criterion : places.Index().Where(known => known.Item == criterion).Select(known => known.Index).DefaultIfEmpty(-1).First();
        return place < 0 ? CriterionSums.None(DontKnow.Count) : CriterionSums.Of(sums, place, DontKnow);
    }

    /// <summary>A vote criterion's place on the paper; null where nobody votes on it.</summary>
    public int? PlaceOf(string criterion)
    {
        for (var place = 0; place < Criteria.Count; place++)
            if (Criteria[place] == criterion)
                return place;
        return null;
    }

    private static IReadOnlyList<int> UnitsOf(RoundRules rules, UnitClass unitClass) =>
        [.. rules.Units.Index().Where(unit => unit.Item.Class == unitClass.Code).Select(unit => unit.Index)];

    public GrainRef<BallotBox> Box(int box) => BoxGrain.Ref(Id, box);

    public GrainRef<UnitState> Unit(int unit) => UnitGrain.Ref(Id, Units[unit]);

    public GrainRef<CriterionState> Criterion(int criterion) => CriterionGrain.Ref(Id, Criteria[criterion]);
}
