namespace Evaluation.Rules.Checking;

/// <summary>Checks what a vote needs: options with values, and groups of respondents.</summary>
internal static class VoteCheck
{
    private const int ValueDecimals = 6;

    public static void Check(CheckScope scope)
    {
        var (options, groups) = (scope.Rules.Options, scope.Rules.Groups);
        var hasVote = HasVote(scope);
        _ = new CodeList(scope, "/options", [.. options.Select(option => option.Code)], capitals: true);
        scope.Count("/options", options.Count, hasVote ? 2 : 0, Limits.Options);
        scope.Count("/groups", groups.Count, hasVote ? 1 : 0, Limits.Groups);
        if (hasVote && options.Count > 0 && options.All(option => option.Value is null))
            scope.Report("/options", "all are without a value; at least one needs a value, or no mark can be counted");
        for (var index = 0; index < options.Count; index++) Check(scope, $"/options/{index}", options[index]);
        if (scope.Rules.Policies.DontKnow.Value is { } value) Value(scope, "/policies/dontKnow", value);
    }

    /// <summary>Whether the round has a vote, judged by the parts that could be read.</summary>
    public static bool HasVote(CheckScope scope)
    {
        var rules = scope.Rules;
        return (rules.Combine is null && rules.Components.Vote > 0 && scope.IsSound("/components"))
            || rules.Criteria.Index().Any(criterion => criterion.Item.Source == CriterionSource.Vote && scope.IsSound($"/criteria/{criterion.Index}/source"));
    }

    private static void Check(CheckScope scope, string pointer, Option option)
    {
        if (option.Value is { } value) Value(scope, $"{pointer}/value", value);
        else if (option.Box is not null && scope.IsSound($"{pointer}/value"))
            scope.Report($"{pointer}/box", "must be left out: an option without a value means \"don't know\" and is in no box");
    }

    private static void Value(CheckScope scope, string pointer, decimal value)
    {
        scope.Range(pointer, value, -RoundCheck.Million, RoundCheck.Million);
        if (decimal.Round(value, ValueDecimals) != value) scope.Report(pointer, $"must have at most {ValueDecimals} decimals, but is {value}");
    }
}
