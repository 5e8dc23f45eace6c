using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation;

/// <summary>The inspection from its sheets: each item's points, the panel's score, panels made comparable (F7 to F9).</summary>
/// <remarks>Sheets go by number, in the order of the ledger: an inspector's name is nobody's business here.</remarks>
internal sealed class InspectionLines(DerivationDraft draft, Case unit)
{
    private readonly IReadOnlyList<Criterion> _items = unit.Rules.AssessedCriteria;
    private readonly IReadOnlyList<Sheet> _sheets = unit.Ledger.Sheets;
    private readonly PanelTrim _trim = unit.Rules.Panel.Trim;

    /// <summary>The inspection score; null where there is none.</summary>
    public Amount? Write()
    {
        var section = draft.Section("考评验收", "Inspection");
        var points = _items.Index().Select(item => Item(section, item.Item, item.Index)).ToList();
        var heading = new Heading(RuleNames.Points, new("考评得分", "Inspection score"), "Σ x ÷ Σ max × 100");
        if (unit.Score.Facts.Inspection is not { } exact)
        {
            section.Say(heading, ["/inspection"], _items.Count == 0
                ? new("本轮没有考评指标。", "The round assesses no criterion.")
                : new("没有打分的评分表，故无考评得分。", "There is no sheet with points, so there is no inspection score."));
            return null;
        }
        var normalisation = unit.Inspections.Normalisation;
        string[] published = normalisation is null ? ["/inspection"] : [];
        var before = unit.Inspections.ByUnit[unit.Score.Unit.Code].Score!.Value;
        var panel = _trim == PanelTrim.Total ? ByTotal(section, before, published) : Write(section, heading, Percentage(points), before, published, null);
        return normalisation is null ? panel : new PanelLines(section, unit, normalisation).Write(panel, exact);
    }

    private Amount? Item(SectionDraft section, Criterion item, int index)
    {
        var name = Names.Of(item);
        string[] pointer = [$"/assessed/{item.Code}/inspected"];
        var heading = new Heading(RuleNames.Panel, new($"考评：{name.Zh}（满分{ShownNumber.Text(item.Points, null)}）", $"Inspected: {name.En} (of {ShownNumber.Text(item.Points, null)})"), "Σ x ÷ m");
        if (unit.Score.Facts.Assessed[index].Inspected is not { } exact)
        {
            section.Say(heading, pointer, new("没有评分表给分：此项不适用，不计满分。", "No sheet gives points: the item is not applicable, and its maximum is left out."));
            return null;
        }
        var given = _sheets.Index().Where(sheet => sheet.Item.Points.GetValueOrDefault(item.Code) is not null)
            .Select(sheet => Of(sheet.Index, sheet.Item.Points[item.Code]!.Value)).ToList();
        var (kept, note) = Trim(given, _trim == PanelTrim.Item);
        return section.Publish(heading, Term.SumOf(kept) / kept.Count, exact, pointer, note) with { Name = $"x({item.Code})" };
    }

    /// <summary>The mean of the inspectors' totals, one highest and one lowest left out.</summary>
    private Amount ByTotal(SectionDraft section, Fraction exact, string[] published)
    {
        var totals = new List<Amount>();
        foreach (var (index, sheet) in _sheets.Index())
        {
            if (Inspection.Total(_items, sheet) is not { } total)
                continue;
            var points = _items.Select(item => sheet.Points.GetValueOrDefault(item.Code) is { } given ? Of(index, given) with { Name = item.Code } : null).ToList();
            totals.Add(section.Compute(
                new(RuleNames.Points, new($"评分表{index + 1}的总分", $"Total of sheet {index + 1}"), "Σ x ÷ Σ max × 100"), Percentage(points), total) with
            { Name = $"x{index + 1}" });
        }
        var (kept, note) = Trim(totals, isTrimmed: true);
        return Write(section, new(RuleNames.Panel, new("考评得分", "Inspection score"), "Σ x ÷ m"), Term.SumOf(kept) / kept.Count, exact, published, note);
    }

    private static Amount Write(SectionDraft section, Heading heading, Term term, Fraction exact, string[] published, LocalText? note) =>
        published.Length > 0 ? section.Publish(heading, term, exact, published, note) : section.Compute(heading, term, exact, note);

    private Term Percentage(IReadOnlyList<Amount?> points)
    {
        var applicable = _items.Zip(points).Where(item => item.Second is not null).ToList();
        var maxima = applicable.Select(item => (Term)new Amount(item.First.Points, $"max({item.First.Code})", $"rules/criteria/{item.First.Code}/points"));
        return Term.SumOf(applicable.Select(item => (Term)item.Second!)) / Term.SumOf(maxima) * 100;
    }

    /// <summary>What is kept of the sheets, and which were dropped.</summary>
    private static (IReadOnlyList<Term> Kept, LocalText? Note) Trim(List<Amount> given, bool isTrimmed)
    {
        if (!isTrimmed)
            return ([.. given], null);
        if (given.Count < PanelMean.TrimmedFrom)
            return ([.. given], new($"不足{PanelMean.TrimmedFrom}张，全部计入。", $"Fewer than {PanelMean.TrimmedFrom} sheets: all of them count."));
        var ordered = given.OrderBy(amount => amount.Number).ToList();
        var (lowest, highest) = (ordered[0], ordered[^1]);
        return ([.. given.Where(amount => amount != lowest && amount != highest)], new(
            $"去掉一个最低（{lowest.Name}）和一个最高（{highest.Name}）。", $"One lowest ({lowest.Name}) and one highest ({highest.Name}) are dropped."));
    }

    private static Amount Of(int sheet, decimal points) => new(points, $"x{sheet + 1}", $"sheet/{sheet + 1}");
}
