using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Combining;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Totals;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation;

/// <summary>One unit with all inputs, exact figures and decisions of its result.</summary>
/// <param name="Class">The scored class of the unit.</param>
/// <param name="Score">The figures of the unit in that class.</param>
/// <param name="Ledger">The scored ledger of the unit.</param>
/// <param name="Inspections">The inspections of all units of the round.</param>
internal sealed record ScoredUnit(ScoringRules Scoring, ClassScore Class, UnitScore Score, AssessedLedger Ledger, Inspections Inspections)
{
    public RoundRules Rules => Scoring.Round;

    /// <summary>By group: why its counts are left to auditors (<see cref="PublicCells"/>), or null; empty where all counts are shown.</summary>
    public string?[] Withheld { get; init; } = [];

    /// <summary>Whether only public counts are shown.</summary>
    public bool IsPublic => Withheld.Length > 0;

    /// <summary>Whether the counts of a counted group are left to auditors.</summary>
    public bool Withholds(int group) => IsPublic && Withheld[group] is not null;

    /// <summary>Whether those of any counted group are.</summary>
    public bool WithholdsAny => IsPublic && Score.Groups.Index().Any(group => group.Item.IsCounted && Withholds(group.Index));

    /// <summary>The same unit with public counts only.</summary>
    public ScoredUnit Public() => this with { Withheld = PublicCells.WhyWithheld(Scoring, [.. Score.Groups.Select(group => group.Count)]) };

    /// <summary>What a line says whose counts are left to auditors.</summary>
    public LocalText CountsWithheld => new(
        $"为保密，各等次票数只供监督人员查阅：须有足够的票（每个主体对本单位不少于{PublicCells.FewestOf(Rules)}张），且不致推知个人的评价。",
        $"The counts are left to auditors, for secrecy: they are shown from {PublicCells.FewestOf(Rules)} slips of a group for the unit on, and where they tell no single answer.");

    /// <summary>The unit among the ranked; null without a total.</summary>
    public RankedUnit? Ranked => Class.Ranking.FirstOrDefault(unit => ReferenceEquals(unit.Score, Score));

    /// <summary>The unit among those whose totals are compared with the grades: also where the class has no ranks (F28).</summary>
    public RankedUnit? Graded => Ranked ?? (Class.Grades is [var first, ..] ? first.Of(Score)?.Unit : null);

    /// <summary>The minimum of slips that a group needs to be counted.</summary>
    public int GroupMin => Rules.Policies.GroupMin;

    /// <summary>Scores the unit's class, with the same functions that computed the result.</summary>
    /// <param name="code">The unit's code.</param>
    /// <param name="turnout">That of the result, with its judgements (F29).</param>
    public static ScoredUnit Of(
        RoundRules rules, GroupCount[][] counts, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyList<PinnedRound>? pinned, string code,
        IReadOnlyList<GroupTurnout> turnout)
    {
        var scoring = new ScoringRules(rules, turnout);
        var unit = rules.Units.First(unit => unit.Code == code);
        var ranked = rules.Classes.First(unitClass => unitClass.Code == unit.Class);
        var assessed = AssessedLedgers.Of(rules, ledgers, pinned, VoteFigures.ByUnit(scoring, counts, [ranked])).Answer;
        var scored = RoundScoring.Class(scoring, ranked, counts, assessed.Facts);
        return new(scoring.Of(scored.Class), scored, scored.Units.First(score => score.Unit.Code == code), assessed.Units[code], assessed.Inspections);
    }

    public Group Group(int group) => Rules.Groups[group];

    /// <summary>The weight of a group in the unit's class.</summary>
    public Input Weight(int group) => new(Class.Vote.Weights[group], $"W({Group(group).Code})", $"rules/classes/{Class.Class.Code}/weights/{Group(group).Code}");

    /// <summary>The weight of a vote criterion.</summary>
    public Input Weight(Criterion criterion) => new(criterion.Points, $"w({criterion.Code})", PlaceOfPoints(criterion));

    /// <summary>The maximum of an assessed criterion.</summary>
    public Input Maximum(Criterion item) => new(item.Points, $"max({item.Code})", PlaceOfPoints(item));

    /// <summary>The place in the rules of a share or a cap: the class's own, or the round's (F28).</summary>
    /// <param name="member">A member of the components.</param>
    public string PlaceOfShare(string member) => Class.Class.Components is null ? $"rules/components/{member}" : $"rules/classes/{Class.Class.Code}/components/{member}";

    /// <summary>Says that no criterion is assessed, in the round or in the unit's class.</summary>
    public static LocalText NoAssessed(ScoredUnit unit) => unit.Class.Class.Points is null
        ? new("本轮没有考评指标。", "The round assesses no criterion.")
        : new("本类别没有考评指标。", "No criterion of the class is assessed.");

    private string PlaceOfPoints(Criterion criterion) => Class.Class.Points?.ContainsKey(criterion.Code) == true
        ? $"rules/classes/{Class.Class.Code}/points/{criterion.Code}"
        : $"rules/criteria/{criterion.Code}/points";

    /// <summary>The weight of a part in the unit's class (F31).</summary>
    /// <param name="part">Its place in the class.</param>
    public Input PartWeight(int part)
    {
        var code = Class.Vote.Groups.Parts![part];
        return new(Class.Vote.Groups.PartWeights[part], $"P({code})", $"rules/classes/{Class.Class.Code}/parts/{code}");
    }

    /// <summary>The marks of one group for one criterion and option.</summary>
    public Input Marks(int group, int criterion, int option) => new(Score.Groups[group].Count.Marks[criterion][option], $"n({Rules.Options[option].Code})", Input.Tally);
}
