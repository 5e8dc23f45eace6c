namespace Evaluation.Rules.Checking;

/// <summary>Reports forms that can be read and are not scored by this version. A rule never has no effect silently.</summary>
internal static class UnscoredForms
{
    public static void Check(CheckScope scope)
    {
        var rules = scope.Rules;
        Report(scope, "/optionMax", rules.OptionMax is not null);
        Report(scope, "/assessors", rules.Assessors is not null);
        Report(scope, "/entries", rules.Entries is not null);
        Report(scope, "/tail", rules.Tail is not null);
        Report(scope, "/ties", rules.Ties is not null);
        Report(scope, "/components/deductionCap", rules.Components.DeductionCap is not null);
        Report(scope, "/panel/trimFrom", rules.Panel.TrimFrom is not null);
        foreach (var (index, criterion) in rules.Criteria.Index())
        {
            Report(scope, $"/criteria/{index}/by", criterion.By is not null);
            Report(scope, $"/criteria/{index}/score", criterion.Score is not null);
            Report(scope, $"/criteria/{index}/path", criterion.Path is not null);
            Report(scope, $"/criteria/{index}/periods", criterion.Periods is not null);
            Report(scope, $"/criteria/{index}/optionLabels", criterion.OptionLabels is not null);
        }
        foreach (var (index, group) in rules.Groups.Index())
        {
            Report(scope, $"/groups/{index}/turnoutMin", group.TurnoutMin is not null);
            Report(scope, $"/groups/{index}/slipsMin", group.SlipsMin is not null);
            Report(scope, $"/groups/{index}/part", group.Part is not null);
        }
        foreach (var (index, unitClass) in rules.Classes.Index())
        {
            Report(scope, $"/classes/{index}/weights", unitClass.IsPooled);
            Report(scope, $"/classes/{index}/parts", unitClass.Parts is not null);
            Report(scope, $"/classes/{index}/note", unitClass.Note is not null);
        }
        foreach (var (index, grade) in rules.Grades.Index())
        {
            Report(scope, $"/grades/{index}/rounding", grade.Rounding is not null);
            Report(scope, $"/grades/{index}/places", grade.Places is not null);
        }
        foreach (var (index, veto) in rules.Vetoes.Index())
            Report(scope, $"/vetoes/{index}/when/again", veto.When.Again is not null || veto.When.Of is not null);
        foreach (var (index, unit) in rules.Units.Index())
            Report(scope, $"/units/{index}/precedence", unit.Precedence is not null);
    }

    private static void Report(CheckScope scope, string pointer, bool isUsed)
    {
        if (isUsed)
            scope.Report(pointer, "is not scored by this version; leave it out");
    }
}
