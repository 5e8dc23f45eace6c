using Evaluation.Rules;

namespace Evaluation.Scoring.Derivation;

/// <summary>The self-assessment: what was claimed and accepted, and the score of it (F7).</summary>
internal sealed class SelfLines(DerivationDraft draft, Case unit)
{
    private readonly IReadOnlyList<Criterion> _items = unit.Rules.AssessedCriteria;

    /// <summary>The self-assessment's score; null where there is none.</summary>
    public Amount? Write()
    {
        var section = draft.Section("自评", "Self-assessment");
        var rows = _items.Index().Select(item => (Item: item.Item, Points: Item(section, item.Item, unit.Score.Facts.Assessed[item.Index]))).ToList();
        var heading = new Heading(RuleNames.Points, new("自评得分", "Self-assessment score"), "Σ accepted ÷ Σ max × 100");
        if (unit.Score.Facts.Self is { } exact)
        {
            var applicable = rows.Where(row => row.Points.Accepted is not null).Select(row => row.Points).ToList();
            return section.Publish(
                heading, Term.SumOf(applicable.Select(row => row.Accepted!)) / Term.SumOf(applicable.Select(row => row.Maximum)) * 100, exact, ["/self"],
                applicable.Count < rows.Count ? new("不适用的项目不计满分。", "Items that are not applicable are left out with their maxima.") : null);
        }
        section.Say(heading, ["/self"], Missing());
        return null;
    }

    private static (Amount Maximum, Amount? Accepted) Item(SectionDraft section, Criterion item, AssessedPoints points)
    {
        var name = Names.Of(item);
        var maximum = section.Publish(
            new(RuleNames.Points, new($"应得分：{name.Zh}", $"Maximum: {name.En}"), "max(c)"), new Amount(item.Points, $"max({item.Code})", $"rules/criteria/{item.Code}/points"), item.Points,
            [$"/assessed/{item.Code}/points"]) with
        { Name = $"max({item.Code})" };
        Filed(section, new(RuleNames.Points, new($"自报分：{name.Zh}", $"Claimed: {name.En}")), points.Claimed, item, "claimed", new("未申报，或申报为不适用。", "Not filed, or filed as not applicable."));
        var accepted = Filed(
            section, new(RuleNames.Points, new($"认定分：{name.Zh}", $"Accepted: {name.En}")), points.Accepted, item, "accepted", new("未认定，或不适用。", "Not decided, or not applicable."));
        return (maximum, accepted);
    }

    private static Amount? Filed(SectionDraft section, Heading heading, Fraction? points, Criterion item, string which, LocalText without)
    {
        string[] pointer = [$"/assessed/{item.Code}/{which}"];
        if (points is { } number)
            return section.Publish(heading, new Amount(number, $"{which}({item.Code})", $"claim/{item.Code}"), number, pointer) with { Name = $"{which}({item.Code})" };
        section.Say(heading, pointer, without);
        return null;
    }

    private LocalText Missing()
    {
        if (_items.Count == 0)
            return new("本轮没有考评指标。", "The round assesses no criterion.");
        var open = _items.Where(item => unit.Ledger.Claims.FirstOrDefault(claim => claim.Criterion == item.Code) is not ({ Claimed: null } or { Accepted: not null })).Select(Names.Of).ToList();
        return open.Count == 0
            ? new("各项都不适用，故无自评得分。", "No item is applicable, so there is no score.")
            : Names.List(open) is var names ? new($"尚未申报或认定，故无自评得分：{names.Zh}。", $"Not filed or not decided, so there is no score: {names.En}.") : null!;
    }
}
