namespace Evaluation.Testing.Oracle;

/// <summary>F9: x' = μ + σ·(x − μ_p)/σ_p over the inspected units, by the panel that visited them.</summary>
public sealed class OraclePanels(IReadOnlyList<(string Unit, string Panel, Exact Score)> inspected)
{
    private const int UnitsPerPanel = 8;

    // Two equal scores must stay equal although a root is cut off. The rest is far below any published figure.
    private const int DecimalsOfIrrational = 20;

    /// <summary>The panels that have visited too few units, each with their number.</summary>
    public IReadOnlyDictionary<string, int> TooSmall => inspected.GroupBy(i => i.Panel)
        .Where(p => p.Count() < UnitsPerPanel).ToDictionary(p => p.Key, p => p.Count());

    /// <summary>Null for a unit that was not inspected.</summary>
    public Exact? Normalised(string unit)
    {
        if (inspected.All(i => i.Unit != unit))
        {
            return null;
        }

        var (_, panel, x) = inspected.Single(i => i.Unit == unit);
        Exact[] all = [.. inspected.Select(i => i.Score)];
        Exact[] own = [.. inspected.Where(i => i.Panel == panel).Select(i => i.Score)];
        if (Variance(own) == 0 || x == Exact.Mean(own))
        {
            return Exact.Mean(all);
        }

        var squares = Variance(all) / Variance(own);
        var ratio = squares.Sqrt();
        var normalised = Exact.Mean(all) + ratio * (x - Exact.Mean(own));
        return ratio * ratio == squares ? normalised : normalised.Round(DecimalsOfIrrational);
    }

    private static Exact Variance(IReadOnlyCollection<Exact> scores)
    {
        var mean = Exact.Mean(scores);
        return Exact.Mean([.. scores.Select(x => (x - mean) * (x - mean))]);
    }
}
