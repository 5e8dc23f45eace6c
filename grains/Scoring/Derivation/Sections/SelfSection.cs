using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The self-assessment: the claimed and accepted points, and the score (F7).</summary>
internal sealed class SelfSection(DerivationDraft draft, ScoredUnit unit)
{
    private readonly IReadOnlyList<Criterion> _items = unit.Rules.AssessedCriteria;

    /// <summary>
    /// What was claimed and accepted of each criterion, by its code; null for what is not filed, not decided or not applicable.
    /// </summary>
    public Dictionary<string, (Input? Claimed, Input? Accepted)> Points { get; } = [];

    /// <returns>The score of the self-assessment; null where there is none.</returns>
    public Input? Write()
    {
        var section = draft.Section("自评", "Self-assessment");
        var rows = _items.Zip(unit.Score.Facts.Assessed, (item, points) => Item(section, item, points)).ToList();
        var heading = new Heading(RuleNames.Points, new("自评得分", "Self-assessment score"), "Σ accepted ÷ Σ max × 100");
        if (unit.Score.Facts.Self is { } exact)
        {
            var computed = PointsScore.Of<Traced>([.. rows.Select(row => Traced.Of(row.Accepted))], [.. rows.Select(row => row.Maximum)]);
            return section.Publish(
                heading, computed!.Value, exact, ["/self"],
                rows.Any(row => row.Accepted is null) ? new("不适用的项目不计满分。", "Items that are not applicable are left out with their maxima.") : null);
        }
        var missing = unit.Ledger.Self.Missing.Where(entry => unit.Score.Total.Missing.Contains(entry.Component)).Select(entry => $"/missing/{entry.Name}");
        section.Say(heading, ["/self", .. missing], Missing());
        return null;
    }

    private (Input Maximum, Input? Accepted) Item(SectionDraft section, Criterion item, AssessedPoints points)
    {
        var (name, input) = (Labels.Of(item), unit.Maximum(item));
        var maximum = section.Publish(
            new(RuleNames.Points, new($"应得分：{name.Zh}", $"Maximum: {name.En}"), "max(c)"), input, item.Points, [$"/assessed/{item.Code}/points"]) with
        { Name = input.Name };
        if (points.Periods is { } periods)
        {
            Points[item.Code] = (
                OfPeriods(section, item, points.Claimed, periods, new($"自报分：{name.Zh}", $"Claimed: {name.En}"), "claimed", period => period.Claimed),
                OfPeriods(section, item, points.Accepted, periods, new($"认定分：{name.Zh}", $"Accepted: {name.En}"), "accepted", period => period.Accepted));
            return (maximum, Points[item.Code].Accepted);
        }
        var byEntries = unit.Rules.IsByEntries(item) ? new LocalText("此项的得分由加减分目录给出，不申报。", "The catalogue gives the points of this criterion; nothing is claimed.") : null;
        var claimed = Filed(
            section, new(RuleNames.Points, new($"自报分：{name.Zh}", $"Claimed: {name.En}")), points.Claimed, item, "claimed",
            byEntries ?? new("未申报，或申报为不适用。", "Not filed, or filed as not applicable."));
        var accepted = Filed(
            section, new(RuleNames.Points, new($"认定分：{name.Zh}", $"Accepted: {name.En}")), points.Accepted, item, "accepted",
            byEntries ?? new("未认定，或不适用。", "Not decided, or not applicable."));
        Points[item.Code] = (claimed, accepted);
        return (maximum, accepted);
    }

    /// <summary>The points of every period and their mean.</summary>
    private static Input? OfPeriods(
        SectionDraft section, Criterion item, Fraction? mean, IReadOnlyList<PointsInPeriod> periods, LocalText title, string which, Func<PointsInPeriod, Fraction?> read)
    {
        var inputs = new List<Traced>();
        foreach (var period in periods)
        {
            var (heading, name) = (new Heading(RuleNames.Points, new($"{title.Zh}，{period.Period}", $"{title.En}, {period.Period}")), $"{which}({item.Code}, {period.Period})");
            string[] pointer = [$"/assessed/{item.Code}/periods/{period.Period}/{which}"];
            if (read(period) is { } points)
                inputs.Add(section.Publish(heading, new Input(points, name, $"claim/{item.Code}"), points, pointer) with { Name = name });
            else
                section.Say(heading, pointer, new("未申报、未认定，或不适用。", "Not filed, not decided, or not applicable."));
        }
        var summed = new Heading(RuleNames.Periods, title, "Σ x(p) ÷ N");
        if (mean is { } exact)
            return section.Publish(summed, PlainMean.Of<Traced>([.. inputs])!.Value, exact, [$"/assessed/{item.Code}/{which}"]) with { Name = $"{which}({item.Code})" };
        section.Say(summed, [$"/assessed/{item.Code}/{which}"], new("有考评期尚未申报或认定，或各期都不适用。", "A period is not filed or not decided, or none is applicable."));
        return null;
    }

    private static Input? Filed(SectionDraft section, Heading heading, Fraction? points, Criterion item, string which, LocalText without)
    {
        string[] pointer = [$"/assessed/{item.Code}/{which}"];
        if (points is { } number)
            return section.Publish(heading, new Input(number, $"{which}({item.Code})", $"claim/{item.Code}"), number, pointer) with { Name = $"{which}({item.Code})" };
        section.Say(heading, pointer, without);
        return null;
    }

    private static LocalText OpenName(OpenItem item) => Labels.Of(item.Criterion) is var label && item.Period is { } period
        ? new($"{label.Zh}（{period}）", $"{label.En} ({period})")
        : label;

    private LocalText Missing()
    {
        if (_items.Count == 0)
            return ScoredUnit.NoAssessed(unit);
        if (unit.Ledger.Self.Open.Count == 0)
            return new("各项都不适用，故无自评得分。", "No item is applicable, so there is no score.");
        var names = Labels.List(unit.Ledger.Self.Open.Select(OpenName));
        return new($"尚未申报或认定，故无自评得分：{names.Zh}。", $"Not filed or not decided, so there is no score: {names.En}.");
    }
}
