namespace Evaluation.Rounds.Rules;

/// <summary>Grades and vetoes.</summary>
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
            if (index > 0 && grades[index].Min >= grades[index - 1].Min && scope.IsSound($"/grades/{index - 1}/min"))
                scope.Report($"{pointer}/min", $"must be below {grades[index - 1].Min}, the min of the grade before, but is {grades[index].Min}; grades go from best to worst");
        }
        for (var index = 0; index < vetoes.Count; index++) Check(scope, $"/vetoes/{index}", vetoes[index], gradeCodes);
    }

    private static void Check(CheckScope scope, string pointer, Veto veto, CodeList grades)
    {
        var (failed, fact) = (veto.When.FailedSpotChecks, veto.When.Fact);
        if (failed is null == fact is null)
            scope.Report($"{pointer}/when", $"has {(fact is null ? "neither" : "both")}; exactly one of failedSpotChecks and fact is needed");
        if (failed < 1) scope.Report($"{pointer}/when/failedSpotChecks", $"must be at least 1, but is {failed}");
        if (fact is not null && !CodeList.IsWellFormed(fact))
            scope.Report($"{pointer}/when/fact", $"must be of small letters a to z, digits and hyphens, at most {Limits.SlugCharacters}, but is {PlainText.Quoted(fact)}");
        if (veto.Effect.Cap is { } cap) grades.Refer($"{pointer}/effect/cap", cap);
    }
}
