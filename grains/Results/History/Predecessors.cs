using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Results.History;

/// <summary>Checks the former codes in a definition against the other rounds.</summary>
public static class Predecessors
{
    /// <summary>
    /// Adds a fault for every former code that no unit of another round has, and for every former code that leads back to the unit itself
    /// through the former codes of other rounds.
    /// </summary>
    /// <param name="units">The units of the definition, as far as they could be read.</param>
    /// <param name="others">The units of all other rounds.</param>
    /// <param name="faults">The faults found so far. No fault is added at a place that has one.</param>
    public static void Check(IReadOnlyList<Unit> units, IReadOnlyList<Unit> others, FaultList faults)
    {
        HashSet<string> known = [.. others.Select(unit => unit.Code)];
        var before = others.Concat(units).SelectMany(unit => (unit.Formerly ?? []).Select(code => (unit.Code, Former: code))).ToLookup(step => step.Code, step => step.Former);
        for (var index = 0; index < units.Count; index++)
        {
            var codes = units[index].Formerly ?? [];
            for (var place = 0; place < codes.Count; place++)
                if (Fault(units[index].Code, codes[place], known, before) is { } fault && $"/units/{index}/formerly/{place}" is var pointer && !faults.Touch(pointer))
                    faults.Add(pointer, fault);
        }
    }

    private static string? Fault(string unit, string former, HashSet<string> known, ILookup<string, string> before)
    {
        if (!known.Contains(former))
            return $"{PlainText.Quoted(former)} is a unit of no other round";
        return GoesBackTo(unit, former, before)
            ? $"{PlainText.Quoted(former)} goes back to {PlainText.Quoted(unit)} itself in another round; no unit comes before itself"
            : null;
    }

    private static bool GoesBackTo(string unit, string from, ILookup<string, string> before)
    {
        var (seen, open) = (new HashSet<string> { from }, new Stack<string>([from]));
        while (open.TryPop(out var code))
        {
            if (code == unit)
                return true;
            foreach (var former in before[code].Where(seen.Add))
                open.Push(former);
        }
        return false;
    }
}
