using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks the periods of criteria (F30).</summary>
internal static class PeriodCheck
{
    public static void Check(CheckScope scope)
    {
        foreach (var (index, criterion) in scope.Rules.Criteria.Index())
        {
            if (criterion.Periods is not { } periods)
                continue;
            var pointer = $"/criteria/{index}/periods";
            if (criterion.Source == CriterionSource.Vote && scope.IsSound($"/criteria/{index}/source"))
                scope.Report(pointer, "is for criteria with source \"assessed\"; respondents rate this one, so leave it out");
            foreach (var (at, period) in periods.Index())
            {
                scope.Code($"{pointer}/{at}", period, capitals: true);
                if (periods.Take(at).Contains(period, StringComparer.OrdinalIgnoreCase))
                    scope.Report($"{pointer}/{at}", $"{PlainText.Quoted(period)} is used more than once; the periods of a criterion must differ");
            }
        }
    }
}
