namespace Evaluation.Testing.Oracle;

/// <summary>The figures of one unit from the slips of all groups: F2, F5, F11 and the error of F12.</summary>
public sealed class OracleVote(OracleRound round, OracleTally tally)
{
    private IEnumerable<int> Criteria => Enumerable.Range(0, round.VoteCriteria.Count);

    /// <summary>F5: the unrounded vote score; null when no group reports.</summary>
    public Exact? Score(OracleUnit unit) => OracleTally.WeightedMean(Terms(unit));

    /// <summary>Why a unit has no vote score, in the words of the API; null when it has one, or when the round has no vote.</summary>
    public string? WhyNotRated(OracleUnit unit)
    {
        if (Score(unit) is not null || round.VoteCriteria.Count == 0)
        {
            return null;
        }

        string?[] silences = [.. round.Groups.Where(g => round.ClassOf(unit).Weight(g) > 0).Select(g => tally.Silence(unit.Code, g))];
        var isUnrated = round.Groups.Where(g => round.ClassOf(unit).Weight(g) > 0).All(g => tally.Slips(unit.Code, g) == 0);
        return round.Groups.Any(g => Reports(unit, g)) ? "no-weight"
            : silences.Contains("low-awareness") ? "low-awareness"
            : silences.Contains("no-score") && !isUnrated ? "no-valid-mark"
            : isUnrated && round.GroupMin < 2 ? "no-slips"
            : "below-minimum";
    }

    /// <summary>F5 by criterion: over the reporting groups only, because a class mean is a mean of whole scores.</summary>
    public Exact? Score(OracleUnit unit, int criterion) => OracleTally.WeightedMean(round.Groups
        .Where(g => Reports(unit, g))
        .Select(g => (round.ClassOf(unit).Weight(g), tally.Cell(unit.Code, criterion, g))));

    /// <summary>F12: the square of the vote score's standard error; null when there is no vote score.</summary>
    public Exact? Variance(OracleUnit unit)
    {
        var weight = Exact.Sum(Terms(unit).Select(t => t.Weight));
        return Score(unit) is null ? null : Exact.Sum(round.Groups.Where(g => Reports(unit, g)).Select(g =>
        {
            var part = round.ClassOf(unit).Weight(g) / weight;
            return part * part * tally.VarianceOfMean(unit.Code, g);
        }));
    }

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

    private IEnumerable<(Exact Weight, Exact? Value)> Terms(OracleUnit unit)
    {
        // Class means alone would give a score to a unit that no group with a weight has rated.
        if (!round.Groups.Any(g => Reports(unit, g) && round.ClassOf(unit).Weight(g) > 0))
        {
            return [];
        }

        return round.Groups
            .Select(g => (round.ClassOf(unit).Weight(g), Reports(unit, g) ? tally.GroupScore(unit.Code, g)
                : round.SubstitutesClassMean ? ClassMean(unit.Class, g) : null))
            .Where(t => t.Item2 is not null);
    }

    private Exact? ClassMean(string @class, string group)
    {
        Exact[] scores = [.. round.Units.Where(u => u.Class == @class && Reports(u, group))
            .Select(u => tally.GroupScore(u.Code, group)!.Value)];
        return scores.Length == 0 ? null : Exact.Mean(scores);
    }
}
