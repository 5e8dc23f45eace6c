using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking.Forms;

/// <summary>
/// Checks the list of rounds that a round combines. Whether these rounds exist, and whether one of them combines this round, is checked
/// against the other rounds.
/// </summary>
internal static class CombineCheck
{
    public static void Check(CheckScope scope)
    {
        var rules = scope.Rules;
        if (rules.Combine is not { } combine)
            return;
        Leftover(scope, "/criteria", rules.Criteria.Count);
        Leftover(scope, "/options", rules.Options.Count);
        foreach (var (index, part) in combine.Index())
        {
            var pointer = $"/combine/{index}";
            scope.Code($"{pointer}/round", part.Round);
            if (part.Round == rules.Id)
                scope.Report($"{pointer}/round", "is this round itself; name another round");
            else if (combine.Take(index).Any(earlier => earlier.Round == part.Round))
                scope.Report($"{pointer}/round", $"{PlainText.Quoted(part.Round)} is listed already; give it one share");
            if (part.Share is <= 0 or > 100)
                scope.Report($"{pointer}/share", $"must be above 0 and at most 100, but is {part.Share}");
        }
        var sum = combine.Sum(part => part.Share);
        if (sum != 100 && scope.IsSound("/combine", combine.Count, "share"))
            scope.Report("/combine", $"shares add up to {sum}, not 100");
    }

    private static void Leftover(CheckScope scope, string list, int count)
    {
        if (count > 0 && scope.IsSound(list))
            scope.Report(list, "must be empty: a round that combines others has no vote and no inspection of its own");
    }
}
