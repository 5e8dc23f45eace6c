using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;

namespace Evaluation.Workflows.Trials;

/// <summary>What the rules make of the example data.</summary>
/// <param name="Derivation">Of the unit that was asked for; null for none.</param>
/// <param name="Changed">Under the changed rules; null without a change.</param>
/// <param name="Notes">What was drawn or assumed.</param>
public sealed record TrialOutcome(TrialTable Table, UnitDerivation? Derivation, ChangedOutcome? Changed, IReadOnlyList<TrialNote> Notes);

/// <summary>The rules of a table and its figures.</summary>
public sealed record TrialTable(RoundRules Rules, RoundResult Result);

/// <summary>The same example data under changed rules.</summary>
/// <param name="Differences">Of every unit, in the order of the rules.</param>
public sealed record ChangedOutcome(TrialTable Table, UnitDerivation? Derivation, IReadOnlyList<UnitDifference> Differences);

/// <summary>What changed rules mean for a unit.</summary>
/// <param name="Changed">Whether its total, rank or grade differs.</param>
public sealed record UnitDifference(
    string Unit, string Class, decimal? TotalBefore, decimal? TotalAfter, int? RankBefore, int? RankAfter, string? GradeBefore, string? GradeAfter, bool Changed)
{
    internal static IEnumerable<UnitDifference> Between(RoundRules rules, RoundResult before, RoundResult after)
    {
        var (was, now) = (ByUnit(before), ByUnit(after));
        foreach (var unit in rules.Units)
        {
            var (one, other) = (was[unit.Code], now[unit.Code]);
            yield return new(
                unit.Code, unit.Class, one.Total, other.Total, one.Rank, other.Rank, one.Grade, other.Grade,
                (one.Total, one.Rank, one.Grade) != (other.Total, other.Rank, other.Grade));
        }
    }

    private static Dictionary<string, UnitResult> ByUnit(RoundResult result) => result.Classes.SelectMany(ranked => ranked.Units).ToDictionary(unit => unit.Unit);
}

/// <summary>A remark on a trial.</summary>
public sealed record TrialNote(string Code, LocalText Text)
{
    internal static readonly TrialNote MarksDrawn = new("marks-drawn", new("评议票由种子号随机生成。", "The slips are drawn from the seed."));

    internal static readonly TrialNote MarksPaired = new(
        "marks-paired",
        new("填写的票数未说明同一张票上的各项选择，按选项顺序配对；配对只影响标准误和档次区间。",
            "The counts do not say which marks are on one slip. They are paired in the order of the options, which matters to standard errors and bands only."));

    internal static readonly TrialNote PointsDrawn = new("points-drawn", new("评分表、自评认定分、加减分和抽查情况由种子号随机生成。", "Sheets, accepted claims, adjustments and spot checks are drawn from the seed."));

    internal static readonly TrialNote WeightsDrawn = new(
        "weights-drawn",
        new("评价机构不去最高最低分的，其考评员的权重由种子号随机生成；实际权重由考评组设定。",
            "Inspectors of bodies without trimming have weights that are drawn from the seed. The panels of the round say the real ones."));

    internal static readonly TrialNote RoundsDrawn = new("rounds-drawn", new("被合并各轮的总分由种子号随机生成，不是其真实结果。", "The totals of the combined rounds are drawn from the seed. They are not their results."));

    internal static readonly TrialNote TailsDrawn = new("tails-drawn", new("“再次列入末位名单”的单位由种子号随机生成。", "Places in the tails of other rounds are drawn from the seed."));

    internal static readonly TrialNote PointsScaled = new("points-scaled", new("修改了满分的项目，得分按原得分比例折算。", "Points of a criterion with another maximum are scaled: the share of the maximum stays."));
}
