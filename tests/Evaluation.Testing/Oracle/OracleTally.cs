namespace Evaluation.Testing.Oracle;

/// <summary>The tally n(u,c,g,o), and the figures of one unit and one group that follow from it: F1, F3, F4.</summary>
public sealed class OracleTally
{
    private readonly OracleRound _round;
    private readonly ILookup<(string Unit, string Group), OracleSlip> _slips;
    private readonly Dictionary<(string Unit, int Criterion, string Group, int Option), int> _counts = [];

    private readonly OracleValidity? _validity;

    /// <param name="round">The rules that apply to the units of the slips.</param>
    /// <param name="slips">Slips of one class, or of all when no class has rules of its own.</param>
    /// <param name="validity">F29: judges the groups of the round; null when nobody judges.</param>
    public OracleTally(OracleRound round, IReadOnlyList<OracleSlip> slips, OracleValidity? validity = null)
    {
        _validity = validity;
        _round = round;
        _slips = slips.ToLookup(slip => (slip.Unit, slip.Group));
        foreach (var slip in slips)
        {
            if (_round.Units.All(u => u.Code != slip.Unit) || !_round.Groups.Contains(slip.Group)
                || slip.Marks.Length != _round.VoteCriteria.Count
                || slip.Marks.Any(mark => mark < 0 || mark >= _round.Options.Count))
            {
                throw new FormatException($"not a slip of this round: {slip}");
            }

            for (var c = 0; c < slip.Marks.Length; c++)
            {
                var cell = (slip.Unit, c, slip.Group, slip.Marks[c]);
                _counts[cell] = _counts.GetValueOrDefault(cell) + 1;
            }
        }
    }

    private IEnumerable<int> Criteria => Enumerable.Range(0, _round.VoteCriteria.Count);

    private IEnumerable<int> Options => Enumerable.Range(0, _round.Options.Count);

    /// <summary>F3: an option's value; null where a mark for it is not valid.</summary>
    public Exact? Value(int option) => _round.Options[option].Value ?? _round.DontKnowValue;

    public int Marks(string unit, int criterion, string group, int option) =>
        _counts.GetValueOrDefault((unit, criterion, group, option));

    public int ValidMarks(string unit, int criterion, string group) =>
        Options.Where(o => Value(o) is not null).Sum(o => Marks(unit, criterion, group, o));

    public int Slips(string unit, string group) => _slips[(unit, group)].Count();

    public bool HasEnoughSlips(string unit, string group) => Slips(unit, group) >= _round.GroupMin;

    /// <summary>F1: the mean value of a cell, or of the cells of several groups together (F32); null without a valid mark.</summary>
    public Exact? Cell(string unit, int criterion, params string[] groups)
    {
        var valid = groups.Sum(group => ValidMarks(unit, criterion, group));
        return valid == 0 ? null : Exact.Sum(Options
            .Where(o => Value(o) is not null)
            .Select(o => Value(o)!.Value * groups.Sum(group => Marks(unit, criterion, group, o)))) / valid;
    }

    /// <summary>F3: 1 − don't-know marks / all marks; null without a mark.</summary>
    public Exact? Awareness(string unit, string group)
    {
        var all = Criteria.Sum(c => Options.Sum(o => Marks(unit, c, group, o)));
        var unknown = Criteria.Sum(c =>
            Options.Where(o => _round.Options[o].Value is null).Sum(o => Marks(unit, c, group, o)));
        return all == 0 ? null : 1 - new Exact(unknown, all);
    }

    /// <summary>F4: a group's score, or that of several groups together (F32); null without a valid mark.</summary>
    public Exact? GroupScore(string unit, params string[] groups) =>
        WeightedMean(Criteria.Select(c => (_round.VoteCriteria[c].Points, Cell(unit, c, groups))));

    /// <summary>F5: why a group does not report for a unit, the first reason that applies; null when it reports.</summary>
    public string? Silence(string unit, string group) =>
        !HasEnoughSlips(unit, group) ? "below-minimum"
        : _validity?.Why(group) is { } invalid ? invalid
        : Awareness(unit, group) < _round.AwarenessMin ? "low-awareness"
        : GroupScore(unit, group) is null ? "no-score"
        : null;

    /// <summary>
    /// F12: s²/slips of a group, or of several together (F32); a slip without a valid mark has no score and does not enter s².
    /// </summary>
    public Exact VarianceOfMean(string unit, params string[] groups)
    {
        Exact[] scores = [.. groups.SelectMany(group => _slips[(unit, group)]).Select(SlipScore).OfType<Exact>()];
        if (scores.Length < 2)
        {
            return 0;
        }

        var mean = Exact.Mean(scores);
        return Exact.Sum(scores.Select(x => (x - mean) * (x - mean))) / (scores.Length - 1) / groups.Sum(group => Slips(unit, group));
    }

    /// <summary>Σ w·x / Σ w over the values that are not null; null when there is none, or when the weights add up to 0.</summary>
    public static Exact? WeightedMean(IEnumerable<(Exact Weight, Exact? Value)> terms)
    {
        (Exact Weight, Exact? Value)[] present = [.. terms.Where(t => t.Value is not null)];
        var weight = Exact.Sum(present.Select(t => t.Weight));
        return weight == 0 ? null : Exact.Sum(present.Select(t => t.Weight * t.Value!.Value)) / weight;
    }

    private Exact? SlipScore(OracleSlip slip) =>
        WeightedMean(slip.Marks.Select((mark, c) => (_round.VoteCriteria[c].Points, Value(mark))));
}
