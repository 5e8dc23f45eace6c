using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The score of each criterion, the vote score and the standard error, from the groups' lines (F5, F12, F31, F32).</summary>
internal sealed class VoteSection(DerivationDraft draft, ScoredUnit unit, ScaleSection scale, GroupSection groups)
{
    private readonly int[] _all = [.. Enumerable.Range(0, unit.Rules.Groups.Count)];
    private readonly GroupWeights _weights = unit.Class.Vote.Groups;
    private readonly Input?[] _criteria = new Input?[unit.Scoring.Criteria.Count];

    /// <summary>The vote score; null where the unit is not rated.</summary>
    public Input? Score { get; private set; }

    /// <summary>The square of the standard error of the total; null without a vote score.</summary>
    public Input? Variance { get; private set; }

    /// <summary>The scores of the criteria in paper order; null for one without a score.</summary>
    public IReadOnlyList<Input?> Criteria => _criteria;

    public void Write()
    {
        var section = draft.Section("社会评价", "The vote");
        section.Withheld = unit.WithholdsAny ? unit.CountsWithheld : null;
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
        var heading = Heading(new($"指标得分：{name.Zh}", $"Criterion: {name.En}"), "S(u,c)", "S(u,c,g)", "Σ v·n ÷ Σ n");
        string[] pointer = [$"/criteria/{criterion.Code}/score"];
        if (unit.Score.Criteria[index] is not { } exact)
        {
            section.Say(heading, pointer, new("没有一个有权重的主体对此指标给出计入的得分，故未评。", "No group with a weight reports and has a valid mark for it: not rated."));
            return;
        }
        Input?[] cells = [.. _all.Select(group => groups.Cells[group][index])];
        var computed = _weights.IsPooled ? PooledLines.Criterion(unit, scale, index) : Weighted(cells);
        _criteria[index] = section.Publish(heading, computed, exact, pointer, LeftOut(cells)) with { Name = $"S({criterion.Code})" };
    }

    /// <summary>The heading of a score of the vote: its formula says how the groups count together.</summary>
    private Heading Heading(LocalText title, string score, string part, string pooled) => _weights switch
    {
        { IsPooled: true } => new(RuleNames.Pooled, title, $"{score} = {pooled}"),
        { Parts: not null } => new(RuleNames.Parts, title, $"{score} = Σ P·(Σ W·{part} ÷ Σ W) ÷ Σ P"),
        _ => new(RuleNames.Vote, title, $"{score} = Σ W·{part} ÷ Σ W"),
    };

    private void Rated(SectionDraft section, VoteScore vote)
    {
        var scores = new Input?[_all.Length];
        foreach (var group in vote.Entering)
            scores[group.Group] = group.IsClassMean ? ClassMean(section, group) : groups.Scores[group.Group];
        Score = section.Publish(
            Heading(new("社会评价得分", "Vote"), "S(u)", "S(u,g)", "Σ w·S(u,c) ÷ Σ w"), _weights.IsPooled ? PooledLines.Vote(unit, _criteria) : Weighted(scores), vote.Value,
            ["/vote", "/notRated"], LeftOut(scores));
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
            Scoring.NotRated.NotValid => new("评过本单位的有权重的主体都无效。", "No group with a weight that has rated the unit is valid."),
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
        var variance = (vote.Pool is { } pool ? new PooledLines(section, unit, groups).Variance(pool, vote.Variance) : VarianceOfVote(section, vote)) with { Name = "SE(S)²" };
        var share = new Input(unit.Rules.Components.Vote, "a", unit.PlaceOfShare("vote"));
        var exact = unit.Score.Variance!.Value;
        Variance = section.Compute(
            new(RuleNames.Bands, new("总分标准误的平方", "Square of the total's standard error"), "SE² = (a ÷ 100)²·SE(S)²"), StandardError.VarianceOfTotal<Traced>(share, variance), exact);
        section.Publish(
            new(RuleNames.Bands, new("总分的标准误", "Standard error of the total"), "SE = √SE²"),
            StandardError.Of<Traced>(Variance with { Name = "SE²" }), StandardError.Of(exact), ["/standardError"]);
    }

    private Input VarianceOfVote(SectionDraft section, VoteScore vote)
    {
        var title = new LocalText("社会评价标准误的平方", "Square of the vote's standard error");
        var note = vote.Entering.Any(group => group.IsClassMean)
            ? new LocalText("代替的同类平均保留权重，不增加方差。", "A class mean that stands in keeps its weight and adds no variance.") : null;
        var entering = new GroupVariance<Traced>?[_all.Length];
        foreach (var group in vote.Entering)
        {
            entering[group.Group] = new(
                unit.Weight(group.Group),
                group.HasVariance ? Named(groups.Variances[group.Group]!, "s²", group.Group) : (Traced?)null,
                group.HasVariance ? Named(groups.Slips[group.Group]!, "slips", group.Group) : 0L);
        }
        return _weights.Parts is null
            ? section.Compute(
                new(RuleNames.Bands, title, "SE(S)² = Σ W²·s²(g)÷slips(g) ÷ (Σ W)²"), StandardError.VarianceOfVote<Traced>([.. entering.OfType<GroupVariance<Traced>>()]), vote.Variance, note)
            : section.Compute(
                new(RuleNames.Parts, title, "SE(S)² = Σ P²·(Σ W²·s²(g)÷slips(g) ÷ (Σ W)²) ÷ (Σ P)²"),
                PartsMean.Variance<Traced>([.. _weights.Parts.Select((_, part) => (Traced)unit.PartWeight(part))], _weights.PartOf, entering), vote.Variance, note);
    }

    private Traced Weighted(Input?[] scores)
    {
        Traced[] weights = [.. _all.Select(unit.Weight)];
        Traced?[] named = [.. _all.Select(group => scores[group] is { } score ? Named(score, "S", group) : (Traced?)null)];
        return _weights.Parts is { } parts
            ? PartsMean.Of<Traced>([.. parts.Select((_, part) => (Traced)unit.PartWeight(part))], _weights.PartOf, weights, named)!.Value
            : WeightedMean.Of<Traced>(weights, named)!.Value;
    }

    private Traced Named(Input input, string name, int group) => input with { Name = $"{name}({unit.Group(group).Code})" };

    private LocalText? LeftOut(Input?[] scores)
    {
        var others = _all.Where(group => scores[group] is null && unit.Class.Vote.Weights[group] > Fraction.Zero).ToList();
        return others.Count == 0 ? null
            : Labels.List(others.Select(group => Labels.Of(unit.Group(group)))) is var names && _weights.IsPooled
                ? new($"不计入：{names.Zh}。", $"Left out: {names.En}.")
                : new($"不计入、其余按权重折算：{names.Zh}。", $"Left out, the weights of the others being renormalised: {names.En}.");
    }
}
