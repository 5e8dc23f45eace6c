using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>
/// Issues credentials in batches, one for each call, and voids batches. No credential votes before the whole batch was sent.
/// </summary>
/// <remarks>
/// <see cref="ReserveAsync"/> reserves a batch on the roll, <see cref="MakeAsync"/> stores its credentials, and <see cref="SettleAsync"/>
/// lets them vote once the caller has them all. A batch that is not settled keeps its places on the roll until <see cref="VoidAsync"/>
/// returns them. What the round has decided is carried out after a crash by <see cref="RoundClerk.AdvanceAsync"/>.
/// </remarks>
/// <param name="engine">Runs the grains.</param>
/// <param name="clock">The server's clock.</param>
/// <param name="random">Fills a span with cryptographically random bytes.</param>
/// <param name="keys">The store of the keys of rounds.</param>
public sealed class CredentialIssue(IEngine engine, TimeProvider clock, FillRandom random, IKeyStore keys)
{
    private readonly KeyClerk _keys = new(engine, keys, clock, random);
    private readonly BatchClerk _clerk = new(engine, clock);

    /// <summary>
    /// Reserves a batch. Refused with <see cref="RefusalCode.BatchExists"/> for an id that the round knows: a batch is made once. After
    /// <see cref="RefusalCode.Busy"/> the batch may be reserved all the same; it is voided as far as possible. The first batch gives the
    /// round its key: see <see cref="KeyClerk.EnsureAsync"/>.
    /// </summary>
    /// <param name="spares">Credentials beside the count that vote only in place of lost slips.</param>
    /// <param name="person">The person who uses the account; null when it is the account's own name.</param>
    /// <returns>The round, for <see cref="MakeAsync"/>.</returns>
    public async ValueTask<Outcome<RoundView>> ReserveAsync(
        string round, string batch, string group, int count, IReadOnlyList<string>? units, string by, int spares = 0, string? person = null)
    {
        var keyed = await _keys.EnsureAsync(round, by);
        if (keyed.IsRefused(out _))
            return keyed;
        var reserve = new ReserveCredentials(batch, group, count, units, clock.GetUtcNow(), by, Held: true, spares, person);
        var reserved = await engine.SendAsync(RoundGrain.Ref(round), reserve);
        if (reserved.Refusal?.Code == RefusalCode.Busy)
            await ReturnAsync(round, reserve);
        return reserved;
    }

    /// <summary>Voids a reservation of unknown outcome, unless the batch of this id is the one of another call.</summary>
    private async ValueTask ReturnAsync(string round, ReserveCredentials reserve)
    {
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewBatch(reserve.Batch));
        if (found.Refusal is null && found.Answer is { State: BatchState.Unsettled } batch && (batch.ReservedAt, batch.By) == (reserve.At, reserve.By))
            await BreakOffAsync(round, reserve.Batch, reserve.By, StatedReasons.ReservationNotAnswered, onlyUnsettled: true);
    }

    /// <summary>
    /// Makes the credentials of a batch and stores their hashes: one command for each box. They are random, so their order says nothing
    /// about the order in which the boxes store them. After a refusal, void the batch.
    /// </summary>
    /// <param name="round">The round after the reservation.</param>
    /// <param name="spares">As in <see cref="ReserveAsync"/>.</param>
    public async ValueTask<Outcome<MadeCredentials>> MakeAsync(RoundView round, string batch, string group, int count, IReadOnlyList<string>? units, int spares = 0)
    {
        var key = await _keys.FindAsync(round);
        if (key.IsRefused(out var unavailable))
            return unavailable;
        var second = round.TwoParts ? key.Answer.SecondPartsOf(batch) : null;
        if (round.TwoParts && second is null)
            return BatchDecider.NeedsKey;
        var secrets = new byte[(count + spares) * MadeCredentials.BytesOf(second)];
        random(secrets);
        var slips = new byte[round.KeyCommitment is null ? 0 : (count + spares) * SlipNumber.Bytes];
        random(slips);
        var made = new MadeCredentials(secrets, key.Answer, slips, spares, second);
        var boxes = Enumerable.Range(0, made.Count).Select(index => (Hash: made.Hash(index), Index: index)).GroupBy(named => named.Hash.Box(round.BallotBoxes));
        var stored = await Task.WhenAll(boxes.Select(box => engine.SendAsync(
            BoxGrain.Ref(round.Id, box.Key),
            new StoreBatch(batch, group, units, [.. box.Select(named => named.Hash)], made.KeyCommitment, made.Marks(box.Select(named => named.Index)))).AsTask()));
        return stored.Select(box => box.Refusal).FirstOrDefault(refusal => refusal is not null) is { } failure ? failure : made;
    }

    /// <summary>
    /// Lets the credentials of a batch vote, after all of them were sent. Sent again while the outcome is unknown. A refusal means that the
    /// batch may be unsettled: void it.
    /// </summary>
    public async ValueTask<Outcome<RoundView>> SettleAsync(string round, string batch, int count)
    {
        var settled = await SendAsync();
        // An activation that is behind the journal does not know the batch yet.
        for (var attempt = 1; attempt < Limits.TurnAttempts && settled.Refusal?.Code is RefusalCode.Busy or RefusalCode.NoSuchBatch; attempt++)
            settled = await SendAsync();
        if (settled.IsRefused(out _))
            return settled;
        // If a box is busy, the batch is settled all the same, and the step is done later.
        var enabled = await _clerk.FollowAsync(settled.Answer, batch);
        return enabled.IsRefused(out _) ? settled : enabled;

        ValueTask<Outcome<RoundView>> SendAsync() => engine.SendAsync(RoundGrain.Ref(round), new SettleCredentials(batch, count, clock.GetUtcNow()));
    }

    /// <summary>
    /// Voids a batch and returns its places to the roll. Refused with <see cref="RefusalCode.NoSuchBatch"/>; with
    /// <see cref="RefusalCode.AlreadyCast"/> when one of its credentials has voted; with <see cref="RefusalCode.WrongState"/> when it is
    /// issued and voting has closed. A void batch is answered as it is.
    /// </summary>
    /// <param name="onlyUnsettled">Whether an issued batch is refused with <see cref="RefusalCode.WrongState"/>.</param>
    public async ValueTask<Outcome<CredentialBatch>> VoidAsync(string round, string batch, string by, string? reason, bool onlyUnsettled = false)
    {
        var id = RoundGrain.Ref(round);
        var started = await StartAsync();
        // A lost slip of the batch is revoked first.
        if (started.Refusal?.Code == RefusalCode.Busy && await FollowSlipsAsync(round))
            started = await StartAsync();
        if (started.IsRefused(out var refusal) && refusal.Code != RefusalCode.AlreadyCast)
            return refusal;
        if (refusal is null)
            refusal = (await _clerk.FollowAsync(started.Answer, batch)).Refusal;
        var found = await engine.SendAsync(id, new ViewBatch(batch));
        if (found.Refusal is not null || found.Answer.State == BatchState.Void)
            return found;
        // Not decided yet; or an activation that is behind the journal has answered.
        if (!found.Answer.IsUsed)
            return refusal ?? Refusal.Busy;
        if (found.Answer is { State: BatchState.Unsettled, IsHeld: false } && (await KeepVotedAsync(round, batch)).IsRefused(out refusal))
            return refusal;
        return BatchDecider.AlreadyCast(batch);

        ValueTask<Outcome<RoundView>> StartAsync() => engine.SendAsync(id, new VoidBatch(batch, clock.GetUtcNow(), by, reason, onlyUnsettled));
    }

    /// <returns>Whether open revocations of lost slips were completed.</returns>
    private async ValueTask<bool> FollowSlipsAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        return view.Refusal is null && view.Answer.DueSlips is not null && (await _clerk.FollowAsync(view.Answer)).Refusal is null;
    }

    /// <summary>
    /// Voids a batch that nobody will void by hand, like <see cref="VoidAsync"/>. Sent again while it is refused as busy, because a batch
    /// that is not void keeps its places on the roll.
    /// </summary>
    public async ValueTask<Outcome<CredentialBatch>> BreakOffAsync(string round, string batch, string by, string reason, bool onlyUnsettled = false)
    {
        var voided = await VoidAsync(round, batch, by, reason, onlyUnsettled);
        for (var attempt = 1; attempt < Limits.TurnAttempts && voided.Refusal?.Code == RefusalCode.Busy; attempt++)
            voided = await VoidAsync(round, batch, by, reason, onlyUnsettled);
        return voided;
    }

    /// <summary>
    /// Settles a batch of an earlier version, whose credentials voted before it was settled: those that have voted stay, and the others are
    /// removed.
    /// </summary>
    private async ValueTask<Outcome<RoundView>> KeepVotedAsync(string round, string batch)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out _))
            return view;
        var kept = 0;
        for (var box = 0; box < view.Answer.BallotBoxes; box++)
        {
            var left = await engine.SendAsync(BoxGrain.Ref(round, box), new VoidCredentials(batch));
            if (left.IsRefused(out var refusal))
                return refusal;
            kept += left.Answer.Count;
        }
        return await engine.SendAsync(RoundGrain.Ref(round), new SettleCredentials(batch, kept, clock.GetUtcNow(), StatedReasons.CallInterrupted));
    }
}

/// <summary>Fills the span with random bytes.</summary>
public delegate void FillRandom(Span<byte> bytes);
