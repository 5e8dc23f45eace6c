namespace Evaluation.Testing.Oracle;

/// <summary>The figures of one unit from the slips of all groups: F2, F5, F11 and the error of F12.</summary>
public sealed class OracleVote(OracleRound round, OracleTally tally)
{
    private IEnumerable<int> Criteria => Enumerable.Range(0, round.VoteCriteria.Count);

    /// <summary>F5: the unrounded vote score; null when no group reports.</summary>
    public Exact? Score(OracleUnit unit) => round.ClassOf(unit).IsPooled
        ? tally.GroupScore(unit.Code, Reporting(unit))
        : Mean(Terms(unit));

    /// <summary>Why a unit has no vote score, in the words of the API; null when it has one, or when the round has no vote.</summary>
    public string? WhyNotRated(OracleUnit unit)
    {
        if (Score(unit) is not null || round.VoteCriteria.Count == 0)
        {
            return null;
        }

        string[] weighted = [.. round.Groups.Where(g => round.ClassOf(unit).Weight(g) > 0)];
        string?[] silences = [.. weighted.Select(g => tally.Silence(unit.Code, g))];
        var isUnrated = weighted.All(g => tally.Slips(unit.Code, g) == 0);
        return round.Groups.Any(g => Reports(unit, g)) ? "no-weight"
            : silences.Contains("low-awareness") ? "low-awareness"
            : weighted.Any(g => tally.Silence(unit.Code, g) == "no-score" && tally.Slips(unit.Code, g) > 0) ? "no-valid-mark"
            : silences.Any(s => s is "low-turnout" or "hidden-turnout" or "few-slips") ? "not-valid"
            : isUnrated && round.GroupMin < 2 ? "no-slips"
            : "below-minimum";
    }

    /// <summary>F5 by criterion: over the reporting groups only, because a class mean is a mean of whole scores.</summary>
    public Exact? Score(OracleUnit unit, int criterion) => round.ClassOf(unit).IsPooled
        ? tally.Cell(unit.Code, criterion, Reporting(unit))
        : Mean(Shared(unit, g => Reports(unit, g) ? tally.Cell(unit.Code, criterion, g) : null));

    /// <summary>F12: the square of the vote score's standard error; null when there is no vote score.</summary>
    public Exact? Variance(OracleUnit unit)
    {
        if (Score(unit) is null)
        {
            return null;
        }

        return round.ClassOf(unit).IsPooled
            ? tally.VarianceOfMean(unit.Code, Reporting(unit))
            : Exact.Sum(Terms(unit).Where(t => Reports(unit, t.Group)).Select(t => t.Share * t.Share * tally.VarianceOfMean(unit.Code, t.Group)));
    }

    /// <summary>F23: a figure of the vote by its name in the rules, unrounded.</summary>
    public Exact? Figure(OracleUnit unit, string name) => name switch
    {
        "vote.topShare" => Share(unit, "top"),
        "vote.positiveShare" => Share(unit, "top", "positive"),
        "vote.score" => Score(unit),
        _ => throw new FormatException($"figure {name}"),
    };

    /// <summary>F2: the slips of the groups that have enough of them.</summary>
    public int Slips(OracleUnit unit) => Counted(unit).Sum(g => tally.Slips(unit.Code, g));

    /// <summary>F2: the share of a unit's valid marks that are in any of the boxes; null without a valid mark.</summary>
    public Exact? Share(OracleUnit unit, params string[] boxes) => Share(unit, [.. Criteria], boxes);

    /// <summary>F2 with F11 for a unit: n is the number of its slips.</summary>
    public OracleShare? Published(OracleUnit unit, params string[] boxes) =>
        Wilson(Share(unit, boxes), Slips(unit));

    /// <summary>F2 with F11 for a criterion: n is the number of its valid marks.</summary>
    public OracleShare? Published(OracleUnit unit, int criterion, params string[] boxes) =>
        Wilson(Share(unit, [criterion], boxes), Counted(unit).Sum(g => tally.ValidMarks(unit.Code, criterion, g)));

    /// <summary>F11: the Wilson interval of a share among n, z = 1.96.</summary>
    public static OracleShare? Wilson(Exact? share, int n)
    {
        if (share is not { } p)
        {
            return null;
        }

        Exact z = 1.96m;
        var middle = p + z * z / (2 * n);
        var reach = z * (p * (1 - p) / n + z * z / (4 * (Exact)n * n)).Sqrt();
        var scale = 1 + z * z / n;
        return new(p.Round(4), ((middle - reach) / scale).Round(4), ((middle + reach) / scale).Round(4));
    }

    private Exact? Share(OracleUnit unit, int[] criteria, string[] boxes)
    {
        var cells = criteria.SelectMany(c => Counted(unit).Select(g => (Criterion: c, Group: g))).ToArray();
        var valid = cells.Sum(cell => tally.ValidMarks(unit.Code, cell.Criterion, cell.Group));
        var inside = Enumerable.Range(0, round.Options.Count)
            .Where(o => tally.Value(o) is not null && boxes.Contains(round.Options[o].Box))
            .Sum(o => cells.Sum(cell => tally.Marks(unit.Code, cell.Criterion, cell.Group, o)));
        return valid == 0 ? null : new Exact(inside, valid);
    }

    private IEnumerable<string> Counted(OracleUnit unit) =>
        round.Groups.Where(g => tally.HasEnoughSlips(unit.Code, g));

    private bool Reports(OracleUnit unit, string group) => tally.Silence(unit.Code, group) is null;

    private string[] Reporting(OracleUnit unit) => [.. round.Groups.Where(g => Reports(unit, g))];

    private static Exact? Mean((string Group, Exact Share, Exact Value)[] terms) =>
        terms.Length == 0 ? null : Exact.Sum(terms.Select(t => t.Share * t.Value));

    private (string Group, Exact Share, Exact Value)[] Terms(OracleUnit unit)
    {
        // Class means alone would give a score to a unit that no group with a weight has rated.
        if (!round.Groups.Any(g => Reports(unit, g) && round.ClassOf(unit).Weight(g) > 0))
        {
            return [];
        }

        return Shared(unit, g => Reports(unit, g) ? tally.GroupScore(unit.Code, g)
            : round.SubstitutesClassMean ? ClassMean(unit.Class, g) : null);
    }

    /// <summary>
    /// The groups with a value and a weight, each with its share of the whole: W ÷ ΣW, and with parts P ÷ ΣP · W ÷ ΣW of its part (F31).
    /// </summary>
    private (string Group, Exact Share, Exact Value)[] Shared(OracleUnit unit, Func<string, Exact?> value)
    {
        var own = round.ClassOf(unit);
        var present = round.GroupsAsked.Where(g => own.Weight(g.Code) > 0 && value(g.Code) is not null)
            .Select(g => (Group: g.Code, Part: own.Parts is null ? "" : g.Part!, Weight: own.Weight(g.Code), Value: value(g.Code)!.Value)).ToArray();
        var parts = present.Select(g => g.Part).Distinct().ToDictionary(part => part, part => own.Parts?[part] ?? 1);
        return [.. present.Select(g => (
            g.Group,
            parts[g.Part] / Exact.Sum(parts.Values) * g.Weight / Exact.Sum(present.Where(o => o.Part == g.Part).Select(o => o.Weight)),
            g.Value))];
    }

    private Exact? ClassMean(string @class, string group)
    {
        Exact[] scores = [.. round.Units.Where(u => u.Class == @class && Reports(u, group))
            .Select(u => tally.GroupScore(u.Code, group)!.Value)];
        return scores.Length == 0 ? null : Exact.Mean(scores);
    }
}
