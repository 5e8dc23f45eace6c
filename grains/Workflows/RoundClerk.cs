using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows.Recording;

namespace Evaluation.Workflows;

/// <summary>
/// Carries out the decisions of a round in other grains: opens, seals, counts and records the boxes, lets batches of credentials vote or
/// voids them, computes the result, applies upheld objections.
/// </summary>
/// <remarks>
/// The round's own stream shows which steps are still due, and every step may be repeated; so <see cref="AdvanceAsync"/> continues after
/// a crash at any point, and two clerks at the same time do no harm.
/// </remarks>
/// <param name="engine">Runs the grains.</param>
/// <param name="clock">The server's clock.</param>
/// <param name="keys">Destroys the keys of rounds; null where no key is stored.</param>
public sealed class RoundClerk(IEngine engine, TimeProvider clock, KeyDestroyer? keys = null)
{
    private readonly ComputationClerk _computations = new(engine, clock);
    private readonly CorrectionClerk _corrections = new(engine, clock);
    private readonly AnswerClerk _answers = new(engine);
    private readonly BatchClerk _batches = new(engine, clock);
    private readonly PanelGuard _panels = new(engine);
    private readonly RecordClerk _records = new(engine);

    /// <summary>
    /// Moves a round. Returns when the boxes have the new window, and for sealed when every acknowledged ballot is in the tally. A draft is
    /// refused with <see cref="RefusalCode.PanelAgainstRules"/> while one of its panels contradicts its rules.
    /// </summary>
    /// <param name="objectionsUntil">With published; null for as the round's policies say.</param>
    /// <param name="acceptsIncomplete">
    /// With provisional: whether units may lack components. Otherwise refused with <see cref="RefusalCode.Incomplete"/> while entries of
    /// a unit are missing.
    /// </param>
    public async ValueTask<Outcome<RoundView>> MoveAsync(
        string round, RoundState to, string by, string? reason, DateTimeOffset? objectionsUntil = null, bool acceptsIncomplete = false)
    {
        if (to == RoundState.Provisional)
            return await _computations.ComputeAsync(round, acceptsIncomplete, by, reason);
        if (to is RoundState.Assessing or RoundState.Voting && await _panels.RefuseToOpenAsync(round) is { } refusal)
            return refusal;
        var moved = await engine.SendAsync(RoundGrain.Ref(round), new MoveRound(to, clock.GetUtcNow(), by, reason, objectionsUntil));
        return moved.IsRefused(out _) ? moved : await FollowAsync(moved.Answer);
    }

    /// <summary>Sets the schedule. Returns when the boxes have the new window.</summary>
    /// <param name="basedOn">The versions of the schedule that may be replaced; null for any.</param>
    public async ValueTask<Outcome<RoundView>> ScheduleAsync(string round, ScheduleChange change, string by, IReadOnlyList<long>? basedOn = null)
    {
        var scheduled = await engine.SendAsync(RoundGrain.Ref(round), change.ToCommand(clock.GetUtcNow(), by, basedOn));
        return scheduled.IsRefused(out _) ? scheduled : await AdvanceAsync(round);
    }

    /// <summary>
    /// Approves the proposed answer to an objection. If it is upheld, returns when the next version of the result is computed.
    /// </summary>
    public async ValueTask<Outcome<Objection>> ApproveAsync(string round, string ticket, int? proposal, string by, string? person = null)
    {
        var approved = await _answers.ApproveAsync(round, new ApproveAnswer(ticket, proposal, clock.GetUtcNow(), by, Person: person));
        if (approved.IsRefused(out _))
            return approved;
        var advanced = await AdvanceAsync(round);
        if (advanced.IsRefused(out var refusal))
            return refusal;
        var answered = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjection(ticket));
        // As with sealing, an activation that was behind the journal may have answered.
        return answered.Refusal is null && answered.Answer is { Answer.Decision: ObjectionDecision.Upheld, LedTo: null } ? Refusal.Busy : answered;
    }

    /// <summary>
    /// Does everything that is due now, by the schedule or because a crash interrupted it; also destroys the key of the round again, if it
    /// was destroyed and came back with a backup. A draft that is due to open is refused with
    /// <see cref="RefusalCode.PanelAgainstRules"/> until its panels and its rules agree.
    /// </summary>
    public async ValueTask<Outcome<RoundView>> AdvanceAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out _))
            return view;
        if (view.Answer.IsDueToOpen(clock.GetUtcNow()) && await _panels.RefuseToOpenAsync(view.Answer) is { } refusal)
        {
            var followed = await FollowAsync(view.Answer);
            return followed.IsRefused(out _) ? followed : refusal;
        }
        var kept = await engine.SendAsync(RoundGrain.Ref(round), new KeepTime(clock.GetUtcNow()));
        if (kept.IsRefused(out _))
            return kept;
        var done = await FollowAsync(kept.Answer);
        return done.IsRefused(out _) || keys is null ? done : await keys.FollowAsync(done.Answer) ?? done;
    }

    private async ValueTask<Outcome<RoundView>> FollowAsync(RoundView view)
    {
        // No box of a cancelled round carries out anything after the end of its key.
        if (view is { State: RoundState.Cancelled, Keeping.Ballots: BallotSecrecy.Destroyed })
            return view;
        if (view is { State: RoundState.Voting or RoundState.Paused or RoundState.Cancelled, Window: not null })
            return await FollowOpenAsync(view);
        // Before the boxes are sealed, so that a sealed box counts the credentials that the round counts.
        var followed = await _batches.FollowAsync(view);
        return followed.IsRefused(out _) ? followed : followed.Answer switch
        {
            { State: RoundState.Sealing } sealing => await SealAsync(sealing),
            { State: RoundState.Sealed, DueLedgers: not null } due => await _computations.FollowAsync(due),
            { IsCorrecting: true } correcting => await _corrections.WorkInAsync(correcting),
            var other => other,
        };
    }

    /// <summary>Every box that can be reached gets the window, whatever comes of the batches, which need all boxes.</summary>
    private async ValueTask<Outcome<RoundView>> FollowOpenAsync(RoundView view)
    {
        var opened = await OpenBoxesAsync(view);
        var followed = await _batches.FollowAsync(view);
        // Without the key of the round a box accepts nothing anyway.
        var isShut = view.State == RoundState.Cancelled && opened.Refusal is { Code: RefusalCode.KeyMissing };
        return opened.IsRefused(out _) && !isShut ? opened : followed;
    }

    private async ValueTask<Outcome<RoundView>> OpenBoxesAsync(RoundView view)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var open = new OpenBox(BoxShape.Of(rules.Answer), view.Window!);
        var opened = await Task.WhenAll(ResultScorer.Boxes(rules.Answer).Select(box => engine.SendAsync(box, open).AsTask()));
        return opened.Select(box => box.Refusal).FirstOrDefault(failed => failed is not null) is { } failure ? failure : view;
    }

    private async ValueTask<Outcome<RoundView>> SealAsync(RoundView view)
    {
        // A box that missed the opening gets the rules first: its credentials count as issued, and its tally is empty.
        var opened = await OpenBoxesAsync(view);
        if (opened.IsRefused(out _))
            return opened;
        foreach (var box in view.UncountedBoxes)
        {
            var report = await engine.SendAsync(BoxGrain.Ref(view.Id, box), new SealBox(clock.GetUtcNow()));
            if (report.IsRefused(out var refusal))
                return refusal;
            var counted = await engine.SendAsync(RoundGrain.Ref(view.Id), new CountBox(box, report.Answer, clock.GetUtcNow()));
            if (counted.IsRefused(out _))
                return counted;
            view = counted.Answer;
        }
        if (view is { State: RoundState.Sealing, KeyCommitment: not null, UncountedBoxes.Count: 0 })
        {
            var recorded = await RecordAsync(view);
            if (recorded.IsRefused(out _))
                return recorded;
            view = recorded.Answer;
        }
        // An activation in another process that was behind the journal may have answered last: the answer "sealed" must be reliable.
        return view.State == RoundState.Sealing ? Refusal.Busy : view;
    }

    /// <summary>Writes what is missing of the sealed record, and then seals the round.</summary>
    private async ValueTask<Outcome<RoundView>> RecordAsync(RoundView view)
    {
        var record = await _records.RecordAsync(view.Id, view.BallotBoxes, view.UnitCount);
        return record.IsRefused(out var refusal) ? refusal : await engine.SendAsync(RoundGrain.Ref(view.Id), new RecordVotes(record.Answer, clock.GetUtcNow()));
    }
}
