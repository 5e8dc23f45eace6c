using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The daily score, and the total with bonuses and deductions (F6, F19).</summary>
/// <param name="namesStaff">Whether adjustments name the two people who proposed and approved them.</param>
internal sealed class TotalSection(DerivationDraft draft, ScoredUnit unit, bool namesStaff)
{
    /// <summary>The total; null where a component is missing.</summary>
    public Input? Total { get; private set; }

    /// <summary>Writes the total.</summary>
    /// <param name="scores">By component; null for a missing one.</param>
    public void Write(IReadOnlyDictionary<string, Input?> scores)
    {
        var section = draft.Section("总分", "The total");
        var cap = new Input(unit.Rules.Components.BonusCap, "cap", unit.PlaceOfShare("bonusCap"));
        var (bonuses, deducted) = (Adjustments(section, EntryKind.Bonus), Adjustments(section, EntryKind.Deduction));
        var bonus = section.Publish(
            new(RuleNames.Total, new("加分", "Bonus"), "min(Σ bonus, cap)"), TotalScore.Bonus<Traced>(bonuses.Points, cap), unit.Score.Total.Bonus, ["/bonus"], bonuses.Note);
        var most = unit.Rules.Components.DeductionCap is { } limit ? Traced.Of(new Input(limit, "cap", unit.PlaceOfShare("deductionCap"))) : null;
        var deductions = section.Publish(
            new(RuleNames.Total, new("减分", "Deductions"), most is null ? "Σ deductions" : "min(Σ deductions, cap)"),
            CatalogueScore.Capped(deducted.Points, most), unit.Score.Total.Deductions, ["/deductions"], deducted.Note);
        if (unit.Score.Total.Value is { } exact)
            Complete(section, scores, bonus, deductions, exact);
        else
            Incomplete(section);
    }

    /// <summary>Writes the daily score.</summary>
    /// <returns>Null where it has no share in the total.</returns>
    public Input? Daily()
    {
        var section = draft.Section("日常考核", "Daily supervision");
        var heading = new Heading(RuleNames.Total, new("日常考核得分", "Daily score"), "Daily = max(0, 100 − Σ daily)");
        if (unit.Score.Facts.Daily is { } exact)
        {
            var (points, note) = Adjustments(AdjustmentKind.Daily);
            return section.Publish(heading, TotalScore.Daily(points), exact, ["/daily"], note);
        }
        section.Say(heading, ["/daily"], new("日常考核不占总分比例，不计得分。", "The daily score has no share in the total and is not computed."));
        return null;
    }

    private void Complete(SectionDraft section, IReadOnlyDictionary<string, Input?> scores, Input bonus, Input deductions, Fraction exact)
    {
        var parts = unit.Score.Total.Parts;
        var computed = TotalScore.Of<Traced>(
            [.. parts.Select(part => new Input(part.Share, Symbol(part.Component), unit.PlaceOfShare(part.Component)))],
            [.. parts.Select(part => Traced.Of(scores[part.Component]! with { Name = Word(part.Component).En! }))],
            bonus with { Name = "bonus" }, deductions with { Name = "deductions" });
        Total = section.Publish(
            new(RuleNames.Total, new("总分", "Total"), "T = (a·Vote + b·Inspection + c·Self + d·Daily) ÷ 100 + bonus − deductions"),
            computed!.Value, exact, ["/total"], new("比例为0的部分不计入。", "Components with a share of 0 are left out."));
    }

    private void Incomplete(SectionDraft section)
    {
        var missing = unit.Score.Total.Missing;
        var names = Labels.List(missing.Select(Word));
        section.Say(
            new(RuleNames.Total, new("不完整：无总分", "Incomplete: no total")), ["/total", .. missing.Select(component => $"/incomplete/{component}")],
            new($"占有比例的部分缺项：{names.Zh}。因此无总分。", $"Missing, although it has a share: {names.En}. So there is no total."));
    }

    /// <summary>
    /// The bonuses or deductions of the total: of the catalogue, each entry in a line of its own, where it has entries of the kind; else
    /// the free ones.
    /// </summary>
    private (Traced Points, LocalText? Note) Adjustments(SectionDraft section, EntryKind kind)
    {
        var ledger = unit.Ledger.Ledger;
        if (!CountedAdjustments.HasEntries(unit.Rules, kind))
            return Adjustments(kind == EntryKind.Bonus ? AdjustmentKind.Bonus : AdjustmentKind.Deduction);
        Traced[] entries = [.. CountedAdjustments.Of(unit.Rules, ledger, kind).Entries.Select(entry => EntryLines.Entry(section, entry))];
        var waiting = ApprovedPoints.Of(ledger, kind == EntryKind.Bonus ? AdjustmentKind.Bonus : AdjustmentKind.Deduction).Waiting;
        if (entries.Length + waiting.Count > 0)
            draft.Name(RuleNames.Adjustments);
        return (TotalScore.Points<Traced>(entries), Waiting(waiting));
    }

    /// <summary>
    /// The points of one kind of adjustment, and a note that gives each entry's rule and fact; for staff also its proposer and approver.
    /// </summary>
    private (Traced Points, LocalText? Note) Adjustments(AdjustmentKind kind)
    {
        var entries = ApprovedPoints.Of(unit.Ledger.Ledger, kind);
        if (entries.Counted.Count + entries.Waiting.Count > 0)
            draft.Name(RuleNames.Adjustments);
        var note = Labels.Join([.. entries.Counted.Select(Entry), Waiting(entries.Waiting)]);
        return (TotalScore.Points<Traced>([.. entries.Counted.Select(entry => new Input(entry.Points, entry.Id, $"adjustment/{entry.Id}"))]), note);
    }

    private static LocalText? Waiting(IReadOnlyList<Adjustment> waiting) =>
        waiting.Count > 0 && Labels.List(waiting.Select(entry => new LocalText(entry.Id, entry.Id))) is var ids
            ? new($"未经他人批准，不计入（F19）：{ids.Zh}。", $"Not approved by somebody else, and not counted (F19): {ids.En}.") : null;

    private LocalText Entry(Adjustment entry) => new(
        $"{entry.Id}：{entry.Rule}，{entry.Fact}{(entry.Document is null ? "" : $"（{entry.Document}）")}。{(namesStaff ? $"{entry.ProposedBy} 提出，{entry.ApprovedBy} 批准。" : "")}",
        $"{entry.Id}: {entry.Rule}, {entry.Fact}{(entry.Document is null ? "" : $" ({entry.Document})")}.{(namesStaff ? $" Proposed by {entry.ProposedBy}, approved by {entry.ApprovedBy}." : "")}");

    private static string Symbol(string component) => component switch { "vote" => "a", "inspection" => "b", "self" => "c", _ => "d" };

    private static LocalText Word(string component) => component switch
    {
        "vote" => new("社会评价", "Vote"),
        "inspection" => new("考评验收", "Inspection"),
        "self" => new("自评", "Self"),
        _ => new("日常考核", "Daily"),
    };
}
