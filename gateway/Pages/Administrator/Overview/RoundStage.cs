using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Overview;

/// <summary>A stage of a round's life as a page shows it.</summary>
/// <param name="Key">The end of the key of its text.</param>
/// <param name="At">When it began or begins; null where that is not known.</param>
/// <param name="IsDeadline">Whether <paramref name="At"/> ends what comes before it, so that midnight belongs to the day before.</param>
public sealed record RoundStage(string Key, DateTimeOffset? At = null, bool IsDeadline = false)
{
    /// <summary>The stages of a round with these rules, and how many are over; all of them in a round that is archived.</summary>
    public static (IReadOnlyList<RoundStage> Stages, int Over) Of(RoundView view, RoundRules rules)
    {
        List<(RoundStage Stage, RoundState[] States)> all = [(new("prepare"), [RoundState.Draft])];
        if (rules.HasAssessedCriteria && rules.Combine is null)
            all.Add((new("assess"), [RoundState.Assessing]));
        if (view.HasVote)
            all.Add((new("vote", view.OpensAt), [RoundState.Voting, RoundState.Paused]));
        all.Add((new("seal", view.HasVote ? view.ClosesAt : null, IsDeadline: true), [RoundState.Sealing, RoundState.Sealed]));
        all.Add((new("check", view.Versions.Count > 0 ? view.Versions[0].ComputedAt : null), [RoundState.Provisional]));
        all.Add((new("publish", view.Objections?.From), [RoundState.Published]));
        all.Add((new("final", view.Objections?.Until, IsDeadline: true), [RoundState.Final]));
        var now = all.FindIndex(stage => stage.States.Contains(view.State));
        return ([.. all.Select(stage => stage.Stage)], now >= 0 ? now : view.State == RoundState.Archived ? all.Count : 0);
    }
}
