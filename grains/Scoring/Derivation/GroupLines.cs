using Evaluation.Rules;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation;

/// <summary>What each group says of the unit: slips, awareness, cells, score and spread (F1, F3, F4, F12, F22).</summary>
internal sealed class GroupLines(DerivationDraft draft, Case unit)
{
    private readonly IReadOnlyList<Criterion> _criteria = unit.Scoring.Criteria;
    private readonly int _groups = unit.Rules.Groups.Count;

    /// <summary>The score of every group that reports, in the groups' order.</summary>
    public IReadOnlyList<Amount?> Scores => _scores;

    /// <summary>The slips of every group that is counted.</summary>
    public IReadOnlyList<Amount?> Slips => _slips;

    /// <summary>The variance of the slips' scores of every group that reports with a weight.</summary>
    public IReadOnlyList<Amount?> Variances => _variances;

    /// <summary>The cells of every group that reports, by criterion.</summary>
    public IReadOnlyList<IReadOnlyList<Amount?>> Cells => _cells;

    private readonly Amount?[] _scores = new Amount?[unit.Rules.Groups.Count];
    private readonly Amount?[] _slips = new Amount?[unit.Rules.Groups.Count];
    private readonly Amount?[] _variances = new Amount?[unit.Rules.Groups.Count];
    private readonly Amount?[][] _cells = [.. unit.Rules.Groups.Select(_ => new Amount?[unit.Scoring.Criteria.Count])];

    public void Write()
    {
        for (var group = 0; group < _groups; group++)
        {
            var name = Names.Of(unit.Group(group));
            var section = draft.Section($"评价主体：{name.Zh}（{unit.Group(group).Code}）", $"Group: {name.En} ({unit.Group(group).Code})");
            if (unit.Score.Groups[group].IsCounted)
                Counted(section, group);
            else
                Hidden(section, group);
        }
    }

    private string At(int group, string figure) => $"/groups/{unit.Group(group).Code}/{figure}";

    private void Hidden(SectionDraft section, int group) => section.Say(
        new(RuleNames.SmallGroups, new("不显示、不计入", "Neither shown nor counted")),
        [At(group, "slips"), At(group, "awareness"), At(group, "score"), At(group, "reported"), At(group, "why")],
        new($"该主体对本单位的票数不足{unit.Rules.Policies.GroupMin}张，其任何数字既不显示也不计入。", $"The group has fewer than {unit.Rules.Policies.GroupMin} slips for the unit: no figure of it is shown or counted."));

    private void Counted(SectionDraft section, int group)
    {
        var score = unit.Score.Groups[group];
        _slips[group] = section.Publish(
            new(RuleNames.SmallGroups, new("单位票数", "Slips"), "slips(u,g)"), new Amount(score.Count.Slips, "slips", "tally"), score.Count.Slips, [At(group, "slips")],
            new($"不少于{unit.Rules.Policies.GroupMin}张，显示并计入。", $"At least {unit.Rules.Policies.GroupMin}: shown and counted."));
        var awareness = Awareness(section, group, score);
        switch (score.Why)
        {
            case GroupScore.LowAwareness: LowAwareness(section, group, awareness!); break;
            case GroupScore.NoScore: NoScore(section, group); break;
            default: Reporting(section, group, score); break;
        }
    }

    private Amount? Awareness(SectionDraft section, int group, GroupScore score)
    {
        var options = unit.Scoring.Options.Index().Where(option => option.Item.DontKnow).Select(option => option.Index).ToList();
        var symbols = string.Join(" + ", options.Select(option => $"n(c,{unit.Rules.Options[option].Code})"));
        var heading = new Heading(RuleNames.DontKnow, new("知晓率", "Awareness"), $"K(u,g) = 1 − Σ ({symbols}) ÷ (slips·criteria)");
        if (score.Awareness is not { } awareness)
        {
            section.Say(heading, [At(group, "awareness")], new("没有任何评价，无知晓率。", "There is no mark, so there is no awareness."));
            return null;
        }
        var dontKnow = _criteria.Index().SelectMany(criterion => options.Select(option =>
            (Term)(unit.Marks(group, criterion.Index, option) with { Name = $"n({criterion.Item.Code},{unit.Rules.Options[option].Code})" })));
        var all = (_slips[group]! with { Name = "slips" }) * new Amount(_criteria.Count, "criteria", "rules/criteria");
        return section.Publish(heading, 1 - (Term.SumOf(dontKnow) / all), awareness, [At(group, "awareness")]);
    }

    private void LowAwareness(SectionDraft section, int group, Amount awareness) => section.State(
        new(RuleNames.DontKnow, new("未评：知晓率不足", "Not rated: awareness is too low"), "K(u,g) < awarenessMin"),
        new(awareness with { Name = "K" }, "<", new Amount(unit.Scoring.AwarenessMin, "awarenessMin", "rules/policies/awarenessMin")),
        [At(group, "score"), At(group, "reported"), At(group, "why")],
        new("知晓率低于下限，该主体不评本单位；其票数和各等次票数仍计入满意率。", "Below the minimum the group does not rate the unit; its slips and marks still count in the rates."));

    private void NoScore(SectionDraft section, int group) => section.Say(
        new(RuleNames.Group, new("未评：没有有效评价", "Not rated: no valid mark")),
        [At(group, "score"), At(group, "reported"), At(group, "why")],
        new("该主体没有有效评价，无得分，不参与计算。", "The group has no valid mark: it has no score and takes no part."));

    private void Reporting(SectionDraft section, int group, GroupScore score)
    {
        for (var criterion = 0; criterion < _criteria.Count; criterion++)
        {
            if (score.Criteria[criterion] is { } exact)
                _cells[group][criterion] = Cell(section, group, criterion, exact);
        }
        var valid = _criteria.Index().Where(criterion => score.Criteria[criterion.Index] is not null).ToList();
        var weighted = valid.Select(criterion => (Term)(Case.Weight(criterion.Item) * (_cells[group][criterion.Index]! with { Name = $"S({criterion.Item.Code})" })));
        _scores[group] = section.Publish(
            new(RuleNames.Group, new("主体得分", "Group score"), "S(u,g) = Σ w·S(u,c,g) ÷ Σ w"),
            Term.SumOf(weighted) / Term.SumOf(valid.Select(criterion => Case.Weight(criterion.Item))),
            score.Score!.Value,
            [At(group, "score"), At(group, "reported"), At(group, "why")],
            WithoutMark(score));
        if (unit.Score.Vote is not null && unit.Class.Vote.Weights[group] > Fraction.Zero)
            _variances[group] = Variance(section, score.Count.Scores);
    }

    private Amount Cell(SectionDraft section, int group, int criterion, Fraction exact)
    {
        var valid = unit.Scoring.Options.Index().Where(option => option.Item.IsValid).Select(option => option.Index).ToList();
        var name = Names.Of(_criteria[criterion]);
        return section.Compute(
            new(RuleNames.Cell, new($"单项得分：{name.Zh}", $"Cell: {name.En}"), "S(u,c,g) = Σ v·n ÷ Σ n"),
            Term.SumOf(valid.Select(option => (Term)(unit.Value(option) * unit.Marks(group, criterion, option)))) / Term.SumOf(valid.Select(option => unit.Marks(group, criterion, option))),
            exact,
            DontKnow(unit.Score.Groups[group].Count.Marks[criterion]));
    }

    private LocalText? DontKnow(long[] marks)
    {
        var count = unit.Scoring.Options.Index().Where(option => option.Item.DontKnow).Sum(option => marks[option.Index]);
        return (count, unit.Rules.Policies.DontKnow.Value) switch
        {
            (0, _) => null,
            (_, null) => new($"“不了解”{count}票无效，不计入。", $"{count} \"don't know\" {(count == 1 ? "mark is" : "marks are")} not valid and left out."),
            (_, { } value) => new($"“不了解”{count}票按{ShownNumber.Text(value, null)}分计。", $"{count} \"don't know\" {(count == 1 ? "mark counts" : "marks count")} as {ShownNumber.Text(value, null)}."),
        };
    }

    private LocalText? WithoutMark(GroupScore score)
    {
        var without = _criteria.Index().Where(criterion => score.Criteria[criterion.Index] is null).Select(criterion => Names.Of(criterion.Item)).ToList();
        return without.Count == 0 ? null
            : Names.List(without) is var names ? new($"没有有效评价的指标不计入：{names.Zh}。", $"Without a valid mark, and left out: {names.En}.") : null;
    }

    private static Amount Variance(SectionDraft section, ScoreMoments scores)
    {
        var heading = new Heading(RuleNames.Bands, new("每票得分的样本方差", "Sample variance of the slips' scores"), "s² = (Σx² − (Σx)² ÷ m) ÷ (m − 1)");
        if (scores.Count < 2)
        {
            return section.Compute(heading with { Formula = "s² = 0" }, 0, Fraction.Zero, new(
                "有得分的票不足两张，方差为0。", "Fewer than two slips have a score: the variance is 0."));
        }
        var m = new Amount(scores.Count, "m", "slips");
        var sum = new Amount(scores.Sum, "Σx", "slips", IsRounded: true);
        return section.Compute(heading, (new Amount(scores.Squares, "Σx²", "slips", IsRounded: true) - (sum.Squared() / m)) / (m - 1), scores.Variance, new(
            "x是一张票的得分：Σ w·v ÷ Σ w，只计有效评价；m是有得分的票数。", "x is a slip's score, Σ w·v ÷ Σ w over its valid marks; m slips have one."));
    }
}
