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
public sealed record VotedRound(
    string Id, int BallotBoxes, IReadOnlyList<string> Units, IReadOnlyList<string> Criteria, SlipScale Scale, IReadOnlyList<bool> DontKnow)
{
    public IEnumerable<int> Boxes => Enumerable.Range(0, BallotBoxes);

    public static VotedRound Of(RoundRules rules) => new(
        rules.Id,
        rules.BallotBoxes,
        [.. rules.Units.Select(unit => unit.Code)],
        [.. rules.VoteCriteria.Select(criterion => criterion.Code)],
        new ScoringRules(rules).Scale,
        [.. rules.Options.Select(option => option.Value is null)]);

    /// <summary>A vote criterion's place on the paper; null where nobody votes on it.</summary>
    public int? PlaceOf(string criterion)
    {
        for (var place = 0; place < Criteria.Count; place++)
            if (Criteria[place] == criterion)
                return place;
        return null;
    }

    public GrainRef<BallotBox> Box(int box) => BoxGrain.Ref(Id, box);

    public GrainRef<UnitState> Unit(int unit) => UnitGrain.Ref(Id, Units[unit]);

    public GrainRef<CriterionState> Criterion(int criterion) => CriterionGrain.Ref(Id, Criteria[criterion]);
}
