using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Gateway.Voting;
using Evaluation.Rules;

namespace Evaluation.Gateway.Scores;

/// <summary>Reads live scores for a caller, who may or may not see them at the moment.</summary>
public sealed class ScoreReader(RoundViews views, ScoreSnapshots snapshots)
{
    private static Refusal TooFewCodes(string[] groups) => new(
        RefusalCode.TooFewCodes,
        $"While people vote, scores are shown when every group has at least {Limits.IssuedForLiveScores} issued credentials.",
        ("groups", groups),
        ("issuedMin", Limits.IssuedForLiveScores));

    /// <param name="criterion">Null for all units by all criteria.</param>
    public async ValueTask<Outcome<Snapshot>> ReadAsync(string round, string? criterion, HttpContext context)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal;
        var (state, hasVote) = (view.Answer.State, view.Answer.HasVote);
        if (state != RoundState.Draft && !hasVote)
            return new Refusal(RefusalCode.NoVote, "This round has no vote, so it has no live scores. Read its result instead.");
        if (await Viewers.RefuseScoresAsync(view.Answer, context) is { } closed)
            return closed;
        if (state == RoundState.Assessing)
            return NotOpenRefusal.Of(view.Answer);
        if (!LifeCycle.IsClosed(state) && view.Answer.Groups.Where(group => group.Issued < Limits.IssuedForLiveScores).Select(group => group.Group).ToArray() is { Length: > 0 } few)
            return TooFewCodes(few);
        var snapshot = criterion is null ? await snapshots.UnitsAsync(round) : await snapshots.CriterionAsync(round, criterion);
        // The round may have moved on meanwhile, and the snapshot may show a state that this caller may not see.
        var after = await views.GetAsync(round);
        return after.IsRefused(out refusal) ? refusal : after.Answer.State == state ? snapshot : await ReadAsync(round, criterion, context);
    }
}
