using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The score of each criterion, the vote score and the standard error, from the groups' lines (F5, F12).</summary>
internal sealed class VoteSection(DerivationDraft draft, ScoredUnit unit, GroupSection groups)
{
    private readonly int[] _all = [.. Enumerable.Range(0, unit.Rules.Groups.Count)];

    /// <summary>The vote score; null where the unit is not rated.</summary>
    public Input? Score { get; private set; }

    /// <summary>The square of the standard error of the total; null without a vote score.</summary>
    public Input? Variance { get; private set; }

    public void Write()
    {
        var section = draft.Section("社会评价", "The vote");
        foreach (var (index, criterion) in unit.Scoring.Criteria.Index())
            CriterionScore(section, criterion, index);
        if (unit.Score.RatedVote is { } vote)
            Rated(section, vote);
        else
            NotRated(section);
    }

    private void CriterionScore(SectionDraft section, Criterion criterion, int index)
    {
        var name = Labels.Of(criterion);
        var heading = new Heading(RuleNames.Vote, new($"指标得分：{name.Zh}", $"Criterion: {name.En}"), "S(u,c) = Σ W·S(u,c,g) ÷ Σ W");
        string[] pointer = [$"/criteria/{criterion.Code}/score"];
        if (unit.Score.Criteria[index] is not { } exact)
        {
            section.Say(heading, pointer, new("没有一个有权重的主体对此指标给出计入的得分，故未评。", "No group with a weight reports and has a valid mark for it: not rated."));
            return;
        }
        Input?[] cells = [.. _all.Select(group => groups.Cells[group][index])];
        section.Publish(heading, Weighted(cells), exact, pointer, LeftOut(cells));
    }

    private void Rated(SectionDraft section, VoteScore vote)
    {
        var scores = new Input?[_all.Length];
        foreach (var group in vote.Entering)
            scores[group.Group] = group.IsClassMean ? ClassMean(section, group) : groups.Scores[group.Group];
        Score = section.Publish(
            new(RuleNames.Vote, new("社会评价得分", "Vote"), "S(u) = Σ W·S(u,g) ÷ Σ W"), Weighted(scores), vote.Value, ["/vote", "/notRated"], LeftOut(scores));
        WriteError(section, vote);
    }

    private void NotRated(SectionDraft section)
    {
        var why = unit.Score.WhyNotRated switch
        {
            null when unit.Class.Class.Points is not null => new("本类别没有社会评价指标。", "The class is rated by no vote criterion."),
            null => new("本轮没有社会评价。", "The round has no vote."),
            Scoring.NotRated.NoSlips => new("有权重的主体没有人评过本单位。", "Nobody of a group with a weight has rated the unit."),
            Scoring.NotRated.BelowMinimum => new("有权重的主体票数都不足下限。", "Every group with a weight is below the minimum of slips."),
            Scoring.NotRated.LowAwareness => new("有权重的主体知晓率都不足。", "No group with a weight knows the unit well enough."),
            Scoring.NotRated.NoValidMark => new("有权重的主体都没有有效评价。", "No group with a weight has given a valid mark."),
            Scoring.NotRated.NoWeight => new LocalText("评过本单位的主体权重都为0。", "Only groups of weight 0 have rated the unit."),
            var other => throw new System.Diagnostics.UnreachableException(other),
        };
        section.Say(
            new(RuleNames.Vote, new("未评：无社会评价得分", "Not rated: no vote score")), ["/vote", "/standardError", "/notRated"],
            Labels.Join(why, new("因此既无得分，也无标准误，不以任何数代替。", "So there is neither a score nor a standard error, and nothing stands in for them."))!);
    }

    /// <summary>The mean of a group's scores over the units of the class that it rates (F5). Each of these scores is published.</summary>
    private Input ClassMean(SectionDraft section, EnteringGroup entering)
    {
        var (group, code) = (entering.Group, unit.Group(entering.Group).Code);
        Traced[] rated =
        [
            .. unit.Class.Units.Where(other => other.Groups[group].Score is not null).Select(other => new Input(
                other.Groups[group].Score!.Value, $"S({other.Unit.Code},{code})", $"unit/{other.Unit.Code}/groups/{code}/score", IsRounded: true)),
        ];
        var name = Labels.Of(unit.Group(group));
        return section.Compute(
            new(RuleNames.Vote, new($"同类平均：{name.Zh}", $"Class mean: {name.En}"), "Σ S(u',g) ÷ N"), PlainMean.Of<Traced>(rated)!.Value, entering.Score,
            new($"该主体未评本单位，以其对本类{rated.Length}个单位得分的平均数代替。", $"The group does not report for this unit: the mean of its scores over the {rated.Length} units of the class that it rates stands in."));
    }

    private void WriteError(SectionDraft section, VoteScore vote)
    {
        var entering = vote.Entering.Select(group => new GroupVariance<Traced>(
            unit.Weight(group.Group),
            group.HasVariance ? Named(groups.Variances[group.Group]!, "s²", group.Group) : (Traced?)null,
            group.HasVariance ? Named(groups.Slips[group.Group]!, "slips", group.Group) : 0L));
        var variance = section.Compute(
            new(RuleNames.Bands, new("社会评价标准误的平方", "Square of the vote's standard error"), "SE(S)² = Σ W²·s²(g)÷slips(g) ÷ (Σ W)²"),
            StandardError.VarianceOfVote<Traced>([.. entering]), vote.Variance,
            vote.Entering.Any(group => group.IsClassMean)
                ? new("代替的同类平均保留权重，不增加方差。", "A class mean that stands in keeps its weight and adds no variance.") : null) with
        { Name = "SE(S)²" };
        var share = new Input(unit.Rules.Components.Vote, "a", unit.PlaceOfShare("vote"));
        var exact = unit.Score.Variance!.Value;
        Variance = section.Compute(
            new(RuleNames.Bands, new("总分标准误的平方", "Square of the total's standard error"), "SE² = (a ÷ 100)²·SE(S)²"), StandardError.VarianceOfTotal<Traced>(share, variance), exact);
        section.Publish(
            new(RuleNames.Bands, new("总分的标准误", "Standard error of the total"), "SE = √SE²"),
            StandardError.Of<Traced>(Variance with { Name = "SE²" }), StandardError.Of(exact), ["/standardError"]);
    }

    private Traced Weighted(Input?[] scores) =>
        WeightedMean.Of<Traced>([.. _all.Select(unit.Weight)], [.. _all.Select(group => scores[group] is { } score ? Named(score, "S", group) : (Traced?)null)])!.Value;

    private Traced Named(Input input, string name, int group) => input with { Name = $"{name}({unit.Group(group).Code})" };

    private LocalText? LeftOut(Input?[] scores)
    {
        var others = _all.Where(group => scores[group] is null && unit.Class.Vote.Weights[group] > Fraction.Zero).ToList();
        return others.Count == 0 ? null
            : Labels.List(others.Select(group => Labels.Of(unit.Group(group)))) is var names
                ? new($"不计入、其余按权重折算：{names.Zh}。", $"Left out, the weights of the others being renormalised: {names.En}.") : null;
    }
}
