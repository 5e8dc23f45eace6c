using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking.Forms;

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
            TrimFrom(scope, from);
    }

    /// <summary>A number of sheets has an effect only where some body drops sheets.</summary>
    private static void TrimFrom(CheckScope scope, int from)
    {
        var rules = scope.Rules;
        scope.Range("/panel/trimFrom", from, Panel.TrimFromMin, Limits.InspectorsPerPanel);
        var isTrimmed = rules.Bodies.Count == 0 ? rules.Panel.Trim != PanelTrim.None : rules.Bodies.Any(body => rules.TrimOf(body) != PanelTrim.None);
        if (!isTrimmed && rules.Combine is null && scope.IsSound("/panel/trim") && scope.IsSound("/assessors", rules.Assessors?.Count ?? 0, "trim"))
            scope.Report("/panel/trimFrom", "has no effect with \"trim\": \"none\", which drops no sheet; leave it out, or choose what is dropped");
    }
}
