namespace Evaluation.Ballots.Counting;

/// <summary>
/// The number of standing slips and the number of credentials that may rate, by unit and group. Used to decide whether a published number
/// of voters would reveal a small group.
/// </summary>
internal sealed class RatingCounts
{
    private readonly Dictionary<(AllowedUnits Allowed, string Group), int> _rights = [];
    private int[] _slips = [];

    /// <summary>Adds credentials that may rate, or removes them when <paramref name="credentials"/> is negative.</summary>
    public void Issue(string group, AllowedUnits allowed, int credentials) =>
        _rights[(allowed, group)] = _rights.GetValueOrDefault((allowed, group)) + credentials;

    /// <summary>
    /// Adds slips of a unit and a group, given by their index in the rules, or removes them when <paramref name="slips"/> is negative.
    /// </summary>
    public void AddSlips(int unit, int group, int slips)
    {
        var cell = (unit * Limits.Groups) + group;
        if (cell >= _slips.Length)
            Array.Resize(ref _slips, (unit + 1) * Limits.Groups);
        _slips[cell] += slips;
    }

    /// <summary>The standing slips by unit, then by group.</summary>
    public int[] Slips(BoxShape shape)
    {
        var slips = new int[shape.Units.Count * shape.Groups.Count];
        for (var unit = 0; unit < Math.Min(shape.Units.Count, _slips.Length / Limits.Groups); unit++)
            _slips.AsSpan(unit * Limits.Groups, shape.Groups.Count).CopyTo(slips.AsSpan(unit * shape.Groups.Count));
        return slips;
    }

    /// <summary>The credentials that may rate, by unit, then by group.</summary>
    public int[] Raters(BoxShape shape)
    {
        var raters = new int[shape.Units.Count * shape.Groups.Count];
        var groups = shape.Groups.Index().ToDictionary(group => group.Item, group => group.Index, StringComparer.Ordinal);
        foreach (var ((allowed, group), count) in _rights)
            for (var unit = 0; unit < shape.Units.Count; unit++)
                if (allowed.Allows(unit, shape))
                    raters[(unit * shape.Groups.Count) + groups[group]] += count;
        return raters;
    }
}
