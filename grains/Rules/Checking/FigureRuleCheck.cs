using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks the rules that give points for a figure (F23): where they may stand, and the members of each form.</summary>
internal static class FigureRuleCheck
{
    public static void Check(CheckScope scope)
    {
        foreach (var (index, criterion) in scope.Rules.Criteria.Index())
        {
            var pointer = $"/criteria/{index}/score";
            if (criterion.Score is not { } rule || !scope.IsSound($"{pointer}/by"))
                continue;
            if (criterion.Source != CriterionSource.Assessed)
            {
                if (scope.IsSound($"/criteria/{index}/source"))
                    scope.Report(pointer, "must be left out: points follow from figures for criteria with source \"assessed\" only");
                continue;
            }
            CheckEntries(scope, pointer, criterion);
            if (rule.Of is not null)
                VoteFigureCheck.Check(scope, index, criterion, rule.Of);
            new FigureFormCheck(scope, pointer, rule, criterion.Points, scope.IsSound($"/criteria/{index}/points")).Check();
        }
    }

    private static void CheckEntries(CheckScope scope, string pointer, Criterion criterion)
    {
        if (scope.Rules.Entries?.FirstOrDefault(entry => entry.Criterion == criterion.Code) is { } entry)
            scope.Report(pointer, $"must be left out: entry {PlainText.Quoted(entry.Code)} of the catalogue already gives the points of this criterion");
    }
}
