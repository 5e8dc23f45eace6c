using Evaluation.Rules;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation;

/// <summary>The positive and top shares with their intervals, by criterion and of the unit (F2, F11).</summary>
internal sealed class ShareLines(DerivationDraft draft, Case unit, IReadOnlyList<Amount?> slips)
{
    private static readonly string[] Ends = ["share", "low", "high"];

    private static readonly (LocalText Title, AnswerBox[] Boxes) Positive = (new("满意率", "Positive share"), [AnswerBox.Top, AnswerBox.Positive]);

    private static readonly (LocalText Title, AnswerBox[] Boxes) Top = (new("最高等次率", "Top share"), [AnswerBox.Top]);

    private readonly List<int> _counted = [.. unit.Score.Groups.Index().Where(group => group.Item.IsCounted).Select(group => group.Index)];

    public void Write()
    {
        foreach (var (index, criterion) in unit.Scoring.Criteria.Index())
            Criterion(criterion, index);
        Unit();
    }

    private void Criterion(Criterion criterion, int index)
    {
        var name = Names.Of(criterion);
        var section = draft.Section($"满意率：{name.Zh}（{criterion.Code}）", $"Rates: {name.En} ({criterion.Code})");
        var answers = unit.Score.CriterionAnswers[index];
        var pointer = $"/criteria/{criterion.Code}";
        if (answers.Valid == 0)
        {
            NoMarks(section, pointer);
            return;
        }
        var valid = section.Compute(
            new(RuleNames.Rates, new("有效评价数", "Valid marks"), "n = Σ n(g)"), Term.SumOf(_counted.Select(group => Of(group, index, counts => counts.Valid, "n"))), answers.Valid) with
        { Name = "n" };
        Share(section, Positive, Term.SumOf(_counted.Select(group => Of(group, index, counts => counts.Positive, "positive"))), answers.PositiveShare!.Value, valid, valid, $"{pointer}/positive");
        Share(section, Top, Term.SumOf(_counted.Select(group => Of(group, index, counts => counts.Top, "top"))), answers.TopShare!.Value, valid, valid, $"{pointer}/top");
    }

    private void Unit()
    {
        var section = draft.Section("满意率：全部指标", "Rates: all criteria");
        var counted = Term.SumOf(_counted.Select(group => (Term)(slips[group]! with { Name = $"slips({unit.Group(group).Code})" })));
        var n = section.Publish(
            new(RuleNames.Rates, new("本单位票数", "Slips of the unit"), "slips(u) = Σ slips(u,g)"), counted, unit.Score.Slips, ["/slips"],
            new("只计票数达到下限的主体。", "Of the groups that have enough slips to be counted.")) with
        { Name = "slips" };
        var answers = unit.Score.Answers;
        if (answers.Valid == 0)
        {
            NoMarks(section, "");
            return;
        }
        var valid = section.Compute(
            new(RuleNames.Rates, new("有效评价数", "Valid marks"), "n = Σ n(c)"), Term.SumOf(Each(counts => counts.Valid, "n")), answers.Valid) with
        { Name = "n" };
        Share(section, Positive, Term.SumOf(Each(counts => counts.Positive, "positive")), answers.PositiveShare!.Value, valid, n, "/positive");
        Share(section, Top, Term.SumOf(Each(counts => counts.Top, "top")), answers.TopShare!.Value, valid, n, "/top");
    }

    private static void NoMarks(SectionDraft section, string pointer) => section.Say(
        new(RuleNames.Rates, new("无满意率", "No rates")),
        [.. Ends.Select(end => $"{pointer}/positive/{end}"), .. Ends.Select(end => $"{pointer}/top/{end}")],
        new("计入的主体没有有效评价，无满意率。", "The groups that are counted have no valid mark: there are no rates."));

    private void Share(SectionDraft section, (LocalText Title, AnswerBox[] Boxes) share, Term marks, Fraction exact, Amount valid, Amount n, string pointer)
    {
        var p = section.Publish(new(RuleNames.Rates, share.Title, share.Boxes.Length == 1 ? "p = Σ top ÷ n" : "p = Σ positive ÷ n"), marks / valid, exact, [$"{pointer}/share"], Counting(share.Boxes)) with { Name = "p" };
        var (low, high) = Wilson.Interval(exact, (long)n.Number.Numerator);
        Term z = Wilson.Z;
        var middle = p + (z.Squared() / (2 * n));
        var spread = z * ((p * (1 - p) / n) + (z.Squared() / (4 * n.Squared()))).Root();
        var whole = 1 + (z.Squared() / n);
        section.Publish(new(RuleNames.Interval, new($"{share.Title.Zh}：下限", $"{share.Title.En}: low end"), Formula("−", n.Name!)), (middle - spread) / whole, low, [$"{pointer}/low"]);
        section.Publish(new(RuleNames.Interval, new($"{share.Title.Zh}：上限", $"{share.Title.En}: high end"), Formula("+", n.Name!)), (middle + spread) / whole, high, [$"{pointer}/high"]);
    }

    private static string Formula(string sign, string n) => $"(p + z²÷2{n} {sign} z·√(p(1−p)÷{n} + z²÷4{n}²)) ÷ (1 + z²÷{n})";

    private LocalText Counting(AnswerBox[] boxes)
    {
        var labels = Names.List(unit.Rules.Options.Where(option => option.Value is not null && boxes.Contains(option.Box ?? AnswerBox.Neutral)).Select(option => option.Label.Or(option.Code)));
        return new($"计入的等次：{labels.Zh}。", $"Options that count: {labels.En}.");
    }

    private Amount Of(int group, int criterion, Func<AnswerCounts, long> count, string name) =>
        new Amount(count(AnswerCounts.Of(unit.Scoring.Options, unit.Score.Groups[group].Count.Marks[criterion])), $"{name}({unit.Group(group).Code})", "tally");

    private IEnumerable<Term> Each(Func<AnswerCounts, long> count, string name) =>
        unit.Scoring.Criteria.Index().Select(criterion => (Term)new Amount(count(unit.Score.CriterionAnswers[criterion.Index]), $"{name}({criterion.Item.Code})", "tally"));
}
