namespace Evaluation.Rules.Checking.Forms;

/// <summary>Checks whether the slips of a round can be published with its result at all. The rest depends on the votes.</summary>
internal static class RecountCheck
{
    private const string Pointer = "/policies/publicRecount";

    public static void Check(CheckScope scope)
    {
        var rules = scope.Rules;
        if (rules.Policies.PublicRecount is not PublicRecount.Slips)
            return;
        if (rules.Combine is not null || (rules.VoteCriteria.Count == 0 && scope.IsSound("/criteria", rules.Criteria.Count, "source")))
            scope.Report(Pointer, "must be \"tallies\" or \"none\": the round has no vote of its own");
        else if (rules.Visibility != Visibility.Sealed && scope.IsSound("/visibility"))
            scope.Report(Pointer, "must be \"tallies\" or \"none\" where scores are shown before the close; or set visibility to \"sealed\"");
        else if (rules.Groups.FirstOrDefault(group => group.Roll < Limits.SlipsPublishedMin) is { } small && scope.IsSound("/groups", rules.Groups.Count, "roll"))
            scope.Report(
                Pointer, $"must be \"tallies\" or \"none\": slips are published from {Limits.SlipsPublishedMin} of a group on, and the roll of group '{small.Code}' has {small.Roll}");
    }
}
