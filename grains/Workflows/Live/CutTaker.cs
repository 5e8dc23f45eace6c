using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Cuts;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;

namespace Evaluation.Workflows.Live;

/// <summary>
/// Takes the cuts of a round whose scores are shown before the close, and cuts of the turnout alone of other rounds. Repeating a cut does
/// no harm.
/// </summary>
public sealed class CutTaker(IEngine engine)
{
    private readonly LiveVotes _votes = new(engine);

    /// <summary>
    /// Takes the newest cut that is due and not taken yet. A process that was stopped meanwhile takes one cut, not all it missed.
    /// </summary>
    /// <param name="now">The server's clock.</param>
    /// <returns>When to call again; a schedule that changes meanwhile is noticed at most <see cref="Limits.CutCheck"/> later.</returns>
    public async ValueTask<Outcome<NextCut>> TakeAsync(RoundRules rules, VotedRound round, DateTimeOffset now)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round.Id), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        if (view.Answer.State is not (RoundState.Voting or RoundState.Paused) || view.Answer.Window is not { } window)
            return new NextCut(now + Limits.CutCheck);
        var schedule = new CutSchedule(window.OpensAt, window.ClosesAt, CutSchedule.EveryOf(rules));
        if (schedule.Due(now) is { } due)
        {
            var taken = await TakeAsync(rules, round, due, rules.Policies.GroupMin);
            if (taken.IsRefused(out refusal))
                return refusal;
        }
        return new NextCut(schedule.Next(now) is { } next && next < now + Limits.CutCheck ? next : now + Limits.CutCheck);
    }

    /// <summary>
    /// Keeps the turnout of a round whose scores nobody sees before the close, once an hour. Everybody sees the turnout of such a round at
    /// any time, so this shows nothing more.
    /// </summary>
    /// <param name="now">The server's clock.</param>
    /// <returns>When to call again; null after the close.</returns>
    public async ValueTask<Outcome<NextCut?>> KeepTurnoutAsync(RoundRules rules, VotedRound round, DateTimeOffset now)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round.Id), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        if (LifeCycle.IsClosed(view.Answer.State))
            return default(NextCut);
        if (view.Answer is not { State: RoundState.Voting or RoundState.Paused, Window: { } window })
            return new NextCut(now + Limits.CutCheck);
        if (new CutSchedule(window.OpensAt, window.ClosesAt, Limits.TurnoutKept).Due(now) is { } due)
        {
            var shown = await engine.SendAsync(CutGrain.Ref(round.Id), new ViewCut());
            if (shown.IsRefused(out refusal))
                return refusal;
            if (shown.Answer.At is null || shown.Answer.At < due)
            {
                var turnout = await TurnoutAsync(rules, round);
                if (turnout.IsRefused(out refusal))
                    return refusal;
                var kept = await engine.SendAsync(CutGrain.Ref(round.Id), new TakeCut(due, rules.Policies.GroupMin, [], turnout.Answer));
                if (kept.IsRefused(out refusal))
                    return refusal;
            }
        }
        return new NextCut(now + Limits.CutCheck);
    }

    private async ValueTask<Outcome<CutView>> TakeAsync(RoundRules rules, VotedRound round, DateTimeOffset due, int groupMin)
    {
        var shown = await engine.SendAsync(CutGrain.Ref(round.Id), new ViewCut());
        if (shown.IsRefused(out _) || shown.Answer.At >= due)
            return shown;
        var votes = await _votes.OfUnitsAsync(round);
        if (votes.IsRefused(out var refusal))
            return refusal;
        var turnout = await TurnoutAsync(rules, round);
        if (turnout.IsRefused(out refusal))
            return refusal;
        var before = shown.Answer.Units.ToDictionary(unit => unit.Unit, unit => unit.Sums);
        var changes = votes.Answer.Select((unit, index) => new UnitSums(index, unit.Sums))
            .Where(unit => CutRule.MayChange(before.GetValueOrDefault(unit.Unit, VoteSums.None), CutRule.Counted(unit.Sums, groupMin), groupMin));
        return await engine.SendAsync(CutGrain.Ref(round.Id), new TakeCut(due, groupMin, [.. changes], turnout.Answer));
    }

    private async ValueTask<Outcome<GroupTurnout[]>> TurnoutAsync(RoundRules rules, VotedRound round)
    {
        var boxes = await FanOut.SendAsync([.. round.Boxes], box => engine.SendAsync(round.Box(box), new ViewTurnout()));
        if (boxes.IsRefused(out var refusal))
            return refusal;
        var totals = new TurnoutTotals();
        foreach (var box in boxes.Answer)
            totals.Add(box);
        return totals.Published(rules).ToArray();
    }
}

/// <param name="CheckAt">The time at which another cut may be due.</param>
public sealed record NextCut(DateTimeOffset CheckAt);
