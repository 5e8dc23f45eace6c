using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The positive and top shares with their intervals, by criterion and of the unit (F2, F11).</summary>
/// <param name="slips">By group; null for a group that is not counted.</param>
internal sealed class RateSection(DerivationDraft draft, ScoredUnit unit, IReadOnlyList<Input?> slips)
{
    private static readonly string[] Ends = ["share", "low", "high"];

    private static readonly (LocalText Title, AnswerBox[] Boxes) Positive = (new("满意率", "Positive share"), [AnswerBox.Top, AnswerBox.Positive]);

    private static readonly (LocalText Title, AnswerBox[] Boxes) Top = (new("最高等次率", "Top share"), [AnswerBox.Top]);

    private readonly List<int> _counted = [.. unit.Score.Groups.Index().Where(group => group.Item.IsCounted).Select(group => group.Index)];

    /// <summary>The unit's positive share; null without a mark.</summary>
    public Input? PositiveShare { get; private set; }

    /// <summary>The unit's top share; null without a mark.</summary>
    public Input? TopShare { get; private set; }

    public void Write()
    {
        foreach (var (index, criterion) in unit.Scoring.Criteria.Index())
            Criterion(criterion, index);
        Unit();
    }

    private void Criterion(Criterion criterion, int index)
    {
        var name = Labels.Of(criterion);
        var section = draft.Section($"满意率：{name.Zh}（{criterion.Code}）", $"Rates: {name.En} ({criterion.Code})");
        section.Withheld = unit.WithholdsAny ? unit.CountsWithheld : null;
        var pointer = $"/criteria/{criterion.Code}";
        var exact = unit.Score.CriterionRates[index];
        if (exact.PositiveShare is null)
        {
            NoMarks(section, pointer);
            return;
        }
        var marks = Rates<Traced>.Of(_counted.Select(group => OfGroup(group, index)));
        var valid = section.Compute(new(RuleNames.Rates, new("有效评价数", "Valid marks"), "n = Σ n(g)"), marks.Valid, exact.Valid) with { Name = "n" };
        Shares(section, marks with { Valid = valid }, exact, valid, pointer, criterion);
    }

    private void Unit()
    {
        var section = draft.Section("满意率：全部指标", "Rates: all criteria");
        section.Withheld = unit.IsPublic && !HasPublicAnswers ? unit.CountsWithheld : null;
        var counted = Sum<Traced>.Of([.. _counted.Select(group => slips[group]! with { Name = $"slips({unit.Group(group).Code})" })]);
        var n = section.Publish(
            new(RuleNames.Rates, new("本单位票数", "Slips of the unit"), "slips(u) = Σ slips(u,g)"), counted, unit.Score.Slips, ["/slips"],
            new("只计票数达到下限的主体。", "Of the groups that have enough slips to be counted.")) with
        { Name = "slips" };
        var exact = unit.Score.Rates;
        if (exact.PositiveShare is null)
        {
            NoMarks(section, "");
            return;
        }
        var marks = Rates<Traced>.Of(unit.Scoring.Criteria.Zip(unit.Score.CriterionRates, (criterion, rates) => Named(rates, criterion.Code)));
        var valid = section.Compute(new(RuleNames.Rates, new("有效评价数", "Valid marks"), "n = Σ n(c)"), marks.Valid, exact.Valid) with { Name = "n" };
        (PositiveShare, TopShare) = Shares(section, marks with { Valid = valid }, exact, n, "");
    }

    /// <summary>Whether the marks of all counted groups together are public for every criterion.</summary>
    private bool HasPublicAnswers => CriterionAnswers.Of(unit.Scoring, [.. unit.Score.Groups.Select(group => group.Count)]).All(answers => answers.Counts is not null);

    private static void NoMarks(SectionDraft section, string pointer) => section.Say(
        new(RuleNames.Rates, new("无满意率", "No rates")),
        [.. Ends.Select(end => $"{pointer}/positive/{end}"), .. Ends.Select(end => $"{pointer}/top/{end}")],
        new("计入的主体没有有效评价，无满意率。", "The groups that are counted have no valid mark: there are no rates."));

    /// <param name="criterion">Null for all criteria.</param>
    private (Input Positive, Input Top) Shares(SectionDraft section, Rates<Traced> marks, Rates<Fraction> exact, Input n, string pointer, Criterion? criterion = null) => (
        Share(section, Positive, "p = Σ positive ÷ n", marks.PositiveShare!.Value, exact.PositiveShare!.Value, n, $"{pointer}/positive", criterion),
        Share(section, Top, "p = Σ top ÷ n", marks.TopShare!.Value, exact.TopShare!.Value, n, $"{pointer}/top", criterion));

    private Input Share(
        SectionDraft section, (LocalText Title, AnswerBox[] Boxes) share, string formula, Traced computed, Fraction exact, Input n, string pointer, Criterion? criterion)
    {
        var p = section.Publish(new(RuleNames.Rates, share.Title, formula), computed, exact, [$"{pointer}/share"], Counting(share.Boxes, criterion)) with { Name = "p" };
        var (ends, exactEnds) = (WilsonInterval.Of<Traced>(p, n), WilsonInterval.Of(exact, n.Number));
        section.Publish(
            new(RuleNames.Interval, new($"{share.Title.Zh}：下限", $"{share.Title.En}: low end"), Formula("−", n.Name!)), ends.Low, exactEnds.Low, [$"{pointer}/low"]);
        section.Publish(
            new(RuleNames.Interval, new($"{share.Title.Zh}：上限", $"{share.Title.En}: high end"), Formula("+", n.Name!)), ends.High, exactEnds.High, [$"{pointer}/high"]);
        return p;
    }

    private static string Formula(string sign, string n) => $"(p + z²÷2{n} {sign} z·√(p(1−p)÷{n} + z²÷4{n}²)) ÷ (1 + z²÷{n})";

    private LocalText Counting(AnswerBox[] boxes, Criterion? criterion)
    {
        var labels = Labels.List(unit.Rules.Options.Where(option => option.Value is not null && boxes.Contains(option.Box ?? AnswerBox.Neutral)).Select(option => Labels.Of(option, criterion)));
        return new($"计入的等次：{labels.Zh}。", $"Options that count: {labels.En}.");
    }

    private Rates<Traced> OfGroup(int group, int criterion) =>
        Named(AnswerCounts.Exact(unit.Scoring.Options, unit.Score.Groups[group].Count.Marks[criterion]), unit.Group(group).Code);

    private static Rates<Traced> Named(Rates<Fraction> marks, string part)
    {
        return new(Of(marks.Valid, "n"), Of(marks.Positive, "positive"), Of(marks.Top, "top"), Of(marks.Negative, "negative"));

        Traced Of(Fraction count, string name) => new Input(count, $"{name}({part})", Input.Tally);
    }
}
