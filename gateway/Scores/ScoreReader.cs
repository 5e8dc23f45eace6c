using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Gateway.Voting;
using Evaluation.Rules;

namespace Evaluation.Gateway.Scores;

/// <summary>Live scores for one caller, as far as it may see them at this moment.</summary>
public sealed class ScoreReader(RoundViews views, Access access, ScoreBoard board)
{
    /// <param name="criterion">Null for all units by all criteria.</param>
    public async ValueTask<Outcome<Page>> ReadAsync(string round, string? criterion, HttpContext context)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal;
        var (state, hasVote) = (view.Answer.State, view.Answer.HasVote);
        if (state != RoundState.Draft && !hasVote)
            return new Refusal(RefusalCode.NoVote, "This round has no vote, so it has no live scores. Its figures stand in the result.");
        if (await Viewers.RefuseScoresAsync(view.Answer, context, access) is { } closed)
            return closed;
        if (state == RoundState.Assessing)
            return NotOpen.Refuse(view.Answer);
        return criterion is null ? await board.UnitsAsync(round) : await board.CriterionAsync(round, criterion);
    }
}
