using Evaluation.Kernel.Reading;
using Evaluation.Scoring;

namespace Evaluation.Results;

/// <summary>A figure that differs between two versions of a result.</summary>
/// <param name="Figure">The pointer of the figure in the unit's result, as in <see cref="UnitFigures"/>.</param>
/// <param name="Before">The figure in the earlier version; also null if that version does not have it.</param>
/// <param name="After">The figure in the later version; also null if that version does not have it.</param>
/// <param name="Ticket">The last objection that changed the figure.</param>
/// <param name="Tickets">All objections between the two versions that changed the figure, oldest first.</param>
public sealed record ChangedFigure(
    string Unit, string Figure,
    [property: JsonSchema(Scoring.Figure.ValueSchema)] object? Before,
    [property: JsonSchema(Scoring.Figure.ValueSchema)] object? After,
    string? Ticket, IReadOnlyList<string> Tickets);

/// <summary>Two versions of a result and all figures that differ, including ranks and grades of units without a correction.</summary>
public sealed record ResultComparison(VersionLine From, VersionLine To, IReadOnlyList<ChangedFigure> Figures)
{
    /// <summary>
    /// Compares two versions. Units are in the order of the later version. A figure that was changed and changed back is not listed. Every
    /// version except the first has exactly one ticket, so every change between two consecutive versions has a known cause.
    /// </summary>
    /// <param name="versions">All versions of the result.</param>
    /// <param name="from">The earlier version; not above <paramref name="to"/>.</param>
    /// <param name="to">The later version.</param>
    public static ResultComparison Of(IReadOnlyList<ResultVersion> versions, int from, int to)
    {
        var history = versions.Take(to).Skip(from - 1).ToList();
        var byUnit = history.Select(version => version.Result.Classes.SelectMany(ranked => ranked.Units).ToDictionary(unit => unit.Unit)).ToList();
        return new(history[0].Line, history[^1].Line, [.. byUnit[^1].Keys.SelectMany(unit => Compare(unit, history, [.. byUnit.Select(units => units[unit])]))]);
    }

    private static IEnumerable<ChangedFigure> Compare(string unit, List<ResultVersion> history, UnitResult[] results)
    {
        if (Differing(results[0], results[^1]) is not { Count: > 0 } differing)
            yield break;
        var steps = results.Select(Values).ToList();
        foreach (var pointer in differing)
        {
            string[] tickets =
            [
                .. Enumerable.Range(1, steps.Count - 1)
                    .Where(step => !Equals(steps[step - 1].GetValueOrDefault(pointer), steps[step].GetValueOrDefault(pointer)))
                    .Select(step => history[step].Ticket).OfType<string>(),
            ];
            yield return new(unit, pointer, steps[0].GetValueOrDefault(pointer), steps[^1].GetValueOrDefault(pointer), tickets.LastOrDefault(), tickets);
        }
    }

    /// <summary>The pointers that differ, in the order of the later result. Figures that only the earlier result has come last.</summary>
    private static List<string> Differing(UnitResult before, UnitResult after)
    {
        var (was, now) = (Values(before), Values(after));
        return [.. now.Keys.Concat(was.Keys.Where(pointer => !now.ContainsKey(pointer))).Where(pointer => !Equals(was.GetValueOrDefault(pointer), now.GetValueOrDefault(pointer)))];
    }

    private static OrderedDictionary<string, object?> Values(UnitResult unit)
    {
        var values = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (pointer, value) in UnitFigures.Of(unit))
            values[pointer] = value;
        return values;
    }
}
