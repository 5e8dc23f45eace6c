using System.Text.Json;

namespace Evaluation.Testing.Oracle;

/// <summary>F23: how the points of a criterion follow from a figure x. P stands for the points of the criterion.</summary>
public sealed record OracleFigureRule
{
    public required string By { get; init; }

    /// <summary>A figure and its points, from the best step to the worst.</summary>
    public (Exact From, Exact Points)[] Steps { get; init; } = [];

    public Exact From { get; init; }

    public Exact Per { get; init; }

    public Exact Points { get; init; }

    /// <summary>The points by rank; null with a percentage for every step.</summary>
    public Exact[]? Table { get; init; }

    public Exact? Else { get; init; }

    public Exact StepPercent { get; init; }

    public Exact Limit { get; init; }

    public bool IsLowBetter { get; init; }

    /// <summary>The figure of the vote; null for a figure of the sheet.</summary>
    public string? Of { get; init; }

    /// <summary>Whether a total that rests on it gets no band.</summary>
    public bool IsCompared => By is "rank" or "best" || Of is not null;

    public static OracleFigureRule Read(JsonElement rule) => new()
    {
        By = rule.GetProperty("by").GetString()!,
        Steps = List(rule, "steps") is { } steps ? [.. steps.Select(step => (Number(step, "from"), Number(step, "points")))] : [],
        From = Number(rule, "from"),
        Per = Number(rule, "per"),
        Points = Number(rule, "points"),
        Table = List(rule, "table") is { } table ? [.. table.Select(points => (Exact)points.GetDecimal())] : null,
        Else = rule.TryGetProperty("else", out var beyond) ? beyond.GetDecimal() : null,
        StepPercent = Number(rule, "stepPercent"),
        Limit = Number(rule, "limit"),
        IsLowBetter = rule.TryGetProperty("better", out var better) && better.GetString() == "low",
        Of = rule.TryGetProperty("of", out var of) ? of.GetString() : null,
    };

    /// <summary>The points of a unit.</summary>
    /// <param name="maximum">P.</param>
    /// <param name="x">The unit's figure.</param>
    /// <param name="target">What was planned; only with <c>plan</c>.</param>
    /// <param name="all">The figures of all units of the class that have one.</param>
    /// <param name="isAlone">Whether the class has one unit only.</param>
    public Exact PointsOf(Exact maximum, Exact x, Exact? target, IReadOnlyList<Exact> all, bool isAlone) => By switch
    {
        "steps" => Step(x),
        "deduct" => Exact.Max(0, maximum - Points * Ceiling(Exact.Max(0, IsLowBetter ? x - From : From - x) / Per)),
        "rank" when isAlone => maximum,
        "rank" => AtRank(maximum, 1 + all.Count(other => IsLowBetter ? other < x : other > x)),
        "best" => all.Any(other => other > 0) ? maximum * Exact.Max(0, x) / all.Max() : 0,
        "plan" => maximum * Exact.Min(x / target!.Value, Limit),
        var other => throw new FormatException($"score by {other}"),
    };

    private Exact Step(Exact x)
    {
        foreach (var (from, points) in Steps)
        {
            if (IsLowBetter ? x <= from : x >= from)
            {
                return points;
            }
        }

        return 0;
    }

    private Exact AtRank(Exact maximum, int rank) => Table is null
        ? Exact.Max(0, maximum * (1 - StepPercent * (rank - 1) / 100))
        : rank <= Table.Length ? Table[rank - 1] : Else!.Value;

    private static Exact Ceiling(Exact value)
    {
        Exact floor = new(value.Floor(), 1);
        return floor == value ? floor : floor + 1;
    }

    private static JsonElement[]? List(JsonElement rule, string name) => rule.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : null;

    private static Exact Number(JsonElement rule, string name) => rule.TryGetProperty(name, out var number) ? number.GetDecimal() : Exact.Zero;
}
