using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The inspection score of one unit, and the panel that visited it; the panel without a name is <c>""</c>.</summary>
internal readonly record struct PanelScore(string Panel, Fraction Score);

/// <summary>Makes the scores of panels that visited different units comparable (F9): see <see cref="ComparableScore"/>.</summary>
/// <param name="All">μ and σ², over all inspected units of the round.</param>
/// <param name="Panels">μ_p and σ_p² by panel, in the order of the panels' names.</param>
internal sealed record PanelNormalisation(ScoreDistribution All, IReadOnlyDictionary<string, ScoreDistribution> Panels)
{
    /// <summary>
    /// Refused with fewer than <see cref="Panel.NormalisedUnitsMin"/> units a panel. <paramref name="scores"/> holds one or more.
    /// </summary>
    public static Outcome<PanelNormalisation> Of(IReadOnlyList<PanelScore> scores)
    {
        var panels = new SortedDictionary<string, ScoreDistribution>(
            scores.GroupBy(score => score.Panel, score => score.Score).ToDictionary(panel => panel.Key, panel => ScoreDistribution.Of([.. panel])), StringComparer.Ordinal);
        string[] small = [.. panels.Where(panel => panel.Value.Units < Panel.NormalisedUnitsMin).Select(panel => $"{Name(panel.Key)} has {panel.Value.Units}")];
        return small.Length == 0
            ? new PanelNormalisation(ScoreDistribution.Of([.. scores.Select(score => score.Score)]), panels)
            : new Refusal(
                RefusalCode.PanelTooSmall,
                $"Panels are made comparable from {Panel.NormalisedUnitsMin} inspected units each, and {string.Join(", ", small)}.",
                ("panels", (string[])[.. panels.Where(panel => panel.Value.Units < Panel.NormalisedUnitsMin).Select(panel => panel.Key)]),
                ("unitsMin", Panel.NormalisedUnitsMin));
    }

    /// <summary>x', the score that enters the total.</summary>
    public Fraction Apply(PanelScore score)
    {
        var panel = Panels[score.Panel];
        return ComparableScore.Of(score.Score, All.Mean, All.Variance, panel.Mean, panel.Variance);
    }

    internal static string Name(string panel) => panel.Length == 0 ? "the panel without a name" : $"panel {panel}";
}
