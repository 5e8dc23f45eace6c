using Evaluation.Rules;

namespace Evaluation.Results.History;

/// <summary>
/// Follows units through all rounds, published or not, by their codes and their former codes. When a unit names a code as a former one of
/// its own, a unit that has this code from then on is another unit.
/// </summary>
public sealed class UnitLines
{
    private readonly RoundUnits[] _rounds;

    /// <param name="rounds">All rounds, in any order.</param>
    public UnitLines(IEnumerable<RoundUnits> rounds) =>
        // Of rounds of one day, one that names former codes comes after those that still use them.
        _rounds = [.. rounds.OrderBy(round => round.Day).ThenBy(round => round.Units.Any(unit => unit.Formerly is { Count: > 0 })).ThenBy(round => round.Round, StringComparer.Ordinal)];

    /// <summary>All rounds, oldest first.</summary>
    public IReadOnlyList<RoundUnits> Rounds => _rounds;

    /// <summary>
    /// The unit itself, and the units that it continues or that continue it, with their rounds. A unit that was merged with it is none of
    /// them.
    /// </summary>
    public IReadOnlySet<(string Round, string Unit)> Of(string round, string unit)
    {
        var line = new HashSet<(string Round, string Unit)> { (round, unit) };
        var at = Array.FindIndex(_rounds, known => known.Round == round);
        if (at < 0)
            return line;
        Before(at, unit, line);
        After(at, unit, line);
        return line;
    }

    private void Before(int at, string unit, HashSet<(string, string)> line)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal) { unit };
        for (; at >= 0 && codes.Count > 0; at--)
        {
            Unit[] found = [.. _rounds[at].Units.Where(one => codes.Contains(one.Code))];
            line.UnionWith(found.Select(one => (_rounds[at].Round, one.Code)));
            codes.ExceptWith(_rounds[at].Units.Where(one => !codes.Contains(one.Code)).SelectMany(one => one.Formerly ?? []).ToArray());
            codes.UnionWith(found.SelectMany(one => one.Formerly ?? []));
        }
    }

    private void After(int at, string unit, HashSet<(string, string)> line)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal) { unit };
        for (at++; at < _rounds.Length; at++)
        {
            Unit[] heirs = [.. _rounds[at].Units.Where(one => one.Formerly?.Any(codes.Contains) == true)];
            // The code is taken over by another unit: a unit that has it from now on is not this one.
            codes.ExceptWith(heirs.SelectMany(one => one.Formerly!.Where(code => code != one.Code)).ToArray());
            string[] continued = [.. heirs.Select(one => one.Code), .. _rounds[at].Units.Select(one => one.Code).Where(codes.Contains)];
            line.UnionWith(continued.Select(code => (_rounds[at].Round, code)));
            codes.UnionWith(continued);
        }
    }
}

/// <summary>The units of a round.</summary>
/// <param name="Day">The end of the evaluated period or, without one, the day of publication; for neither, the current day.</param>
public sealed record RoundUnits(string Round, DateOnly Day, IReadOnlyList<Unit> Units);
