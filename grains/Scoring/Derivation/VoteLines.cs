using Evaluation.Rules;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation;

/// <summary>The vote score, the score of each criterion and the standard error (F5, F12), from what the groups say.</summary>
internal sealed class VoteLines(DerivationDraft draft, Case unit, GroupLines groups)
{
    private readonly ClassVote _vote = unit.Class.Vote;
    private readonly int[] _all = [.. Enumerable.Range(0, unit.Rules.Groups.Count)];

    /// <summary>The vote score; null where the unit is not rated.</summary>
    public Amount? Score { get; private set; }

    /// <summary>The square of the standard error of the total; null without a vote score.</summary>
    public Amount? Variance { get; private set; }

    public void Write()
    {
        var section = draft.Section("社会评价", "The vote");
        foreach (var (index, criterion) in unit.Scoring.Criteria.Index())
            CriterionScore(section, criterion, index);
        if (unit.Score.Vote is { } exact)
            Rated(section, exact);
        else
            NotRated(section);
    }

    private void CriterionScore(SectionDraft section, Criterion criterion, int index)
    {
        var name = Names.Of(criterion);
        var heading = new Heading(RuleNames.Vote, new($"指标得分：{name.Zh}", $"Criterion: {name.En}"), "S(u,c) = Σ W·S(u,c,g) ÷ Σ W");
        string[] pointer = [$"/criteria/{criterion.Code}/score"];
        if (unit.Score.Criteria[index] is not { } exact)
        {
            section.Say(heading, pointer, new("没有一个有权重的主体对此指标给出计入的得分，故未评。", "No group with a weight reports and has a valid mark for it: not rated."));
            return;
        }
        var giving = _all.Where(group => groups.Cells[group][index] is not null).ToList();
        section.Publish(heading, Weighted(giving, group => groups.Cells[group][index]!), exact, pointer, LeftOut(giving));
    }

    private void Rated(SectionDraft section, Fraction exact)
    {
        var scores = new Amount?[_all.Length];
        foreach (var group in _all)
            scores[group] = groups.Scores[group] ?? StandIn(section, group);
        var entering = _all.Where(group => scores[group] is not null).ToList();
        Score = section.Publish(
            new(RuleNames.Vote, new("社会评价得分", "Vote"), "S(u) = Σ W·S(u,g) ÷ Σ W"), Weighted(entering, group => scores[group]!), exact, ["/vote", "/notRated"], LeftOut(entering));
        StandardError(section, entering);
    }

    private void NotRated(SectionDraft section)
    {
        var why = unit.Score.WhyNotRated switch
        {
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
            Names.Together(why, new("因此既无得分，也无标准误，不以任何数代替。", "So there is neither a score nor a standard error, and nothing stands in for them."))!);
    }

    /// <summary>The mean of the group's scores over the class's units that it rates (F5), which every one of them publishes.</summary>
    private Amount? StandIn(SectionDraft section, int group)
    {
        if (_vote.Weights[group] == Fraction.Zero || _vote.Means[group] is not { } exact)
            return null;
        var code = unit.Group(group).Code;
        var rated = unit.Class.Units.Where(other => other.Groups[group].Score is not null).Select(other => (Term)new Amount(
            other.Groups[group].Score!.Value, $"S({other.Unit.Code},{code})", $"unit/{other.Unit.Code}/groups/{code}/score", IsRounded: true)).ToList();
        var name = Names.Of(unit.Group(group));
        return section.Compute(
            new(RuleNames.Vote, new($"同类平均：{name.Zh}", $"Class mean: {name.En}"), "Σ S(u',g) ÷ N"), Term.SumOf(rated) / rated.Count, exact,
            new($"该主体未评本单位，以其对本类{rated.Count}个单位得分的平均数代替。", $"The group does not report for this unit: the mean of its scores over the {rated.Count} units of the class that it rates stands in."));
    }

    private void StandardError(SectionDraft section, List<int> entering)
    {
        var voteVariance = _vote.Variance(unit.Score.Groups)!.Value;
        var varying = entering.Where(group => groups.Variances[group] is not null).ToList();
        var spread = Term.SumOf(varying.Select(group => unit.Weight(group).Squared() * Named(groups.Variances[group]!, "s²", group) / Named(groups.Slips[group]!, "slips", group)));
        var variance = section.Compute(
            new(RuleNames.Bands, new("社会评价标准误的平方", "Square of the vote's standard error"), "SE(S)² = Σ W²·s²(g)÷slips(g) ÷ (Σ W)²"),
            spread / Term.SumOf(entering.Select(unit.Weight)).Squared(), voteVariance,
            varying.Count < entering.Count(group => _vote.Weights[group] > Fraction.Zero)
                ? new("代替的同类平均保留权重，不增加方差。", "A class mean that stands in keeps its weight and adds no variance.") : null) with
        { Name = "SE(S)²" };
        var share = new Amount(unit.Rules.Components.Vote, "a", "rules/components/vote");
        var squared = (share / 100).Squared() * variance;
        Variance = section.Compute(new(RuleNames.Bands, new("总分标准误的平方", "Square of the total's standard error"), "SE² = (a ÷ 100)²·SE(S)²"), squared, unit.Score.Variance!.Value);
        section.Publish(
            new(RuleNames.Bands, new("总分的标准误", "Standard error of the total"), "SE = √SE²"), (Variance with { Name = "SE²" }).Root(), unit.Score.Variance.Value.SquareRoot(), ["/standardError"]);
    }

    private Term Weighted(List<int> entering, Func<int, Amount> score) =>
        Term.SumOf(entering.Select(group => unit.Weight(group) * Named(score(group), "S", group))) / Term.SumOf(entering.Select(unit.Weight));

    private Term Named(Amount amount, string name, int group) => amount with { Name = $"{name}({unit.Group(group).Code})" };

    private LocalText? LeftOut(List<int> entering)
    {
        var others = _all.Except(entering).Where(group => _vote.Weights[group] > Fraction.Zero).ToList();
        return others.Count == 0 ? null
            : Names.List(others.Select(group => Names.Of(unit.Group(group)))) is var names
                ? new($"不计入、其余按权重折算：{names.Zh}。", $"Left out, the weights of the others being renormalised: {names.En}.") : null;
    }
}
