namespace Evaluation.Rules.Checking;

/// <summary>Checks the minima with which a group is valid (F29): a group can reach them.</summary>
internal static class ValidityCheck
{
    public static void Check(CheckScope scope)
    {
        foreach (var (index, group) in scope.Rules.Groups.Index())
        {
            Turnout(scope, $"/groups/{index}", group);
            Slips(scope, $"/groups/{index}", group);
        }
    }

    private static void Turnout(CheckScope scope, string at, Group group)
    {
        if (group.TurnoutMin is not { } minimum)
            return;
        scope.Range($"{at}/turnoutMin", minimum, 0, 1);
        if (group.Roll == 0 && scope.IsSound($"{at}/roll"))
            scope.Report($"{at}/turnoutMin", "needs a roll above 0: turnout is the number of voters divided by the roll");
    }

    private static void Slips(CheckScope scope, string at, Group group)
    {
        if (group.SlipsMin is not { } minimum)
            return;
        if (minimum < 1)
        {
            scope.Report($"{at}/slipsMin", $"must be at least 1, but is {minimum}");
            return;
        }
        var most = (long)group.Roll * scope.Rules.Units.Count;
        if (minimum > most && scope.IsSound($"{at}/roll") && scope.IsSound("/units"))
            scope.Report($"{at}/slipsMin", $"is {minimum}, but a roll of {group.Roll} gives at most {most} slips for {scope.Rules.Units.Count} units; lower it or correct the roll");
    }
}
