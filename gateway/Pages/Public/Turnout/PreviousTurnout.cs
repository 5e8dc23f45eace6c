using Evaluation.Cuts;
using Evaluation.Gateway.Results.History;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Voting;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Turnout;

/// <summary>Finds the turnout of the previous round: of the newest public one whose period ended before that of the round.</summary>
internal sealed class PreviousTurnout(IEngine engine, RoundViews views, TurnoutSnapshots snapshots, PublishedRounds published)
{
    /// <summary>Nothing for an internal round, for a round without a period, and without an earlier public round.</summary>
    public async ValueTask<Outcome<EarlierTurnout>> FindAsync(RoundView round, RoundRules rules, CancellationToken cancel)
    {
        if (round.InternalTo is not null || rules.Period is not { } period)
            return EarlierTurnout.None;
        var rounds = await published.ListAsync(cancel);
        if (rounds.IsRefused(out var refusal))
            return refusal;
        if (rounds.Answer.Where(known => known.Id != round.Id && known.Period is { } earlier && earlier.To < period.To).MaxBy(known => known.Period!.To) is not { } last)
            return EarlierTurnout.None;
        var view = await views.GetAsync(last.Id);
        if (view.IsRefused(out refusal))
            return refusal;
        if (view.Answer.ClosesAt is not { } close)
            return EarlierTurnout.None;
        var turnout = await snapshots.GetAsync(view.Answer, null);
        if (turnout.IsRefused(out refusal))
            return refusal;
        var past = await engine.SendAsync(CutGrain.Ref(last.Id), new ViewPastTurnout());
        if (past.IsRefused(out refusal))
            return refusal;
        return new EarlierTurnout((past.Answer.Hours, Voting.Turnout.Of(turnout.Answer).Groups, close));
    }
}

/// <summary>The turnout of the previous round, where there is one.</summary>
internal sealed record EarlierTurnout((IReadOnlyList<PastTurnout> Past, IReadOnlyList<GroupTurnout> Final, DateTimeOffset At)? Known)
{
    public static readonly EarlierTurnout None = new(null as (IReadOnlyList<PastTurnout>, IReadOnlyList<GroupTurnout>, DateTimeOffset)?);
}
