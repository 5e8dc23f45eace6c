using Evaluation.Rules;
using Evaluation.Rules.Headings;
using Evaluation.Scoring;

namespace Evaluation.Results.Exports;

/// <summary>
/// A version of the result as a table with one row per unit and one column per published figure: first the figures of the unit, then those
/// of each group, vote criterion and assessed criterion. Each class has its own worksheet.
/// </summary>
public sealed class ResultRows
{
    private readonly RoundRules _rules;
    private readonly List<(Column Column, Func<UnitResult, Cell> Figure)> _figures;

    public ResultRows(RoundRules rules)
    {
        _rules = rules;
        var grades = rules.Grades.ToDictionary(grade => grade.Code, grade => grade.Label);
        _figures =
        [
            (new("rank", "名次", "Rank"), unit => unit.Rank),
            (new("band", "档次", "Band"), unit => unit.Band),
            (new("total", "总分", "Total"), unit => unit.Total),
            (new("vote", "社会评价得分", "Vote"), unit => unit.Vote),
            (new("inspection", "考评得分", "Inspection"), unit => unit.Inspection),
            (new("self", "自评得分", "Self-assessment"), unit => unit.Self),
            (new("daily", "日常得分", "Daily"), unit => unit.Daily),
            (new("bonus", "加分", "Bonus"), unit => unit.Bonus),
            (new("deductions", "减分", "Deductions"), unit => unit.Deductions),
            (new("standardError", "标准误", "Standard error"), unit => unit.StandardError),
            (new("grade", "等次", "Grade"), unit => unit.Grade),
            (new("gradeZh", "等次名称", "Grade in Chinese"), unit => Grade(unit)?.Zh),
            (new("gradeEn", "等次英文名称", "Grade in English"), unit => Grade(unit)?.En),
            .. TailColumns(rules),
            (new("eligible", "有评优资格", "Eligible"), unit => unit.Eligible),
            (new("incomplete", "缺少的部分", "Missing components"), unit => Words(unit.Incomplete)),
            (new("notRated", "无社会评价得分的原因", "Why not rated"), unit => unit.NotRated),
            (new("vetoes", "一票否决", "Vetoes"), unit => Words(unit.Vetoes.Select(Veto))),
            (new("slips", "单位票数", "Slips"), unit => unit.Slips),
            .. Shares("", "", "", unit => unit.Positive, unit => unit.Top),
            .. rules.Groups.SelectMany(Group),
            .. rules.VoteCriteria.SelectMany(Criterion),
            .. rules.AssessedCriteria.SelectMany(Assessed),
            .. (rules.Combine ?? []).SelectMany(Part),
            .. rules.Assessors is null ? [] : rules.Bodies.SelectMany(body => Body(body, rules.Assessor(body))),
            .. rules.Assessors is null && !rules.HasPeriods && rules.ScoredCriteria.Count == 0 ? [] : MissingEntries,
            .. rules.ScoredCriteria.Count == 0 ? [] : NoBand,
            .. CriterionHeading.Of(rules.Criteria).SelectMany(Heading),
        ];
        Table = new(
            new("评价结果", "Results"),
            [.. Labels.Columns("class", "类别", "Class"), .. Labels.Columns("unit", "单位", "Unit"), .. _figures.Select(figure => figure.Column)]);

        LocalText? Grade(UnitResult unit) => unit.Grade is { } grade ? grades.GetValueOrDefault(grade) : null;
    }

    public ExportTable Table { get; }

    /// <summary>The units in the order of the result: class by class, best first.</summary>
    public IEnumerable<ExportRow> Of(RoundResult result)
    {
        var labels = _rules.Units.ToDictionary(unit => unit.Code, unit => unit.Label);
        foreach (var ranked in result.Classes)
        {
            var label = _rules.Classes.First(unitClass => unitClass.Code == ranked.Class).Label;
            foreach (var unit in ranked.Units)
                yield return new([.. Labels.Cells(ranked.Class, label), .. Labels.Cells(unit.Unit, labels[unit.Unit]), .. _figures.Select(figure => figure.Figure(unit))], label);
        }
    }

    /// <summary>The list at the bottom of the class that names the unit; no column where the rules have no tail.</summary>
    private static IEnumerable<(Column, Func<UnitResult, Cell>)> TailColumns(RoundRules rules)
    {
        if (rules.Tail is not { } tail)
            yield break;
        var labels = tail.ToDictionary(entry => entry.Code, entry => entry.Label);
        LocalText? Of(UnitResult unit) => unit.Tail is { } list ? labels.GetValueOrDefault(list) : null;
        yield return (new("tail", "末位名单", "Tail"), unit => unit.Tail);
        yield return (new("tailZh", "末位名单名称", "Tail in Chinese"), unit => Of(unit)?.Zh);
        yield return (new("tailEn", "末位名单英文名称", "Tail in English"), unit => Of(unit)?.En);
    }

    private static IEnumerable<(Column, Func<UnitResult, Cell>)> Group(Group group)
    {
        GroupResult? Of(UnitResult unit) => unit.Groups.FirstOrDefault(result => result.Group == group.Code);
        Column Named(string name, string zh, string en) => new($"group.{group.Code}.{name}", Labels.For(group.Code, group.Label, zh, en));
        yield return (Named("slips", "票数", "slips"), unit => Of(unit)?.Slips);
        yield return (Named("awareness", "知晓率", "awareness"), unit => Of(unit)?.Awareness);
        yield return (Named("score", "得分", "score"), unit => Of(unit)?.Score);
        yield return (Named("reported", "计入", "reported"), unit => Of(unit) is { } result ? result.Reported : Cell.None);
        yield return (Named("why", "未计入的原因", "why not"), unit => Of(unit)?.Why);
    }

    private static IEnumerable<(Column, Func<UnitResult, Cell>)> Criterion(Criterion criterion)
    {
        CriterionResult? Of(UnitResult unit) => unit.Criteria.FirstOrDefault(result => result.Criterion == criterion.Code);
        yield return (new($"criterion.{criterion.Code}.score", Labels.For(criterion.Code, criterion.Label, "得分", "score")), unit => Of(unit)?.Score);
        var label = Labels.For(criterion.Code, criterion.Label, "", "");
        foreach (var share in Shares($"criterion.{criterion.Code}.", label.Zh!, label.En!, unit => Of(unit)?.Positive, unit => Of(unit)?.Top))
            yield return share;
    }

    private static IEnumerable<(Column, Func<UnitResult, Cell>)> Assessed(Criterion criterion)
    {
        AssessedResult? Of(UnitResult unit) => unit.Assessed?.FirstOrDefault(result => result.Criterion == criterion.Code);
        Column Named(string name, string zh, string en) => new($"assessed.{criterion.Code}.{name}", Labels.For(criterion.Code, criterion.Label, zh, en));
        yield return (Named("points", "应得分", "points"), unit => Of(unit)?.Points);
        yield return (Named("claimed", "自评分", "claimed"), unit => Of(unit)?.Claimed);
        yield return (Named("accepted", "认定分", "accepted"), unit => Of(unit)?.Accepted);
        yield return (Named("inspected", "实得分", "inspected"), unit => Of(unit)?.Inspected);
        foreach (var period in criterion.Periods ?? [])
        {
            PeriodResult? In(UnitResult unit) => Of(unit)?.Periods?.FirstOrDefault(result => result.Period == period);
            yield return (Named($"{period}.claimed", $"{period}自评分", $"claimed {period}"), unit => In(unit)?.Claimed);
            yield return (Named($"{period}.accepted", $"{period}认定分", $"accepted {period}"), unit => In(unit)?.Accepted);
            yield return (Named($"{period}.inspected", $"{period}实得分", $"inspected {period}"), unit => In(unit)?.Inspected);
        }
    }

    private static (Column, Func<UnitResult, Cell>)[] MissingEntries =>
        [(new("missing", "缺少的评分表和认定", "Missing sheets and decisions"), unit => Words((unit.Missing ?? []).Select(entry => entry.Name)))];

    private static IEnumerable<(Column, Func<UnitResult, Cell>)> Body(string? body, Assessor? assessor)
    {
        BodyResult? Of(UnitResult unit) => unit.Bodies?.FirstOrDefault(result => result.By == body);
        var (name, label) = (body ?? BodyResult.PanelName, assessor?.Label ?? new LocalText("考评组", "Inspection panel"));
        Column Named(string figure, string zh, string en) => new($"body.{name}.{figure}", Labels.For(name, label, zh, en));
        yield return (Named("score", "得分", "score"), unit => Of(unit)?.Score);
        yield return (Named("sheets", "评分表数", "sheets"), unit => Of(unit)?.Sheets);
    }

    // Only where points follow from figures (F23), so that other tables keep their columns.
    private static (Column, Func<UnitResult, Cell>)[] NoBand => [(new("noBand", "不分档的原因", "Why no band"), unit => unit.NoBand)];

    /// <summary>The subtotals of a heading (F27): of points where criteria below are assessed, of scores where voters rate some.</summary>
    private static IEnumerable<(Column, Func<UnitResult, Cell>)> Heading(CriterionHeading heading)
    {
        HeadingResult? Of(UnitResult unit) => unit.Headings?.FirstOrDefault(result => result.Path.SequenceEqual(heading.Path));
        (Column, Func<UnitResult, Cell>) Named(string figure, string zh, string en, Func<HeadingResult, decimal?> read) => (
            new($"heading.{heading.Name}.{figure}", $"{HeadingPath.Text(heading.Path, "zh")} {zh}", $"{HeadingPath.Text(heading.Path, "en")}, {en}"),
            unit => Of(unit) is { } result ? read(result) : Cell.None);
        if (heading.Criteria.Any(criterion => criterion.Source == CriterionSource.Assessed))
        {
            yield return Named("points", "应得分小计", "points", result => result.Points);
            yield return Named("claimed", "自评分小计", "claimed", result => result.Claimed);
            yield return Named("claimedOf", "自评所计满分", "maxima of what is claimed", result => result.ClaimedOf);
            yield return Named("accepted", "认定分小计", "accepted", result => result.Accepted);
            yield return Named("acceptedOf", "认定所计满分", "maxima of what is accepted", result => result.AcceptedOf);
            yield return Named("inspected", "实得分小计", "inspected", result => result.Inspected);
            yield return Named("inspectedOf", "实得所计满分", "maxima of what is inspected", result => result.InspectedOf);
        }
        if (heading.Criteria.Any(criterion => criterion.Source == CriterionSource.Vote))
            yield return Named("vote", "社会评价得分", "vote", result => result.Vote);
    }

    private static IEnumerable<(Column, Func<UnitResult, Cell>)> Part(CombinedRound combined)
    {
        PartResult? Of(UnitResult unit) => unit.Parts?.FirstOrDefault(part => part.Round == combined.Round);
        yield return (new($"round.{combined.Round}.version", $"{combined.Round} 版本", $"{combined.Round}, version"), unit => Of(unit)?.Version);
        yield return (new($"round.{combined.Round}.total", $"{combined.Round} 总分", $"{combined.Round}, total"), unit => Of(unit)?.Total);
        yield return (new($"round.{combined.Round}.tails", $"{combined.Round} 末位名单", $"{combined.Round}, tail"), unit => Words((Of(unit)?.Tails ?? []).Select(tail => tail.Tail)));
    }

    private static IEnumerable<(Column, Func<UnitResult, Cell>)> Shares(string name, string zh, string en, Func<UnitResult, Share?> positive, Func<UnitResult, Share?> top) =>
    [
        .. Share($"{name}positive", $"{zh}满意率", $"{en}positive share", positive),
        .. Share($"{name}top", $"{zh}最优率", $"{en}top share", top),
    ];

    private static IEnumerable<(Column, Func<UnitResult, Cell>)> Share(string name, string zh, string en, Func<UnitResult, Share?> share) =>
    [
        (new(name, zh, en), unit => share(unit)?.Value),
        (new($"{name}Low", $"{zh}下限", $"{en}, lower bound"), unit => share(unit)?.Low),
        (new($"{name}High", $"{zh}上限", $"{en}, upper bound"), unit => share(unit)?.High),
    ];

    private static string Veto(VetoResult veto) => $"{veto.Veto}: {veto.Words?.Zh ?? veto.Fact} {veto.Words?.En} ({veto.Effect.Cap ?? veto.Effect.Kind})";

    private static string? Words(IEnumerable<string> words) => string.Join("; ", words) is { Length: > 0 } text ? text : null;
}
