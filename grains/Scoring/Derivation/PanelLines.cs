using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation;

/// <summary>The inspection score of a unit after panels that visited different units were made comparable (F9).</summary>
internal sealed class PanelLines(SectionDraft section, Case unit, PanelNormalisation normalisation)
{
    public Amount Write(Amount before, Fraction exact)
    {
        var panel = unit.Inspections.Panels[unit.Score.Unit.Code].Panel;
        var all = unit.Inspections.Panels;
        var own = all.Where(other => other.Value.Panel == panel).ToList();
        var name = panel.Length == 0 ? new LocalText("（未命名）", "(without a name)") : new(panel, panel);
        var (mean, variance) = Spread(all, normalisation.All, "μ", "σ²", new("全部被考评单位", "All inspected units"));
        var (panelMean, panelVariance) = Spread(own, normalisation.Panels[panel], "μ_p", "σ_p²", new($"评分组{name.Zh}的单位", $"Units of panel {name.En}"));
        var comparable = Comparable(before, mean, variance, panelMean, panelVariance, exact);
        return section.Publish(
            new(RuleNames.Panels, new("考评得分", "Inspection score"), "x'"), comparable with { Name = "x'" }, exact, ["/inspection"],
            new("均衡后的得分可能超出0至100，不作截断。", "Made comparable, a score may lie outside 0 to 100, and is not cut off."));
    }

    private Amount Comparable(Amount before, Amount mean, Amount variance, Amount panelMean, Amount panelVariance, Fraction exact)
    {
        var heading = new Heading(RuleNames.Panels, new("均衡后的得分", "Score made comparable"), "x' = μ + σ·(x − μ_p) ÷ σ_p");
        if (panelVariance.Number == Fraction.Zero)
            return section.Compute(heading, mean, exact, new("该组各单位得分相同（σ_p = 0），取μ。", "All units of the panel have the same score (σ_p = 0): x' is μ."));
        var distance = (before with { Name = "x" }) - panelMean;
        var shift = (variance * distance.Squared() / panelVariance).Root();
        var isBelow = before.Number < panelMean.Number;
        return section.Compute(heading, isBelow ? mean - shift : mean + shift, exact, isBelow
            ? new("x低于本组平均，故减。", "x is below the panel's mean, so the root is taken off.")
            : new("x不低于本组平均，故加。", "x is not below the panel's mean, so the root is added."));
    }

    private (Amount Mean, Amount Variance) Spread(IEnumerable<KeyValuePair<string, PanelScore>> units, Spread spread, string meanName, string varianceName, LocalText whose)
    {
        var scores = units.OrderBy(other => other.Key, StringComparer.Ordinal)
            .Select(other => new Amount(other.Value.Score, $"x({other.Key})", $"unit/{other.Key}", IsRounded: true)).ToList();
        var mean = section.Compute(new(RuleNames.Panels, new($"{whose.Zh}：平均", $"{whose.En}: mean"), $"{meanName} = Σ x ÷ N"), Term.SumOf(scores) / scores.Count, spread.Mean) with
        { Name = meanName };
        var variance = section.Compute(
            new(RuleNames.Panels, new($"{whose.Zh}：方差", $"{whose.En}: variance"), $"{varianceName} = Σ (x − {meanName})² ÷ N"),
            Term.SumOf(scores.Select(score => (score - mean).Squared())) / scores.Count, spread.Variance) with
        { Name = varianceName };
        return (mean, variance);
    }
}
