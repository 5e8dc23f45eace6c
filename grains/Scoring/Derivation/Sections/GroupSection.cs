using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>One section for every group: slips, awareness, validity, cells, score and variance (F1, F3, F4, F12, F22, F29).</summary>
internal sealed class GroupSection(DerivationDraft draft, ScoredUnit unit, ScaleSection scale)
{
    private readonly IReadOnlyList<Criterion> _criteria = unit.Scoring.Criteria;
    private readonly Input?[] _scores = new Input?[unit.Rules.Groups.Count];
    private readonly Input?[] _slips = new Input?[unit.Rules.Groups.Count];
    private readonly Input?[] _variances = new Input?[unit.Rules.Groups.Count];
    private readonly Input?[][] _cells = [.. unit.Rules.Groups.Select(_ => new Input?[unit.Scoring.Criteria.Count])];

    /// <summary>By group: the score; null where the group does not report.</summary>
    public IReadOnlyList<Input?> Scores => _scores;

    /// <summary>By group: the slips; null where the group is not counted.</summary>
    public IReadOnlyList<Input?> Slips => _slips;

    /// <summary>By group: the variance of the slips' scores; null where the group adds none to the standard error.</summary>
    public IReadOnlyList<Input?> Variances => _variances;

    /// <summary>By group and criterion: the cell; null where the group does not report or has no valid mark.</summary>
    public IReadOnlyList<IReadOnlyList<Input?>> Cells => _cells;

    public void Write()
    {
        for (var group = 0; group < _scores.Length; group++)
        {
            var name = Labels.Of(unit.Group(group));
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
        new($"该主体对本单位的票数不足{unit.GroupMin}张，其任何数字既不显示也不计入。", $"The group has fewer than {unit.GroupMin} slips for the unit: no figure of it is shown or counted."));

    private void Counted(SectionDraft section, int group)
    {
        var score = unit.Score.Groups[group];
        _slips[group] = section.Publish(
            new(RuleNames.SmallGroups, new("单位票数", "Slips"), "slips(u,g)"), new Input(score.Count.Slips, "slips", Input.Tally), score.Count.Slips, [At(group, "slips")],
            new($"不少于{unit.GroupMin}张，显示并计入。", $"At least {unit.GroupMin}: shown and counted."));
        section.Withheld = unit.Withholds(group) ? unit.CountsWithheld : null;
        var awareness = AwarenessOf(section, group, score);
        if (unit.Scoring.Validity[group] is { } validity)
            new ValidityLines(section, unit, group, validity).Write([At(group, "score"), At(group, "reported"), At(group, "why")]);
        if (score.IsNotValid)
            return;
        switch (score.Why)
        {
            case GroupScore.LowAwareness: LowAwareness(section, group, awareness!); break;
            case GroupScore.NoScore: NoScore(section, group); break;
            default: Reporting(section, group, score); break;
        }
    }

    private Input? AwarenessOf(SectionDraft section, int group, GroupScore score)
    {
        var options = unit.Scoring.DontKnowOptions;
        var symbols = string.Join(" + ", options.Select(option => $"n(c,{unit.Rules.Options[option].Code})"));
        var heading = new Heading(RuleNames.DontKnow, new("知晓率", "Awareness"), $"K(u,g) = 1 − Σ ({symbols}) ÷ (slips·criteria)");
        if (score.Awareness is not { } exact)
        {
            section.Say(heading, [At(group, "awareness")], new("没有任何评价，无知晓率。", "There is no mark, so there is no awareness."));
            return null;
        }
        var dontKnow = _criteria.Index().SelectMany(criterion => options.Select(option =>
            (Traced)(unit.Marks(group, criterion.Index, option) with { Name = $"n({criterion.Item.Code},{unit.Rules.Options[option].Code})" })));
        var awareness = Awareness.Of<Traced>([.. dontKnow], _slips[group]! with { Name = "slips" }, new Input(_criteria.Count, "criteria", "rules/criteria"));
        return section.Publish(heading, awareness!.Value, exact, [At(group, "awareness")]);
    }

    private void LowAwareness(SectionDraft section, int group, Input awareness) => section.State(
        new(RuleNames.DontKnow, new("未评：知晓率不足", "Not rated: awareness is too low"), "K(u,g) < awarenessMin"),
        new(awareness with { Name = "K" }, "<", new Input(unit.Scoring.AwarenessMin, "awarenessMin", "rules/policies/awarenessMin")),
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
        var cells = _criteria.Zip(_cells[group], (criterion, cell) => Traced.Of(cell is null ? null : cell with { Name = $"S({criterion.Code})" }));
        _scores[group] = section.Publish(
            new(RuleNames.Group, new("主体得分", "Group score"), "S(u,g) = Σ w·S(u,c,g) ÷ Σ w"),
            WeightedMean.Of<Traced>([.. _criteria.Select(unit.Weight)], [.. cells])!.Value,
            score.Score!.Value,
            [At(group, "score"), At(group, "reported"), At(group, "why")],
            WithoutMark(score));
        if (unit.Score.RatedVote is { Pool: null, Entering: var enters } && enters.Any(entering => entering.Group == group && entering.HasVariance))
            _variances[group] = VarianceOf(section, group, score.Count.Scores);
    }

    /// <summary>
    /// The public reads the variance without the sums that it is made of, and no variance of a group whose counts are left to auditors: that
    /// one stands as a count in later lines.
    /// </summary>
    private Input VarianceOf(SectionDraft section, int group, ScoreMoments scores)
    {
        if (unit.Withholds(group))
            return new(scores.Variance, "", Input.Slips, IsRounded: true);
        if (unit.IsPublic)
            section.Withheld = SumsWithheld;
        return Variance(section, scores);
    }

    private static readonly LocalText SumsWithheld = new(
        "为保密，只显示方差，不显示计算方差的各票得分之和与平方和。", "For secrecy the variance is shown without the sums of the slips' scores that it is made of.");

    private Input Cell(SectionDraft section, int group, int criterion, Fraction exact)
    {
        var options = Enumerable.Range(0, unit.Scoring.Options.Count).ToList();
        var name = Labels.Of(_criteria[criterion]);
        return section.Compute(
            new(RuleNames.Cell, new($"单项得分：{name.Zh}", $"Cell: {name.En}"), "S(u,c,g) = Σ v·n ÷ Σ n"),
            CellScore.Of<Traced>([.. options.Select(scale.Value)], [.. options.Select(option => unit.Marks(group, criterion, option))])!.Value,
            exact,
            DontKnow(unit.Scoring.DontKnowMarks(unit.Score.Groups[group].Count.Marks[criterion])));
    }

    private LocalText? DontKnow(long count) => (count, unit.Scoring.Options.FirstOrDefault(option => option.DontKnow)?.Value) switch
    {
        (0, _) => null,
        (_, null) => new($"“不了解”{count}票无效，不计入。", $"{count} \"don't know\" {(count == 1 ? "mark is" : "marks are")} not valid and left out."),
        (_, { } value) => new(
            $"“不了解”{count}票按{ShownNumber.Text(value, null)}分计。", $"{count} \"don't know\" {(count == 1 ? "mark counts" : "marks count")} as {ShownNumber.Text(value, null)}."),
    };

    private LocalText? WithoutMark(GroupScore score)
    {
        var without = _criteria.Zip(score.Criteria).Where(criterion => criterion.Second is null).Select(criterion => Labels.Of(criterion.First)).ToList();
        return without.Count == 0 ? null
            : Labels.List(without) is var names ? new($"没有有效评价的指标不计入：{names.Zh}。", $"Without a valid mark, and left out: {names.En}.") : null;
    }

    private static Input Variance(SectionDraft section, ScoreMoments scores)
    {
        var computed = StandardError.SampleVariance<Traced>(
            new Input(scores.Count, "m", Input.Slips), new Input(scores.Sum, "Σx", Input.Slips, IsRounded: true), new Input(scores.Squares, "Σx²", Input.Slips, IsRounded: true));
        var heading = new Heading(RuleNames.Bands, new("每票得分的样本方差", "Sample variance of the slips' scores"), "s² = (Σx² − (Σx)² ÷ m) ÷ (m − 1)");
        return computed.Term is Input
            ? section.Compute(heading with { Formula = "s² = 0" }, computed, scores.Variance, new("有得分的票不足两张，方差为0。", "Fewer than two slips have a score: the variance is 0."))
            : section.Compute(heading, computed, scores.Variance, new(
                "x是一张票的得分：Σ w·v ÷ Σ w，只计有效评价；m是有得分的票数。", "x is a slip's score, Σ w·v ÷ Σ w over its valid marks; m slips have one."));
    }
}
