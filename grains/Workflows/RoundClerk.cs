using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>
/// Carries out across grains what a round has decided: tells the boxes, seals and counts them, computes the result, works upheld objections in.
/// </summary>
/// <remarks>
/// The round's own journal says what is still to do, and every step may be done twice; so a crash anywhere is mended by
/// <see cref="AdvanceAsync"/>, and two clerks at once do no harm.
/// </remarks>
public sealed class RoundClerk(IEngine engine, TimeProvider clock)
{
    private readonly ResultScorer _scorer = new(engine);
    private readonly CorrectionClerk _corrections = new(engine, clock);

    /// <summary>Moves a round. Returns when the boxes know, and for sealed when every acknowledged ballot is in the tally.</summary>
    /// <param name="objectionsUntil">With published; null for as the round's policies say.</param>
    public async ValueTask<Outcome<RoundView>> MoveAsync(string round, RoundState to, string by, string? reason, DateTimeOffset? objectionsUntil = null)
    {
        if (to == RoundState.Provisional)
            return await ComputeAsync(round, by, reason);
        var moved = await engine.SendAsync(GrainId.Round(round), new MoveRound(to, clock.GetUtcNow(), by, reason, objectionsUntil));
        return moved.IsRefused(out _) ? moved : await FollowAsync(moved.Answer);
    }

    /// <summary>Sets the schedule. Returns when the boxes know.</summary>
    public async ValueTask<Outcome<RoundView>> ScheduleAsync(string round, DateTimeOffset? opensAt, DateTimeOffset? closesAt, string by, string? reason)
    {
        var scheduled = await engine.SendAsync(GrainId.Round(round), new ScheduleRound(opensAt, closesAt, clock.GetUtcNow(), by, reason));
        return scheduled.IsRefused(out _) ? scheduled : await AdvanceAsync(round);
    }

    /// <summary>Gives the proposed answer to an objection. Returns when, if it is upheld, the next version of the result is there.</summary>
    public async ValueTask<Outcome<Objection>> ApproveAsync(string round, string ticket, int? proposal, string by)
    {
        var approved = await engine.SendAsync(GrainId.Round(round), new ApproveAnswer(ticket, proposal, clock.GetUtcNow(), by));
        if (approved.IsRefused(out _))
            return approved;
        var advanced = await AdvanceAsync(round);
        if (advanced.IsRefused(out var refusal))
            return refusal;
        var answered = await engine.SendAsync(GrainId.Round(round), new ViewObjection(ticket));
        // As with sealing, a grain that was behind may have answered.
        return answered.Refusal is null && answered.Answer is { Answer.Corrections.Count: > 0, LedTo: null } ? Refusal.Busy : answered;
    }

    /// <summary>Does whatever is due now, by the schedule or because a crash left it undone.</summary>
    public async ValueTask<Outcome<RoundView>> AdvanceAsync(string round)
    {
        var kept = await engine.SendAsync(GrainId.Round(round), new KeepTime(clock.GetUtcNow()));
        return kept.IsRefused(out _) ? kept : await FollowAsync(kept.Answer);
    }

    private async ValueTask<Outcome<RoundView>> FollowAsync(RoundView view) => view switch
    {
        { State: RoundState.Sealing } => await SealAsync(view),
        { IsCorrecting: true } => await _corrections.WorkInAsync(view),
        { State: RoundState.Voting or RoundState.Paused or RoundState.Cancelled, Window: not null } => await TellBoxesAsync(view),
        _ => view,
    };

    private async ValueTask<Outcome<RoundView>> TellBoxesAsync(RoundView view)
    {
        var rules = await engine.SendAsync(GrainId.Round(view.Id), ViewRules.Now);
        if (rules.IsRefused(out var refusal))
            return refusal;
        var open = new OpenBox(BoxShape.Of(rules.Answer), view.Window!);
        var told = await Task.WhenAll(ResultScorer.Boxes(rules.Answer).Select(box => engine.SendAsync(box, open).AsTask()));
        return told.Select(box => box.Refusal).FirstOrDefault(failed => failed is not null) is { } failure ? failure : view;
    }

    private async ValueTask<Outcome<RoundView>> SealAsync(RoundView view)
    {
        // A box that never heard of the opening takes the rules first: its credentials count as issued, and its tally is empty.
        var told = await TellBoxesAsync(view);
        if (told.IsRefused(out _))
            return told;
        foreach (var box in view.UncountedBoxes)
        {
            var report = await engine.SendAsync(GrainId.Box(view.Id, box), new SealBox(clock.GetUtcNow()));
            if (report.IsRefused(out var refusal))
                return refusal;
            var counted = await engine.SendAsync(GrainId.Round(view.Id), new CountBox(box, report.Answer, clock.GetUtcNow()));
            if (counted.IsRefused(out _))
                return counted;
            view = counted.Answer;
        }
        // A grain that was behind, in another process, may have answered last: whoever is told that a round is sealed can rely on it.
        return view.State == RoundState.Sealing ? Refusal.Busy : view;
    }

    private async ValueTask<Outcome<RoundView>> ComputeAsync(string round, string by, string? reason)
    {
        var id = GrainId.Round(round);
        var now = await engine.SendAsync(id, ViewRound.Now);
        if (now.IsRefused(out _) || now.Answer.State == RoundState.Provisional)
            return now;
        var view = now.Answer;
        var rules = await engine.SendAsync(id, ViewRules.Now);
        if (rules.IsRefused(out var refusal))
            return refusal;
        if (view.State != RoundState.Sealed)
            return RoundDecider.WrongState(view.State, "become provisional", LifeCycle.AllowedFrom(RoundState.Provisional, rules.Answer));

        var ledgers = await _scorer.LedgersAsync(rules.Answer);
        if (ledgers.IsRefused(out refusal))
            return refusal;
        var result = await _scorer.ScoreAsync(rules.Answer, ledgers.Answer);
        return result.IsRefused(out refusal)
            ? refusal
            : await engine.SendAsync(id, new RecordResult(result.Answer, clock.GetUtcNow(), by, reason, Ledgers: ledgers.Answer));
    }
}
