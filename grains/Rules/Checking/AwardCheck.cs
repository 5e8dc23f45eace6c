namespace Evaluation.Rules.Checking;

/// <summary>Checks grades and vetoes. The places of grades are checked by <see cref="PlacesCheck"/>.</summary>
internal static class AwardCheck
{
    public static void Check(CheckScope scope)
    {
        var (grades, vetoes) = (scope.Rules.Grades, scope.Rules.Vetoes);
        var gradeCodes = new CodeList(scope, "/grades", [.. grades.Select(grade => grade.Code)]);
        _ = new CodeList(scope, "/vetoes", [.. vetoes.Select(veto => veto.Code)]);
        scope.Count("/grades", grades.Count, 0, Limits.GradesOrVetoes);
        scope.Count("/vetoes", vetoes.Count, 0, Limits.GradesOrVetoes);
        for (var index = 0; index < grades.Count; index++)
        {
            var pointer = $"/grades/{index}";
            scope.Range($"{pointer}/min", grades[index].Min, -RoundCheck.Million, RoundCheck.Million);
            if (grades[index].Quota is { } quota) scope.Range($"{pointer}/quota", quota, 0, 1);
            if (index > 0 && scope.IsSound($"/grades/{index - 1}/min")) Descend(scope, pointer, grades[index - 1].Min, grades[index].Min);
        }
        for (var index = 0; index < vetoes.Count; index++) Check(scope, $"/vetoes/{index}", vetoes[index], gradeCodes);
    }

    private static void Descend(CheckScope scope, string pointer, decimal better, decimal worse)
    {
        if (worse >= better)
            scope.Report($"{pointer}/min", $"must be below {better}, the min of the grade before, but is {worse}; grades go from best to worst");
    }

    private static void Check(CheckScope scope, string pointer, Veto veto, CodeList grades)
    {
        var (failed, fact, isTail) = (veto.When.FailedSpotChecks, veto.When.Fact, veto.When.Again is not null || veto.When.Of is not null);
        var named = new[] { failed is not null, fact is not null, isTail }.Count(isNamed => isNamed);
        if (named != 1)
            scope.Report($"{pointer}/when", $"has {(named == 0 ? "none" : "several")}; exactly one of failedSpotChecks, fact and again with of is needed");
        if (isTail) PlacesCheck.Condition(scope, $"{pointer}/when", veto.When);
        if (failed < 1) scope.Report($"{pointer}/when/failedSpotChecks", $"must be at least 1, but is {failed}");
        if (fact is not null) scope.Code($"{pointer}/when/fact", fact);
        if (veto.Effect.Cap is { } cap) grades.Refer($"{pointer}/effect/cap", cap);
    }
}
