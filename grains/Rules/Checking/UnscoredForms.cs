namespace Evaluation.Rules.Checking;

/// <summary>Reports forms that can be read and are not scored by this version. A rule never has no effect silently.</summary>
internal static class UnscoredForms
{
    public static void Check(CheckScope scope)
    {
        foreach (var (index, criterion) in scope.Rules.Criteria.Index())
            Report(scope, $"/criteria/{index}/path", criterion.Path is not null);
    }

    private static void Report(CheckScope scope, string pointer, bool isUsed)
    {
        if (isUsed)
            scope.Report(pointer, "is not scored by this version; leave it out");
    }
}
