using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Results.History;

/// <summary>Holds what a definition says of its units' former codes against the other rounds that there are.</summary>
public static class Predecessors
{
    /// <summary>Lists every former code that no other round has a unit of, and every one whose unit goes back, in other rounds' words, to the unit itself.</summary>
    /// <param name="units">Of the definition, as far as they could be read.</param>
    /// <param name="others">The units of all other rounds.</param>
    /// <param name="faults">What was found already; a place with a fault gets no other.</param>
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
