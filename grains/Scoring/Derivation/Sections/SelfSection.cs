using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The self-assessment: the claimed and accepted points, and the score (F7).</summary>
internal sealed class SelfSection(DerivationDraft draft, ScoredUnit unit)
{
    private readonly IReadOnlyList<Criterion> _items = unit.Rules.AssessedCriteria;

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
        section.Say(heading, ["/self"], Missing());
        return null;
    }

    private (Input Maximum, Input? Accepted) Item(SectionDraft section, Criterion item, AssessedPoints points)
    {
        var (name, input) = (Labels.Of(item), unit.Maximum(item));
        var maximum = section.Publish(
            new(RuleNames.Points, new($"应得分：{name.Zh}", $"Maximum: {name.En}"), "max(c)"), input, item.Points, [$"/assessed/{item.Code}/points"]) with
        { Name = input.Name };
        Filed(section, new(RuleNames.Points, new($"自报分：{name.Zh}", $"Claimed: {name.En}")), points.Claimed, item, "claimed", new("未申报，或申报为不适用。", "Not filed, or filed as not applicable."));
        var accepted = Filed(
            section, new(RuleNames.Points, new($"认定分：{name.Zh}", $"Accepted: {name.En}")), points.Accepted, item, "accepted", new("未认定，或不适用。", "Not decided, or not applicable."));
        return (maximum, accepted);
    }

    private static Input? Filed(SectionDraft section, Heading heading, Fraction? points, Criterion item, string which, LocalText without)
    {
        string[] pointer = [$"/assessed/{item.Code}/{which}"];
        if (points is { } number)
            return section.Publish(heading, new Input(number, $"{which}({item.Code})", $"claim/{item.Code}"), number, pointer) with { Name = $"{which}({item.Code})" };
        section.Say(heading, pointer, without);
        return null;
    }

    private LocalText Missing()
    {
        if (_items.Count == 0)
            return ScoredUnit.NoAssessed(unit);
        if (unit.Ledger.Self.Open.Count == 0)
            return new("各项都不适用，故无自评得分。", "No item is applicable, so there is no score.");
        var names = Labels.List(unit.Ledger.Self.Open.Select(Labels.Of));
        return new($"尚未申报或认定，故无自评得分：{names.Zh}。", $"Not filed or not decided, so there is no score: {names.En}.");
    }
}
