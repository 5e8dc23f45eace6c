using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Tests.Scoring;

/// <summary>
/// A small round for examples: one class, options A (100, top), B (70, positive), C (30, negative) and D (don't know), criteria and groups
/// as named, all of equal weight, a group minimum of 1.
/// </summary>
internal sealed class SmallRound
{
    private readonly Tally _tally = new();
    private readonly Dictionary<string, UnitFacts> _facts = [];

    public SmallRound(string units = "u1", string groups = "npc", string criteria = "duty")
    {
        Rules = new()
        {
            Options =
            [
                new("A", new(), 100, AnswerBox.Top), new("B", new(), 70, AnswerBox.Positive), new("C", new(), 30, AnswerBox.Negative), new("D", new()),
            ],
            Criteria = [.. criteria.Split(' ').Select(code => new Criterion(code, new(), CriterionSource.Vote, 20))],
            Groups = [.. groups.Split(' ').Select(code => new Group(code, new(), 100))],
            Classes = [new("bureaus", new(), groups.Split(' ').ToDictionary(code => code, _ => 1m))],
            Units = [.. units.Split(' ').Select(code => new Unit(code, new(), "bureaus"))],
            Policies = new() { GroupMin = 1 },
        };
    }

    public RoundRules Rules { get; set; }

    /// <summary>The judged turnout; null before the close.</summary>
    public IReadOnlyList<GroupTurnout>? Turnout { get; set; }

    public Policies Policies { set => Rules = Rules with { Policies = value }; }

    public void WeighGroups(params decimal[] weights) => Rules = Rules with
    {
        Classes = [Rules.Classes[0] with { Weights = Rules.Groups.Zip(weights).ToDictionary(pair => pair.First.Code, pair => pair.Second) }],
    };

    public void WeighCriteria(params decimal[] points) => Rules = Rules with
    {
        Criteria = [.. Rules.Criteria.Zip(points, (criterion, weight) => criterion with { Points = weight })],
    };

    /// <summary>Makes the inspection the whole total, so that an example can set the totals directly.</summary>
    public void CountInspectionOnly() => Rules = Rules with { Components = new() { Vote = 0, Inspection = 100 } };

    /// <summary>Casts slips, each a word with one option's letter per criterion.</summary>
    public void Cast(string unit, string group, params string[] slips)
    {
        var unitIndex = (ushort)IndexOf(Rules.Units, item => item.Code == unit);
        var groupIndex = (byte)IndexOf(Rules.Groups, item => item.Code == group);
        foreach (var slip in slips)
            _tally.Add(new SlipPattern(unitIndex, groupIndex, PackedMarks.Pack([.. slip.Select(letter => (byte)(letter - 'A'))])));
    }

    public void Know(string unit, UnitFacts facts) => _facts[unit] = facts;

    public void Inspect(string unit, decimal score, params VetoEffect[] vetoes) =>
        Know(unit, new() { Inspection = score, Vetoes = [.. vetoes.Select(effect => new VetoResult("veto", "a fact", effect))] });

    public IReadOnlyList<UnitResult> Result() => Assert.Single(TallyCounter.Score(Rules, _tally, _facts, Turnout)).Units;

    public UnitResult Result(string unit) => Result().Single(result => result.Unit == unit);

    /// <summary>A figure of every unit, in paper order.</summary>
    public IEnumerable<T> InPaperOrder<T>(Func<UnitResult, T> figure) => Result().OrderBy(unit => unit.Unit, StringComparer.Ordinal).Select(figure);

    private static int IndexOf<T>(IReadOnlyList<T> items, Func<T, bool> isWanted) => items.Index().Single(item => isWanted(item.Item)).Index;
}
