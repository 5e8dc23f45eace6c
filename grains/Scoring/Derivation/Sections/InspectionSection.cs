using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>
/// The inspection from its sheets: each item's points, the score of each body, and the score that enters the total (F7 to F9, F21).
/// </summary>
/// <remarks>Sheets are shown by number, in the order of the ledger. Inspectors are not named.</remarks>
/// <param name="draft">The derivation.</param>
/// <param name="unit">The unit.</param>
/// <param name="voted">The figures of the unit's vote by the names that rules use (F23); null for one that it does not have.</param>
internal sealed class InspectionSection(DerivationDraft draft, ScoredUnit unit, IReadOnlyDictionary<string, Input?> voted)
{
    private static readonly LocalText Title = new("考评得分", "Inspection score");

    private readonly Inspection _inspection = unit.Inspections.ByUnit[unit.Score.Unit.Code];

    /// <summary>The points of each criterion, by its code; null for one without points.</summary>
    public Dictionary<string, Input?> Points { get; } = [];

    /// <returns>The inspection score; null where there is none.</returns>
    public Input? Write()
    {
        var section = draft.Section("考评验收", "Inspection");
        var score = unit.Rules.Assessors is null ? Score(section) : OfBodies(section);
        // After the arithmetic, so that its lines keep their numbers.
        Visits(section);
        return score;
    }

    /// <summary>The score of the only panel of a round without bodies.</summary>
    private Input? Score(SectionDraft section)
    {
        var heading = new Heading(RuleNames.Points, Title, "Σ x ÷ Σ max × 100");
        var lines = _inspection.Bodies is [var only] ? new BodyLines(section, unit, only, voted) : null;
        var points = lines is null ? [] : Items(lines, _inspection.Bodies[0]);
        if (unit.Score.Facts.Inspection is null)
        {
            var missing = _inspection.Bodies.SelectMany(body => body.Missing).ToList();
            section.Say(heading, ["/inspection", .. Published(missing)], lines is null ? ScoredUnit.NoAssessed(unit)
                : missing.Count > 0 ? MissingText.Of(unit.Rules, missing)
                : new("没有打分的评分表，故无考评得分。", "There is no sheet with points, so there is no inspection score."));
            return null;
        }
        return unit.Inspections.IsCapped ? Capped(section, lines!.Score(heading, points, [])) : lines!.Score(heading, points, ["/inspection"]);
    }

    private IReadOnlyList<Input?> Items(BodyLines lines, BodyInspection body)
    {
        var items = lines.Items();
        foreach (var (criterion, points) in body.Criteria.Zip(items))
            Points[criterion.Code] = points;
        return items;
    }

    /// <summary>The scores of all bodies, and their mean by the maxima of their criteria.</summary>
    private Input? OfBodies(SectionDraft section)
    {
        var scores = _inspection.Bodies.Select(body => Body(section, body)).ToList();
        var heading = new Heading(RuleNames.Bodies, Title, "Σ max(b)·x(b) ÷ Σ max(b)");
        if (unit.Score.Facts.Inspection is { } exact)
        {
            if (scores is [{ } only])
                return unit.Inspections.IsCapped ? Capped(section, only) : section.Publish(heading with { Formula = "x(b)" }, only, exact, ["/inspection"]);
            var scored = _inspection.Bodies.Zip(scores).Where(body => body.Second is not null).ToList();
            var mean = WeightedMean.Of<Traced>([.. scored.Select(body => new Traced(Maximum(section, body.First)))], [.. scored.Select(body => Traced.Of(body.Second))])!.Value;
            var note = new LocalText("各评价机构按其适用指标的满分加权。", "Each body counts with the maxima of its applicable criteria.");
            return unit.Inspections.IsCapped
                ? Capped(section, section.Compute(heading, mean, unit.Inspections.Uncapped(unit.Score.Unit.Code)!.Value, note))
                : section.Publish(heading, mean, exact, ["/inspection"], note);
        }
        var missing = _inspection.Bodies.SelectMany(body => body.Missing).ToList();
        section.Say(heading, ["/inspection", .. Published(missing)], missing.Count > 0
            ? MissingText.Of(unit.Rules, missing)
            : new("没有打分的评分表，故无考评得分。", "There is no sheet with points, so there is no inspection score."));
        return null;
    }

    /// <summary>The score where the points of a plan may pass their maximum (F23).</summary>
    private Input Capped(SectionDraft section, Input score) => section.Publish(
        new(RuleNames.Figures, Title, "min(100, x)"), PointsScore.Capped<Traced>(score with { Name = "x" }), unit.Score.Facts.Inspection!.Value, ["/inspection"],
        new("单项可超过满分，考评得分不超过100。", "A criterion may have more than its maximum; the inspection has at most 100."));

    private Input? Body(SectionDraft section, BodyInspection body)
    {
        var (name, code) = (Labels.OfBody(unit.Rules, body.Body), body.Body ?? BodyResult.PanelName);
        var lines = new BodyLines(section, unit, body, voted);
        var points = Items(lines, body);
        section.Say(new(RuleNames.Bodies, new($"{name.Zh}的评分表", $"Sheets of {name.En}")), [$"/bodies/{code}/sheets"], Sheets(body));
        var heading = new Heading(RuleNames.Bodies, new($"得分：{name.Zh}", $"Score of {name.En}"), "Σ x ÷ Σ max × 100");
        if (unit.Inspections.Score(unit.Score.Unit.Code, body) is not null)
            return lines.Score(heading, points, [$"/bodies/{code}/score"]) with { Name = $"x({code})" };
        section.Say(heading, [$"/bodies/{code}/score"], body.Missing.Count > 0
            ? MissingText.Of(unit.Rules, body.Missing)
            : new("没有打分的评分表，故无得分。", "There is no sheet with points, so there is no score."));
        return null;
    }

    /// <summary>The sheets of a body by their numbers, with the period of each that has one.</summary>
    private static LocalText Sheets(BodyInspection body)
    {
        var sheets = body.Sheets.Places.Select(place => (Number: place + 1, body.Sheets.All[place].Period)).ToList();
        return new(
            $"共{sheets.Count.ToString(CultureInfo.InvariantCulture)}张{(sheets.Count == 0 ? "" : "：" + string.Join("、", sheets.Select(sheet => $"评分表{sheet.Number}{(sheet.Period is { } period ? $"（{period}）" : "")}")))}。",
            $"{sheets.Count.ToString(CultureInfo.InvariantCulture)} in all{(sheets.Count == 0 ? "" : ": " + string.Join(", ", sheets.Select(sheet => $"sheet {sheet.Number}{(sheet.Period is { } period ? $" ({period})" : "")}")))}.");
    }

    private Input Maximum(SectionDraft section, BodyInspection body)
    {
        var name = Labels.OfBody(unit.Rules, body.Body);
        Traced[] maxima = [.. body.Criteria.Zip(body.Points).Where(item => item.Second.Points is not null).Select(item => new Traced(unit.Maximum(item.First)))];
        return section.Compute(
            new(RuleNames.Bodies, new($"适用指标的满分：{name.Zh}", $"Maxima of the applicable criteria of {name.En}"), "Σ max(c)"), Sum<Traced>.Of(maxima), body.Maximum) with
        { Name = $"max({body.Body ?? BodyResult.PanelName})" };
    }

    /// <summary>The figures of entries that are published as missing.</summary>
    private IEnumerable<string> Published(IEnumerable<MissingEntry> missing) =>
        missing.Where(entry => unit.Score.Total.Missing.Contains(entry.Component)).Select(entry => $"/missing/{entry.Name}");

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
}
