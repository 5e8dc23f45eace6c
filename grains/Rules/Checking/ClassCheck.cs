using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks that classes give weights to known groups and contain units, and that every unit has a class.</summary>
internal static class ClassCheck
{
    public static void Check(CheckScope scope)
    {
        var rules = scope.Rules;
        var groups = new CodeList(scope, "/groups", [.. rules.Groups.Select(group => group.Code)]);
        var classes = new CodeList(scope, "/classes", [.. rules.Classes.Select(unitClass => unitClass.Code)]);
        _ = new CodeList(scope, "/units", [.. rules.Units.Select(unit => unit.Code)]);
        scope.Count("/classes", rules.Classes.Count, 1, Limits.Classes);
        scope.Count("/units", rules.Units.Count, 1, Limits.Units);

        var hasVote = VoteCheck.HasVote(scope);
        for (var index = 0; index < rules.Classes.Count; index++)
            Weights(scope, $"/classes/{index}/weights", rules.Classes[index].Weights, groups, hasVote && OwnRulesCheck.HasVote(scope, index));
        for (var index = 0; index < rules.Units.Count; index++)
            classes.Refer($"/units/{index}/class", rules.Units[index].Class);
        EmptyClasses(scope);
    }

    private static void Weights(CheckScope scope, string pointer, IReadOnlyDictionary<string, decimal> weights, CodeList groups, bool hasVote)
    {
        foreach (var (group, weight) in weights)
        {
            groups.Refer($"{pointer}/{JsonCursor.Escaped(group)}", group);
            scope.Range($"{pointer}/{JsonCursor.Escaped(group)}", weight, 0, RoundCheck.Million);
        }
        if (hasVote && weights is not PooledWeights && weights.Values.All(weight => weight == 0))
            scope.Report(pointer, "gives no group a weight; at least one needs a weight above 0");
    }

    private static void EmptyClasses(CheckScope scope)
    {
        var (classes, units) = (scope.Rules.Classes, scope.Rules.Units);
        // If there is no unit at all, only that is reported.
        if (units.Count == 0 || !scope.IsSound("/units", units.Count, "class")) return;
        HashSet<string> inUse = [.. units.Select(unit => unit.Class)];
        for (var index = 0; index < classes.Count; index++)
        {
            if (!inUse.Contains(classes[index].Code) && scope.IsSound($"/classes/{index}/code"))
                scope.Report($"/classes/{index}", $"no unit is in class {PlainText.Quoted(classes[index].Code)}; every class needs at least one");
        }
    }
}
