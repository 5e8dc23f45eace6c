using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking.Forms;

/// <summary>
/// Checks the parts of the vote (F31): every group with a weight in a class with parts belongs to one of them, and every part has such a
/// group.
/// </summary>
internal static class PartsCheck
{
    public static void Check(CheckScope scope)
    {
        var (groups, classes) = (scope.Rules.Groups, scope.Rules.Classes);
        foreach (var (index, unitClass) in classes.Index())
        {
            if (unitClass.Parts is { } parts)
                Check(scope, $"/classes/{index}", unitClass, parts);
        }
        HashSet<string> weighted = [.. classes.SelectMany(unitClass => unitClass.Parts?.Keys ?? [])];
        var isComplete = scope.IsSound("/classes", classes.Count, "parts");
        foreach (var (index, group) in groups.Index())
        {
            if (group.Part is not { } part)
                continue;
            scope.Code($"/groups/{index}/part", part);
            if (isComplete && !weighted.Contains(part))
                scope.Report($"/groups/{index}/part", $"{PlainText.Quoted(part)} has a weight in no class; name it in the parts of a class, or leave it out");
        }
    }

    private static void Check(CheckScope scope, string at, UnitClass unitClass, IReadOnlyDictionary<string, decimal> parts)
    {
        if (parts.Count == 0)
        {
            scope.Report($"{at}/parts", "has no part; leave it out where groups form no parts");
            return;
        }
        var groups = scope.Rules.Groups;
        var isComplete = scope.IsSound("/groups", groups.Count, "part") && scope.IsSound("/groups", groups.Count, "code") && scope.IsSound($"{at}/weights");
        foreach (var (part, weight) in parts)
        {
            var pointer = $"{at}/parts/{JsonCursor.Escaped(part)}";
            scope.Code(pointer, part);
            if (weight is <= 0 or > RoundCheck.Million)
                scope.Report(pointer, $"must be above 0 and at most {RoundCheck.Million}, but is {weight}");
            if (isComplete && !unitClass.IsPooled && !groups.Any(group => group.Part == part && unitClass.Weights.GetValueOrDefault(group.Code) > 0))
                scope.Report(pointer, $"no group of part {PlainText.Quoted(part)} has a weight above 0 in the class; give one a weight, or leave the part out");
        }
        foreach (var group in groups.Where(group => unitClass.Weights.GetValueOrDefault(group.Code) > 0))
        {
            if (isComplete && (group.Part is null || !parts.ContainsKey(group.Part)))
                scope.Report($"{at}/weights/{JsonCursor.Escaped(group.Code)}", "the group belongs to none of the parts of the class; set its part, or its weight to 0");
        }
    }
}
