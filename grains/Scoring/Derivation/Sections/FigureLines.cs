using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The points of one criterion that follow from a figure (F23): the figure, the class's table, the points.</summary>
/// <param name="section">Receives the lines.</param>
/// <param name="unit">The unit.</param>
/// <param name="table">The figures of its class.</param>
/// <param name="period">Null for a criterion without periods.</param>
/// <param name="body">The lines of the body whose sheets have the figure.</param>
internal sealed class FigureLines(SectionDraft section, ScoredUnit unit, FigureTable table, string? period, BodyLines body)
{
    private readonly Criterion _item = table.Criterion;
    private readonly FigureRule _rule = table.Rule;
    private readonly string _own = unit.Score.Unit.Code;
    private readonly UnitFigure _figure = table.Figures[unit.Score.Unit.Code];

    /// <param name="voted">The figures of the unit's vote by their names in the rules.</param>
    /// <returns>The points as an input; null where there are none.</returns>
    public Input? Write(IReadOnlyDictionary<string, Input?> voted)
    {
        if (table.PointsOf(_own) is not { } exact)
        {
            Without();
            return null;
        }
        var x = (_rule.Of is { } figure ? voted[figure]! : Combined(_figure.Values!, _figure.X!.Value, "数据", "Figure")) with { Name = $"x({_own})" };
        var input = _rule.By switch
        {
            FigureForm.Steps => Steps(x, exact),
            FigureForm.Deduct => Publish(
                $"max(0, P + points·⌊min(0, {(table.IsLow ? "from − x" : "x − from")}) ÷ per⌋)",
                FigurePoints.Deduct<Traced>(Maximum, x, Rule(_rule.From!.Value, "from"), Rule(_rule.Per!.Value, "per"), Rule(_rule.Points!.Value, "points"), table.IsLow), exact,
                new("每差一个per扣一次，不足一个按一个计：负数的⌊ ⌋向更小的整数取整。", "Every begun width is deducted: ⌊ ⌋ of a number below 0 is the next whole number below it.")),
            FigureForm.Rank => Rank(x, exact),
            FigureForm.Best => Best(x, exact),
            _ => Plan(x, exact),
        };
        return input with { Name = period is null ? $"x({_item.Code})" : $"x({_item.Code}, {period})" };
    }

    private Input Maximum => new(table.Maximum, "P", $"rules/criteria/{_item.Code}/points");

    private Input Steps(Input x, Fraction exact)
    {
        var steps = _rule.Steps!;
        var reached = table.StepOf(x.Number);
        var (reaches, misses) = table.IsLow ? ("≤", ">") : ("≥", "<");
        if ((reached ?? steps.Count) is > 0 and var missed)
            section.State(new(RuleNames.Figures, Title("未达到的一档", "The step that is not reached"), $"x {misses} from"), new(x, misses, From(missed - 1)), []);
        if (reached is not { } step)
            return Publish("0", 0L, exact, new("未达到任何一档。", "No step is reached."));
        section.State(new(RuleNames.Figures, Title("达到的一档", "The step that is reached"), $"x {reaches} from"), new(x, reaches, From(step)), []);
        return Publish("points", Rule(steps[step].Points, "points", $"steps/{step}"), exact);

        Input From(int at) => Rule(steps[at].From, "from", $"steps/{at}");
    }

    private Input Rank(Input x, Fraction exact)
    {
        var rank = RankOf(x);
        if (table.TablePoints(rank) is not { } points)
            return Publish("max(0, P·(1 − stepPercent·(r − 1) ÷ 100))", FigurePoints.Rank<Traced>(Maximum, Rule(_rule.StepPercent!.Value, "stepPercent"), RankInput(x, rank)), exact);
        RankInput(x, rank);
        if (table.Figures.Count == 1)
            return Publish("P", Maximum, exact, new("本类只有一个单位，得满分。", "The only unit of the class has the maximum."));
        return rank <= _rule.Table!.Count
            ? Publish("table(r)", Rule(points, $"table({rank})", "table"), exact)
            : Publish("else", Rule(points, "else"), exact, new("名次在表外。", "The rank is beyond the table."));
    }

    private int RankOf(Input x) => table.RankOf(x.Number);

    /// <summary>Compares the figure with all others of the class, and writes the rank.</summary>
    private Input RankInput(Input x, int rank)
    {
        var ahead = table.Ahead(x.Number);
        var others = table.Compared.Where(other => other.Unit != _own).Except(ahead).ToList();
        if (ahead.Count > 0)
            Against(x, ahead, isAhead: true, "名次在前的数据", "The figures before it");
        if (others.Count > 0)
            Against(x, others, isAhead: false, "其余数据", "The other figures");
        var left = Labels.List(table.Figures.Where(other => other.Value.X is null && other.Key != _own).Select(other => new LocalText(other.Key, other.Key)));
        return section.Compute(
            new(RuleNames.Figures, Title("同类名次", "Rank in the class"), "r = 1 + ahead"), Places.Rank<Traced>(new Input(ahead.Count, "ahead", "ranking")), rank,
            table.Compared.Count() == table.Figures.Count ? null : new($"没有数据、不排名：{left.Zh}。", $"Left out without a figure: {left.En}.")) with
        { Name = "r" };
    }

    private void Against(Input x, IEnumerable<(string Unit, Fraction X)> others, bool isAhead, string zh, string en)
    {
        // The nearest of the figures on either side, so that one comparison holds for all of them.
        var nearest = FigurePoints.Extreme<Traced>([.. others.Select(other => (Traced)Other(other.Unit, other.X))], isLargest: isAhead == table.IsLow);
        var sign = (isAhead, table.IsLow) switch { (true, false) => ">", (true, true) => "<", (false, false) => "≤", _ => "≥" };
        section.State(new(RuleNames.Figures, Title(zh, en), $"{(isAhead == table.IsLow ? "max" : "min")} x(u') {sign} x(u)"), new(nearest.Term, sign, x), []);
    }

    private Input Best(Input x, Fraction exact)
    {
        var best = section.Compute(
            new(RuleNames.Figures, Title("同类最大数据", "The largest figure of the class"), "max x(u')"),
            FigurePoints.Extreme<Traced>([.. table.Compared.Select(other => (Traced)(other.Unit == _own ? x : Other(other.Unit, other.X)))], isLargest: true), table.Best!.Value) with
        { Name = "max" };
        return table.Best > Fraction.Zero
            ? Publish("P·max(0, x) ÷ max", FigurePoints.Best<Traced>(Maximum, x, best), exact)
            : Publish("0", FigurePoints.Best<Traced>(Maximum, x, best), exact, new("本类没有大于0的数据，都得0分。", "No figure of the class is above 0: all have 0 points."));
    }

    private Input Plan(Input x, Fraction exact)
    {
        var target = Combined(_figure.Targets!, _figure.Target!.Value, "目标", "Target") with { Name = "target" };
        return Publish("P·min(max(0, x) ÷ target, limit)", FigurePoints.Plan<Traced>(Maximum, x, target, Rule(_rule.Limit!.Value, "limit")), exact);
    }

    /// <summary>A figure from the sheets, by the rule of the body (F8, F21).</summary>
    private Input Combined(SheetNumbers numbers, Fraction exact, string zh, string en)
    {
        return section.Compute(body.MeanHeading(Title(zh, en)), BodyLines.Mean(numbers.Given, numbers.Counted, Of), exact, body.Note(numbers.Counted, Of));

        Input Of(int sheet) => BodyLines.SheetInput(sheet, numbers.Given[sheet]!.Value);
    }

    private void Without()
    {
        section.Say(
            new(RuleNames.Figures, PointsTitle), [$"{Item}/inspected"],
            !_figure.IsMissing ? new("此项不适用，不计满分。", "The criterion is not applicable, and its maximum is left out.")
            : _rule.Of is null ? new("缺少数据，故不完整；不参加名次和最优的比较。", "The figure is missing: the unit is incomplete, and is left out of ranks and maxima.")
            : new("社会评价没有给出此数据，故不完整；不参加名次和最优的比较。", "The vote gives no such figure: the unit is incomplete, and is left out of ranks and maxima."));
    }

    private Input Publish(string formula, Traced computed, Fraction exact, LocalText? note = null) =>
        section.Publish(new(RuleNames.Figures, PointsTitle, formula), computed, exact, [$"{Item}/inspected"], note);

    private Input Other(string code, Fraction x) => new(x, $"x({code})", $"unit/{code}{Source}", IsRounded: true);

    private string Source => _rule.Of switch
    {
        "vote.topShare" => "/top/share",
        "vote.positiveShare" => "/positive/share",
        "vote.score" => "/vote",
        _ => Item,
    };

    private string Item => period is null ? $"/assessed/{_item.Code}" : $"/assessed/{_item.Code}/periods/{period}";

    private Input Rule(Fraction number, string name, string? member = null) => new(number, name, $"rules/criteria/{_item.Code}/score/{member ?? name}");

    private LocalText PointsTitle => Title("得分", "Points", $"（满分{ShownNumber.Text(table.Maximum, null)}）", $" (of {ShownNumber.Text(table.Maximum, null)})");

    private LocalText Title(string zh, string en, string zhEnd = "", string enEnd = "")
    {
        var name = Labels.Of(_item);
        return period is null
            ? new($"{zh}：{name.Zh}{zhEnd}", $"{en}: {name.En}{enEnd}")
            : new($"{zh}：{name.Zh}{zhEnd}，{period}", $"{en}: {name.En}{enEnd}, {period}");
    }
}
