using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The lines that make a unit's inspection score comparable between panels that visited different units (F9).</summary>
internal sealed class PanelComparisonLines(SectionDraft section, PanelComparison comparison)
{
    /// <param name="before">The score of the unit's own panel.</param>
    /// <param name="unit">The unit's code.</param>
    /// <param name="title">The name of the score.</param>
    /// <param name="pointers">The figures that the score explains; none for an intermediate score.</param>
    public Input Write(Input before, string unit, LocalText title, string[] pointers)
    {
        var (normalisation, exact) = (comparison.Normalisation!, comparison.Score(unit)!.Value);
        var panel = comparison.Panels[unit].Panel;
        var name = panel.Length == 0 ? new LocalText("（未命名）", "(without a name)") : new(panel, panel);
        var all = comparison.Panels;
        var (mean, variance) = Distribution(all, normalisation.All, "μ", "σ²", new("全部被考评单位", "All inspected units"));
        var (panelMean, panelVariance) = Distribution(
            all.Where(other => other.Value.Panel == panel), normalisation.Panels[panel], "μ_p", "σ_p²", new($"评分组{name.Zh}的单位", $"Units of panel {name.En}"));
        var computed = ComparableScore.Of<Traced>(before with { Name = "x" }, mean, variance, panelMean, panelVariance);
        var comparable = section.Compute(new(RuleNames.Panels, new("均衡后的得分", "Score made comparable"), "x' = μ + σ·(x − μ_p) ÷ σ_p"), computed, exact, Note(computed));
        return pointers.Length == 0 ? comparable : section.Publish(
            new(RuleNames.Panels, title, "x'"), comparable with { Name = "x'" }, exact, pointers,
            new("均衡后的得分可能超出0至100，不作截断。", "Made comparable, a score may lie outside 0 to 100, and is not cut off."));
    }

    // The formula takes one of three forms, which its term shows.
    private static LocalText Note(Traced computed) => computed.Term switch
    {
        Input => new("该组各单位得分相同（σ_p = 0），取μ。", "All units of the panel have the same score (σ_p = 0): x' is μ."),
        Subtraction => new("x低于本组平均，故减。", "x is below the panel's mean, so the root is taken off."),
        _ => new("x不低于本组平均，故加。", "x is not below the panel's mean, so the root is added."),
    };

    private (Input Mean, Input Variance) Distribution(
        IEnumerable<KeyValuePair<string, PanelScore>> units, ScoreDistribution exact, string meanName, string varianceName, LocalText whose)
    {
        Traced[] scores =
        [
            .. units.OrderBy(other => other.Key, StringComparer.Ordinal)
                .Select(other => new Input(other.Value.Score, $"x({other.Key})", $"unit/{other.Key}", IsRounded: true)),
        ];
        var mean = section.Compute(
            new(RuleNames.Panels, new($"{whose.Zh}：平均", $"{whose.En}: mean"), $"{meanName} = Σ x ÷ N"), PlainMean.Of<Traced>(scores)!.Value, exact.Mean) with
        { Name = meanName };
        var variance = section.Compute(
            new(RuleNames.Panels, new($"{whose.Zh}：方差", $"{whose.En}: variance"), $"{varianceName} = Σ (x − {meanName})² ÷ N"),
            PopulationVariance.Of<Traced>(scores, mean), exact.Variance) with
        { Name = varianceName };
        return (mean, variance);
    }
}
