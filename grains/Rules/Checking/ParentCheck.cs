using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks the parents of units: a parent is another unit, and no unit is its own ancestor.</summary>
internal static class ParentCheck
{
    public static void Check(CheckScope scope)
    {
        var units = scope.Rules.Units;
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in units)
            if (unit.Parent is { } parent)
                parents.TryAdd(unit.Code, parent);
        foreach (var (index, unit) in units.Index())
        {
            if (unit.Parent is not { } parent)
                continue;
            var pointer = $"/units/{index}/parent";
            scope.Code(pointer, parent);
            if (IsOwnAncestor(unit.Code, parents))
                scope.Report(pointer, $"{PlainText.Quoted(parent)} makes the unit its own parent, perhaps through other units");
        }
    }

    private static bool IsOwnAncestor(string unit, Dictionary<string, string> parents)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = parents.GetValueOrDefault(unit); at is not null && seen.Add(at); at = parents.GetValueOrDefault(at))
            if (at == unit)
                return true;
        return false;
    }
}
