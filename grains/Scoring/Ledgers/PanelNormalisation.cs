using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The inspection score of one unit with the panel that visited it; the panel without a name is <c>""</c>.</summary>
internal readonly record struct PanelScore(string Panel, Fraction Score);

/// <summary>
/// Makes the scores of panels that visited different units comparable (F9): <c>x' = μ + σ·(x − μ_p)/σ_p</c>, with μ and σ over all inspected units of
/// the round and μ_p and σ_p over those of the panel.
/// </summary>
/// <param name="All">μ and σ².</param>
/// <param name="Panels">μ_p and σ_p² by panel, in the order of their names.</param>
internal sealed record PanelNormalisation(Spread All, IReadOnlyDictionary<string, Spread> Panels)
{
    /// <summary>Refused with fewer than <see cref="Panel.NormalisedUnitsMin"/> units a panel. <paramref name="scores"/> holds one or more.</summary>
    public static Outcome<PanelNormalisation> Of(IReadOnlyList<PanelScore> scores)
    {
        var panels = new SortedDictionary<string, Spread>(
            scores.GroupBy(score => score.Panel, score => score.Score).ToDictionary(panel => panel.Key, panel => Spread.Of([.. panel])), StringComparer.Ordinal);
        string[] small = [.. panels.Where(panel => panel.Value.Units < Panel.NormalisedUnitsMin).Select(panel => $"{Name(panel.Key)} has {panel.Value.Units}")];
        return small.Length == 0
            ? new PanelNormalisation(Spread.Of([.. scores.Select(score => score.Score)]), panels)
            : new Refusal(
                RefusalCode.PanelTooSmall,
                $"Panels are made comparable from {Panel.NormalisedUnitsMin} inspected units each, and {string.Join(", ", small)}.",
                ("panels", (string[])[.. panels.Where(panel => panel.Value.Units < Panel.NormalisedUnitsMin).Select(panel => panel.Key)]),
                ("unitsMin", Panel.NormalisedUnitsMin));
    }

    /// <summary>
    /// x'. It may lie outside 0 to 100 and is not cut off there: that would move the mean and make ties. Where all units of the panel have the same
    /// score (σ_p = 0), it is μ. The root is good to 40 decimals and taken of <c>σ²·(x − μ_p)²/σ_p²</c> as a whole, so that equal scores stay equal.
    /// </summary>
    public Fraction Apply(PanelScore score)
    {
        var panel = Panels[score.Panel];
        if (panel.Variance == Fraction.Zero)
            return All.Mean;
        var distance = score.Score - panel.Mean;
        var shift = (All.Variance * distance * distance / panel.Variance).SquareRoot();
        return distance < Fraction.Zero ? All.Mean - shift : All.Mean + shift;
    }

    internal static string Name(string panel) => panel.Length == 0 ? "the panel without a name" : $"panel {panel}";
}
