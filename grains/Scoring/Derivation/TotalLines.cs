using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Derivation;

/// <summary>Bonuses, deductions, the daily score and the total (F6, F19).</summary>
internal sealed class TotalLines(DerivationDraft draft, Case unit)
{
    /// <summary>The total; null where a component is missing.</summary>
    public Amount? Total { get; private set; }

    /// <param name="scores">By component, what is there.</param>
    public void Write(IReadOnlyDictionary<string, Amount?> scores)
    {
        var section = draft.Section("总分", "The total");
        var cap = new Amount(unit.Rules.Components.BonusCap, "cap", "rules/components/bonusCap");
        var bonus = section.Publish(
            new(RuleNames.Total, new("加分", "Bonus"), "min(Σ bonus, cap)"), new Least(Points(AdjustmentKind.Bonus), cap), unit.Score.Total.Bonus, ["/bonus"], Entries(AdjustmentKind.Bonus));
        var deductions = section.Publish(
            new(RuleNames.Total, new("减分", "Deductions"), "Σ deductions"), Points(AdjustmentKind.Deduction), unit.Score.Facts.Deductions, ["/deductions"], Entries(AdjustmentKind.Deduction));
        if (unit.Score.Total.Value is { } exact)
            Complete(section, scores, bonus, deductions, exact);
        else
            Incomplete(section);
    }

    /// <summary>The daily score, where it has a share in the total.</summary>
    public Amount? Daily()
    {
        var section = draft.Section("日常考核", "Daily supervision");
        var heading = new Heading(RuleNames.Total, new("日常考核得分", "Daily score"), "Daily = max(0, 100 − Σ daily)");
        if (unit.Score.Facts.Daily is { } exact)
            return section.Publish(heading, new Greatest(0, 100 - Points(AdjustmentKind.Daily)), exact, ["/daily"], Entries(AdjustmentKind.Daily));
        section.Say(heading, ["/daily"], new("日常考核不占总分比例，不计得分。", "The daily score has no share in the total and is not computed."));
        return null;
    }

    private void Complete(SectionDraft section, IReadOnlyDictionary<string, Amount?> scores, Amount bonus, Amount deductions, Fraction exact)
    {
        var weighted = unit.Score.Total.Parts.Select(part => (Term)(
            new Amount(part.Share, Symbol(part.Component), $"rules/components/{part.Component}") * (scores[part.Component]! with { Name = Word(part.Component).En! })));
        Total = section.Publish(
            new(RuleNames.Total, new("总分", "Total"), "T = (a·Vote + b·Inspection + c·Self + d·Daily) ÷ 100 + bonus − deductions"),
            (Term.SumOf(weighted) / 100) + (bonus with { Name = "bonus" }) - (deductions with { Name = "deductions" }),
            exact, ["/total"], new("比例为0的部分不计入。", "Components with a share of 0 are left out."));
    }

    private void Incomplete(SectionDraft section)
    {
        var missing = unit.Score.Total.Missing;
        var names = Names.List(missing.Select(Word));
        section.Say(
            new(RuleNames.Total, new("不完整：无总分", "Incomplete: no total")), ["/total", .. missing.Select(component => $"/incomplete/{component}")],
            new($"占有比例的部分缺项：{names.Zh}。因此无总分。", $"Missing, although it has a share: {names.En}. So there is no total."));
    }

    private Term Points(AdjustmentKind kind) => Term.SumOf(unit.Ledger.Adjustments.Where(entry => entry.Kind == kind && entry.IsApproved)
        .Select(entry => (Term)new Amount(entry.Points, entry.Id, $"adjustment/{entry.Id}")));

    /// <summary>Each entry with its rule and its fact, those that do not count apart. Who proposed and approved it is not said.</summary>
    private LocalText? Entries(AdjustmentKind kind)
    {
        var entries = unit.Ledger.Adjustments.Where(entry => entry.Kind == kind).ToList();
        if (entries.Count > 0)
            draft.Name(RuleNames.Adjustments);
        var waiting = entries.Where(entry => !entry.IsApproved).Select(entry => new LocalText(entry.Id, entry.Id)).ToList();
        return Names.Together([
            .. entries.Where(entry => entry.IsApproved).Select(Entry),
            waiting.Count > 0 && Names.List(waiting) is var ids ? new($"未经他人批准，不计入（F19）：{ids.Zh}。", $"Not approved by somebody else, and not counted (F19): {ids.En}.") : null,
        ]);
    }

    private static LocalText Entry(Adjustment entry) => new(
        $"{entry.Id}：{entry.Rule}，{entry.Fact}{(entry.Document is null ? "" : $"（{entry.Document}）")}。", $"{entry.Id}: {entry.Rule}, {entry.Fact}{(entry.Document is null ? "" : $" ({entry.Document})")}.");

    private static string Symbol(string component) => component switch { "vote" => "a", "inspection" => "b", "self" => "c", _ => "d" };

    private static LocalText Word(string component) => component switch
    {
        "vote" => new("社会评价", "Vote"),
        "inspection" => new("考评验收", "Inspection"),
        "self" => new("自评", "Self"),
        _ => new("日常考核", "Daily"),
    };
}
