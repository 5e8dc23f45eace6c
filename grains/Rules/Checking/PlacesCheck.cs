using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>
/// Checks the places of grades, the lists at the bottom of the classes, and vetoes that ask for the list of another round (F24).
/// </summary>
internal static class PlacesCheck
{
    public static void Check(CheckScope scope)
    {
        var classes = new HashSet<string>(scope.Rules.Classes.Select(unitClass => unitClass.Code), StringComparer.Ordinal);
        for (var index = 0; index < scope.Rules.Grades.Count; index++)
            Check(scope, $"/grades/{index}", scope.Rules.Grades[index], classes);
        if (scope.Rules.Tail is { } tail)
            Check(scope, tail);
    }

    /// <summary>A veto that asks who was in the tail of another round names the list and the round.</summary>
    public static void Condition(CheckScope scope, string pointer, VetoCondition when)
    {
        if (when.Again is null)
            scope.Report($"{pointer}/again", "is missing: give the code of a list in the tail of the round that of names");
        else
            scope.Code($"{pointer}/again", when.Again);
        if (when.Of is null)
            scope.Report($"{pointer}/of", "is missing: give the id of the round in whose tail the unit was");
        else if (when.Of == scope.Rules.Id)
            scope.Report($"{pointer}/of", "is the round itself; name an earlier round, or use the tail of this one");
        else
            scope.Code($"{pointer}/of", when.Of);
    }

    private static void Check(CheckScope scope, string pointer, Grade grade, HashSet<string> classes)
    {
        if (grade.Rounding is not null && grade.Quota is null)
            scope.Report($"{pointer}/rounding", "has no effect without quota; give a quota or leave it out");
        if (grade.Places is not { } places)
            return;
        if (grade.Quota is not null)
            scope.Report($"{pointer}/places", "stands beside quota; a grade has a quota or places, not both");
        if (places.Count == 0)
            scope.Report($"{pointer}/places", "names no class; name one with its places, or leave it out for no limit");
        foreach (var (unitClass, number) in places)
        {
            var at = $"{pointer}/places/{JsonCursor.Escaped(unitClass)}";
            if (!classes.Contains(unitClass) && scope.IsSound("/classes", scope.Rules.Classes.Count, "code"))
                scope.Report(at, $"{PlainText.Quoted(unitClass)} is not defined; {NameHint.For(unitClass, classes)}");
            else if (number < 0)
                scope.Report(at, $"must be 0 or more, but is {number}");
            else if (UnitsOf(scope, unitClass) is { } units && number > units)
                scope.Report(at, $"is {number}, and the class has {units} units; give at most as many, or leave the class out for no limit");
        }
    }

    private static void Check(CheckScope scope, IReadOnlyList<TailEntry> tail)
    {
        _ = new CodeList(scope, "/tail", [.. tail.Select(entry => entry.Code)]);
        scope.Count("/tail", tail.Count, 0, Limits.TailEntries);
        int? largest = scope.IsSound("/units", scope.Rules.Units.Count, "class")
            ? scope.Rules.Units.GroupBy(unit => unit.Class).Select(units => units.Count()).DefaultIfEmpty().Max() : null;
        for (var index = 0; index < tail.Count; index++)
        {
            var (at, places) = ($"/tail/{index}/places", tail[index].Places);
            if (places < 1)
                scope.Report(at, $"must be at least 1, but is {places}");
            else if (places > largest)
                scope.Report(at, $"is {places}, and the largest class has {largest} units; give at most as many");
            if (tail[index].Below is { } below)
                scope.Range($"/tail/{index}/below", below, -RoundCheck.Million, RoundCheck.Million);
        }
    }

    /// <summary>The number of units of a class; null where the units could not be read.</summary>
    private static int? UnitsOf(CheckScope scope, string unitClass) =>
        scope.IsSound("/units", scope.Rules.Units.Count, "class") ? scope.Rules.Units.Count(unit => unit.Class == unitClass) : null;
}
