using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The lines of one body: the points of its criteria and its score (F7 to F9, F21, F30).</summary>
/// <param name="section">Receives the lines.</param>
/// <param name="unit">The unit.</param>
/// <param name="body">The body.</param>
/// <param name="voted">The figures of the unit's vote by the names that rules use (F23); null for one that it does not have.</param>
internal sealed class BodyLines(SectionDraft section, ScoredUnit unit, BodyInspection body, IReadOnlyDictionary<string, Input?> voted)
{
    /// <summary>Writes the points of every criterion; null where it has none.</summary>
    public IReadOnlyList<Input?> Items() => [.. body.Criteria.Zip(body.Points, Item)];

    /// <summary>Writes the score, with the panels made comparable where the rules do so. The body has a score.</summary>
    public Input Score(Heading heading, IReadOnlyList<Input?> points, string[] pointers)
    {
        var comparison = body.Given is null ? null : unit.Inspections.ComparisonOf(body.Body);
        if (!body.HasOthers || body.Given is not { } exact || (body.ByTotal is null && comparison is null))
            return Panel(heading, points, body.Score!.Value, comparison, pointers);
        var given = Panel(
            heading with { Title = new("考评员打分部分的得分", "Score of the points that inspectors give") },
            [.. points.Zip(body.Points, (input, item) => item.IsGiven ? input : null)], exact, comparison, []);
        return Together(heading, given, [.. points.Zip(body.Points, (input, item) => item.IsGiven ? null : input)], pointers);
    }

    /// <summary>The score of criteria whose points come from the panel, trimmed by total or not, and made comparable or not.</summary>
    private Input Panel(Heading heading, IReadOnlyList<Input?> points, Fraction exact, PanelComparison? comparison, string[] pointers)
    {
        string[] published = comparison is null ? pointers : [];
        var panel = body is { ByTotal: { } totals, Given: not null }
            ? ByTotal(heading.Title, totals, exact, published)
            : Write(heading, Percentage(points.Select(Traced.Of)), exact, published, null);
        return comparison is null
            ? panel
            : new PanelComparisonLines(section, comparison).Write(panel, unit.Score.Unit.Code, heading.Title, pointers);
    }

    /// <summary>The score with the points that no inspector gives.</summary>
    private Input Together(Heading heading, Input given, IReadOnlyList<Input?> others, string[] pointers)
    {
        Traced[] maxima = [.. body.Criteria.Zip(body.Points).Where(item => item.Second is { IsGiven: true, Points: not null }).Select(item => new Traced(unit.Maximum(item.First)))];
        var maximum = section.Compute(
            new(RuleNames.Points, new("考评员打分指标的满分", "Maxima of the criteria with points of inspectors"), "Σ max(c)"), Sum<Traced>.Of(maxima), body.GivenMaximum) with
        { Name = "max" };
        var computed = PointsScore.With<Traced>(given with { Name = "x" }, maximum, [.. others.Select(Traced.Of)], [.. body.Criteria.Select(item => new Traced(unit.Maximum(item)))])!.Value;
        return Write(
            heading with { Formula = "(x·max ÷ 100 + Σ x(c)) ÷ (max + Σ max(c)) × 100" }, computed, unit.Inspections.Score(unit.Score.Unit.Code, body)!.Value, pointers,
            new("由数据或加减分目录得出的分数不进入考评员的总分，另行计入。", "Points from figures and of the catalogue are in no inspector's total, and are added here."));
    }

    private Input? Item(Criterion item, CriterionPoints points)
    {
        var name = Labels.Of(item);
        string pointer = $"/assessed/{item.Code}/inspected";
        var title = new LocalText($"考评：{name.Zh}（满分{ShownNumber.Text(item.Points, null)}）", $"Inspected: {name.En} (of {ShownNumber.Text(item.Points, null)})");
        if (points.ByEntries is { } byEntries)
            return EntryLines.Criterion(section, new(RuleNames.Catalogue, title), item, byEntries, pointer) with { Name = $"x({item.Code})" };
        if (item.Periods is null)
            return OfPeriod(item, points.Periods[0], title, pointer);

        var means = points.Periods.Select(period => OfPeriod(
            item, period, new($"{title.Zh}，{period.Period}", $"{title.En}, {period.Period}"), $"/assessed/{item.Code}/periods/{period.Period}/inspected")).ToList();
        var heading = new Heading(RuleNames.Periods, title, "Σ x(p) ÷ N");
        if (points.Points is not { } exact)
        {
            section.Say(heading, [pointer], points.Periods.Any(period => period.IsMissing)
                ? item.Score is null ? new("有考评期没有评分表，故无得分。", "A period has no sheet, so there are no points.") : new("有考评期缺少数据，故无得分。", "A period has no figure, so there are no points.")
                : new("没有评分表给分：此项不适用，不计满分。", "No sheet gives points: the item is not applicable, and its maximum is left out."));
            return null;
        }
        return section.Publish(
            heading, PlainMean.Of<Traced>([.. means.OfType<Input>().Select(mean => new Traced(mean))])!.Value, exact, [pointer],
            new("各考评期的平均；不适用的考评期不计。", "The mean over the periods; those that are not applicable are left out.")) with
        { Name = $"x({item.Code})" };
    }

    /// <summary>The heading of a mean over the sheets of the body.</summary>
    public Heading MeanHeading(LocalText title) => body.Sheets.Weights is null ? new(RuleNames.Panel, title, "Σ x ÷ m") : new(RuleNames.Bodies, title, "Σ a·x ÷ Σ a");

    private Input? OfPeriod(Criterion item, PeriodPoints points, LocalText title, string pointer)
    {
        if (points.Table is { } table)
            return new FigureLines(section, unit, table, points.Period, this).Write(voted);
        var heading = MeanHeading(title);
        var name = points.Period is { } period ? $"x({item.Code}, {period})" : $"x({item.Code})";
        if (points.Points is { } exact)
            return section.Publish(heading, Mean(points.Given, points.Counted, Of), exact, [pointer], Note(points.Counted, Of)) with { Name = name };
        section.Say(heading, [pointer], points.IsMissing
            ? new("没有本期的评分表。", "There is no sheet of the period.")
            : new("没有评分表给分：此项不适用，不计满分。", "No sheet gives points: the item is not applicable, and its maximum is left out."));
        return null;

        Input Of(int sheet) => SheetInput(sheet, points.Given[sheet]!.Value);
    }

    /// <summary>The mean of the inspectors' totals without one highest and one lowest.</summary>
    private Input ByTotal(LocalText title, InspectorTotals totals, Fraction exact, string[] published)
    {
        var given = new Input?[totals.Totals.Count];
        foreach (var places in InspectorTotals.PlacesOf(body.Sheets).Where(places => totals.Totals[places[0]] is not null))
        {
            var points = body.Criteria.Zip(body.Points, (item, own) => own.IsGiven ? OfInspector(item, places) : null);
            var numbers = (Zh: string.Join("、", places.Select(place => place + 1)), En: string.Join(", ", places.Select(place => place + 1)));
            given[places[0]] = section.Compute(
                new(RuleNames.Points, new($"评分表{numbers.Zh}的总分", $"Total of sheet {numbers.En}"), "Σ x ÷ Σ max × 100"), Percentage(points), totals.Totals[places[0]]!.Value) with
            { Name = $"x{places[0] + 1}" };
        }
        return Write(
            new(RuleNames.Panel, title, "Σ x ÷ m"), Mean(totals.Totals, totals.Trimming, sheet => given[sheet]!), exact, published, Note(totals.Trimming, sheet => given[sheet]!));
    }

    // The points of the only sheet are no mean.
    private Traced? OfInspector(Criterion item, int[] places)
    {
        Traced[] given = [.. InspectorTotals.Given(body.Sheets, places, item).Select(one => new Traced(SheetInput(one.Place, one.Points) with { Name = NameOf(item, one.Place) }))];
        return places.Length == 1 && given is [var only] ? only : PlainMean.Of<Traced>(given);
    }

    private string NameOf(Criterion item, int place) => body.Sheets.All[place].Period is { } period ? $"{item.Code}, {period}" : item.Code;

    private Input Write(Heading heading, Traced computed, Fraction exact, string[] published, LocalText? note) => published.Length > 0
        ? section.Publish(heading, computed, exact, published, note)
        : section.Compute(heading, computed, exact, note);

    private Traced Percentage(IEnumerable<Traced?> points) => PointsScore.Of<Traced>([.. points], [.. body.Criteria.Select(item => new Traced(unit.Maximum(item)))])!.Value;

    /// <summary>The mean of what the sheets give, by the rule of the body.</summary>
    public static Traced Mean(IReadOnlyList<Fraction?> given, SheetTrimming counted, Func<int, Input> input) =>
        counted.Mean<Traced>(sheet => input(sheet), sheet => new Input(counted.Weights![sheet]!.Value, $"a{sheet + 1}", $"weight/{sheet + 1}"))
        ?? throw new ArgumentException($"None of {given.Count} sheets counts.");

    /// <summary>Which sheets do not count, or with which weights they do; null where all count alike.</summary>
    public LocalText? Note(SheetTrimming counted, Func<int, Input> input) => counted switch
    {
        { Weights: not null } => new("按考评员的权重平均；不适用的评分不计权重。", "The mean by the weights of the inspectors; a weight counts only with points."),
        { IsTooSmall: true } => new($"不足{body.Sheets.TrimFrom}张，全部计入。", $"Fewer than {body.Sheets.TrimFrom} sheets: all of them count."),
        { Lowest: { } lowest, Highest: { } highest } => new(
            $"去掉一个最低（{input(lowest).Name}）和一个最高（{input(highest).Name}）。",
            $"One lowest ({input(lowest).Name}) and one highest ({input(highest).Name}) are dropped."),
        _ => null,
    };

    public static Input SheetInput(int sheet, Fraction points) => new(points, $"x{sheet + 1}", $"sheet/{sheet + 1}");
}
