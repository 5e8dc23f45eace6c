namespace Evaluation.Scoring.Votes;

/// <summary>Means that leave out what is missing.</summary>
internal static class Mean
{
    /// <summary><c>Σ w·x / Σ w</c> over the values that are there; null when their weights add up to zero.</summary>
    public static Fraction? Weighted(IReadOnlyList<Fraction> weights, IReadOnlyList<Fraction?> values)
    {
        var (sum, weight) = (Fraction.Zero, Fraction.Zero);
        for (var index = 0; index < values.Count; index++)
        {
            if (values[index] is not { } value)
                continue;
            sum += weights[index] * value;
            weight += weights[index];
        }
        return weight == Fraction.Zero ? null : sum / weight;
    }

    /// <summary>The plain mean of the values that are there; null when there is none.</summary>
    public static Fraction? Of(IEnumerable<Fraction?> values)
    {
        var (sum, count) = (Fraction.Zero, 0L);
        foreach (var value in values)
        {
            if (value is not { } number)
                continue;
            sum += number;
            count++;
        }
        return count == 0 ? null : sum / count;
    }
}
