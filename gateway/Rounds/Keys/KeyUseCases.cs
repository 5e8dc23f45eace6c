using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds.Keys;

/// <summary>Shows who has the shares of a round's key, and gives a person a share to print.</summary>
public sealed class KeyUseCases(IEngine engine, KeyClerk clerk, RoundChanges changes, FourEyes eyes, TimeProvider clock)
{
    /// <summary>The key without its bytes. Refused with <see cref="RefusalCode.NoSuchKey"/>.</summary>
    public async ValueTask<Outcome<HeldKey>> ViewAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        var known = await engine.SendAsync(RoundGrain.Ref(round), new ViewKey());
        return known.IsRefused(out refusal) ? refusal : new HeldKey(known.Answer.Commitment, known.Answer.ShareHolders, KeyState.Of(view.Answer)?.Destroyed);
    }

    /// <summary>
    /// Gives the caller a share of the key, as text, and records it. Refused as <see cref="GiveKeyShare"/> and <see cref="FourEyes"/> are,
    /// also when the caller has the share already, and when the key is missing or another one; then nothing is recorded.
    /// </summary>
    public async ValueTask<Outcome<PrintedShare>> GiveAsync(string round, StaffAccount caller)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        var key = await clerk.ReadAsync(view.Answer);
        if (key.IsRefused(out refusal))
            return refusal;
        var known = await engine.SendAsync(RoundGrain.Ref(round), new ViewKey());
        if (known.IsRefused(out refusal))
            return refusal;
        // Who has one share does not make the account that gets the other, and an account that nobody has confirmed gets none.
        var holders = known.Answer.Holders ?? [.. known.Answer.ShareHolders.Select(person => Actor.Of(person, null))];
        Actor[] others = [.. holders.Where(holder => !holder.IsSamePersonAs(caller.Actor))];
        if (await eyes.RefuseAsync(view.Answer.CreatedAt ?? DateTimeOffset.MinValue, caller, others) is { } dependent)
            return dependent;
        var given = await changes.SendAsync(round, new GiveKeyShare(clock.GetUtcNow(), caller.Actor));
        return given.IsRefused(out refusal) ? refusal : new PrintedShare(given.Answer.Share, KeyShares.Write(key.Answer, round, given.Answer.Share), given.Answer.Commitment);
    }
}

/// <summary>A share of a key as it is printed. No text of this object shows it.</summary>
public sealed class PrintedShare(KeyShare share, string text, string commitment)
{
    public KeyShare Share => share;

    public string Text => text;

    public string Commitment => commitment;
}
