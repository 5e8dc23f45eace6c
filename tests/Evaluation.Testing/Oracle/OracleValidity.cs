namespace Evaluation.Testing.Oracle;

/// <summary>F29: why a group is not valid. It is judged by shown numbers only, because a judgement by a hidden one would tell it.</summary>
public sealed class OracleValidity(OracleRound round, IReadOnlyList<OracleSlip> slips, IReadOnlyDictionary<string, int?>? voters)
{
    private readonly Dictionary<string, string?> _judged = [];

    /// <summary>Null for a valid group, and before anybody has judged.</summary>
    public string? Why(string group)
    {
        if (voters is null)
        {
            return null;
        }

        if (!_judged.TryGetValue(group, out var why))
        {
            why = _judged[group] = Judge(group, voters[group]);
        }

        return why;
    }

    private string? Judge(string group, int? voted)
    {
        var asked = round.GroupsAsked.Single(g => g.Code == group);
        int[] shown = [.. slips.Where(s => s.Group == group).GroupBy(s => s.Unit).Select(u => u.Count()).Where(n => n >= round.GroupMin)];
        // Nobody has two slips for one unit, so there are at least as many voters as slips for any unit.
        var proven = shown.DefaultIfEmpty(0).Max();
        return asked.TurnoutMin is { } turnout && new Exact(voted ?? proven, asked.Roll) < turnout ? voted is null ? "hidden-turnout" : "low-turnout"
            : shown.Sum() < asked.SlipsMin ? "few-slips"
            : null;
    }
}
