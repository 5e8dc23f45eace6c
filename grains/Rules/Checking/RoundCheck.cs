namespace Evaluation.Rules.Checking;

/// <summary>Checks the round's own fields, its criteria and its groups.</summary>
internal static class RoundCheck
{
    /// <summary>Upper limit of points, values and weights. Keeps sums of products exact.</summary>
    internal const int Million = 1_000_000;

    public static void Check(CheckScope scope)
    {
        var rules = scope.Rules;
        scope.Code("/id", rules.Id);
        Title(scope, "/title/zh", rules.Title.Zh);
        Title(scope, "/title/en", rules.Title.En);
        if (rules.Period is { } period && period.From > period.To)
            scope.Report("/period", $"begins on {period.From:yyyy-MM-dd}, after its end on {period.To:yyyy-MM-dd}");
        scope.Range("/ballotBoxes", rules.BallotBoxes, 1, Limits.BallotBoxes);
        Criteria(scope, rules.Criteria);
        for (var index = 0; index < rules.Groups.Count; index++)
            scope.Range($"/groups/{index}/roll", rules.Groups[index].Roll, 0, Limits.Roll);
    }

    private static void Title(CheckScope scope, string pointer, string? title)
    {
        if (title?.EnumerateRunes().Count() is > Limits.TitleCharacters and var characters)
            scope.Report(pointer, $"has {characters} characters; at most {Limits.TitleCharacters} are allowed");
    }

    private static void Criteria(CheckScope scope, IReadOnlyList<Criterion> criteria)
    {
        _ = new CodeList(scope, "/criteria", [.. criteria.Select(criterion => criterion.Code)]);
        scope.Count("/criteria", criteria.Count, scope.Rules.Combine is null ? 1 : 0, Limits.Criteria);
        var voted = criteria.Count(criterion => criterion.Source == CriterionSource.Vote);
        if (voted > Limits.VoteCriteria && scope.IsSound("/criteria", criteria.Count, "source"))
            scope.Report("/criteria", $"has {voted} criteria with source \"vote\"; at most {Limits.VoteCriteria} are allowed");
        for (var index = 0; index < criteria.Count; index++)
        {
            if (criteria[index].Points is <= 0 or > Million)
                scope.Report($"/criteria/{index}/points", $"must be above 0 and at most {Million}, but is {criteria[index].Points}");
        }
    }
}
