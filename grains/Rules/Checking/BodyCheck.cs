using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks the assessing bodies, the owners of criteria, and from how many sheets some are dropped (F21, F8).</summary>
internal static class BodyCheck
{
    public static void Check(CheckScope scope)
    {
        var (bodies, criteria) = (scope.Rules.Assessors ?? [], scope.Rules.Criteria);
        var codes = new CodeList(scope, "/assessors", [.. bodies.Select(body => body.Code)]);
        foreach (var (index, criterion) in criteria.Index())
        {
            if (criterion.By is not { } body)
                continue;
            var pointer = $"/criteria/{index}/by";
            if (criterion.Source == CriterionSource.Vote && scope.IsSound($"/criteria/{index}/source"))
                scope.Report(pointer, "is for criteria with source \"assessed\"; respondents rate this one, so leave it out");
            else
                codes.Refer(pointer, body);
        }
        foreach (var (index, body) in bodies.Index())
        {
            if (scope.IsSound("/criteria", criteria.Count, "by") && scope.IsSound($"/assessors/{index}/code") && criteria.All(criterion => criterion.By != body.Code))
                scope.Report($"/assessors/{index}", $"no criterion has \"by\": {PlainText.Quoted(body.Code)}; name it at a criterion or leave the body out");
        }
        if (scope.Rules.Panel.TrimFrom is { } from)
            scope.Range("/panel/trimFrom", from, Panel.TrimFromMin, Limits.InspectorsPerPanel);
    }
}
