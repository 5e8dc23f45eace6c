using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The inspection from its sheets: each item's points, the panel's score, and the score made comparable (F7 to F9).</summary>
/// <remarks>Sheets are shown by number, in the order of the ledger. Inspectors are not named.</remarks>
internal sealed class InspectionSection(DerivationDraft draft, ScoredUnit unit)
{
    private readonly IReadOnlyList<Criterion> _items = unit.Rules.AssessedCriteria;
    private readonly Inspection _inspection = unit.Inspections.ByUnit[unit.Score.Unit.Code];

    /// <returns>The inspection score; null where there is none.</returns>
    public Input? Write()
    {
        var section = draft.Section("考评验收", "Inspection");
        var score = Score(section);
        // After the arithmetic, so that its lines keep their numbers.
        Visits(section);
        return score;
    }

    private Input? Score(SectionDraft section)
    {
        var points = _items.Index().Select(item => Item(section, item.Item, item.Index)).ToList();
        var heading = new Heading(RuleNames.Points, new("考评得分", "Inspection score"), "Σ x ÷ Σ max × 100");
        if (unit.Score.Facts.Inspection is not { } exact)
        {
            section.Say(heading, ["/inspection"], _items.Count == 0
                ? ScoredUnit.NoAssessed(unit)
                : new("没有打分的评分表，故无考评得分。", "There is no sheet with points, so there is no inspection score."));
            return null;
        }
        var normalisation = unit.Inspections.Normalisation;
        string[] published = normalisation is null ? ["/inspection"] : [];
        var panel = _inspection.ByTotal is { } totals
            ? ByTotal(section, totals, published)
            : Write(section, heading, Percentage(points), published, null);
        return normalisation is null ? panel : new PanelComparisonLines(section, unit, normalisation).Write(panel, exact);
    }

    /// <summary>The days of the visits with the panels; no line where no sheet has a day.</summary>
    private void Visits(SectionDraft section)
    {
        var visits = unit.Ledger.Ledger.Sheets.Index().Where(sheet => sheet.Item.VisitedOn is not null).ToList();
        if (visits.Count == 0)
            return;
        section.Say(
            new(RuleNames.Points, new("考评日期", "Days of the visits")),
            [],
            new(
                string.Join('；', visits.Select(sheet => Visit(sheet.Index, sheet.Item, "评分表", "：", "，考评组"))) + "。",
                string.Join("; ", visits.Select(sheet => Visit(sheet.Index, sheet.Item, "sheet ", ": ", ", panel "))) + "."));
    }

    private static string Visit(int index, Sheet sheet, string name, string colon, string panel) => string.Create(
        CultureInfo.InvariantCulture, $"{name}{index + 1}{colon}{sheet.VisitedOn:yyyy-MM-dd}{(sheet.Panel is { } code ? panel + code : "")}");

    private Input? Item(SectionDraft section, Criterion item, int index)
    {
        var name = Labels.Of(item);
        string[] pointer = [$"/assessed/{item.Code}/inspected"];
        var heading = new Heading(RuleNames.Panel, new($"考评：{name.Zh}（满分{ShownNumber.Text(item.Points, null)}）", $"Inspected: {name.En} (of {ShownNumber.Text(item.Points, null)})"), "Σ x ÷ m");
        if (_inspection.Points[index] is not { } exact)
        {
            section.Say(heading, pointer, new("没有评分表给分：此项不适用，不计满分。", "No sheet gives points: the item is not applicable, and its maximum is left out."));
            return null;
        }
        Input?[] given = [.. unit.Ledger.Ledger.Sheets.Select((sheet, number) => sheet.Points.GetValueOrDefault(item.Code) is { } points ? Of(number, points) : null)];
        var trimming = _inspection.Trimmings[index];
        return section.Publish(heading, Mean(given, trimming), exact, pointer, Note(given, trimming)) with { Name = $"x({item.Code})" };
    }

    /// <summary>The mean of the inspectors' totals without one highest and one lowest.</summary>
    private Input ByTotal(SectionDraft section, InspectorTotals totals, string[] published)
    {
        var given = new Input?[totals.Totals.Count];
        foreach (var (index, sheet) in unit.Ledger.Ledger.Sheets.Index())
        {
            if (totals.Totals[index] is not { } total)
                continue;
            var points = _items.Select(item => sheet.Points.GetValueOrDefault(item.Code) is { } given ? Of(index, given) with { Name = item.Code } : null);
            given[index] = section.Compute(
                new(RuleNames.Points, new($"评分表{index + 1}的总分", $"Total of sheet {index + 1}"), "Σ x ÷ Σ max × 100"), Percentage(points), total) with
            { Name = $"x{index + 1}" };
        }
        return Write(section, new(RuleNames.Panel, new("考评得分", "Inspection score"), "Σ x ÷ m"), Mean(given, totals.Trimming), published, Note(given, totals.Trimming));
    }

    private Input Write(SectionDraft section, Heading heading, Traced computed, string[] published, LocalText? note) => published.Length > 0
        ? section.Publish(heading, computed, _inspection.Score!.Value, published, note)
        : section.Compute(heading, computed, _inspection.Score!.Value, note);

    private Traced Percentage(IEnumerable<Input?> points) =>
        PointsScore.Of<Traced>([.. points.Select(Traced.Of)], [.. _items.Select(unit.Maximum)])!.Value;

    private static Traced Mean(Input?[] given, SheetTrimming trimming) => PlainMean.Of<Traced>([.. trimming.Kept.Select(sheet => given[sheet]!)])!.Value;

    private static LocalText? Note(Input?[] given, SheetTrimming trimming) => trimming switch
    {
        { IsTooSmall: true } => new($"不足{SheetTrimming.TrimmedFrom}张，全部计入。", $"Fewer than {SheetTrimming.TrimmedFrom} sheets: all of them count."),
        { Lowest: { } lowest, Highest: { } highest } => new(
            $"去掉一个最低（{given[lowest]!.Name}）和一个最高（{given[highest]!.Name}）。",
            $"One lowest ({given[lowest]!.Name}) and one highest ({given[highest]!.Name}) are dropped."),
        _ => null,
    };

    private static Input Of(int sheet, decimal points) => new(points, $"x{sheet + 1}", $"sheet/{sheet + 1}");
}
