using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>
/// Gives the second parts of the credentials of a batch to another person than the one who issued it. They are stored nowhere: they follow
/// from the key of the round.
/// </summary>
public sealed class SecondPartUseCases(IEngine engine, KeyClerk clerk, RoundChanges changes, FourEyes eyes, TimeProvider clock)
{
    /// <summary>
    /// Records that the caller fetches the second parts, and gives them; the same person gets them again, also recorded. Refused as
    /// <see cref="FetchSecondParts"/> and <see cref="FourEyes"/> are, and when the key is missing or another one; then nothing is recorded.
    /// </summary>
    public async ValueTask<Outcome<FetchedParts>> FetchAsync(string round, string id, StaffAccount caller)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        var batch = await engine.SendAsync(RoundGrain.Ref(round), new ViewBatch(id));
        if (batch.IsRefused(out refusal))
            return refusal;
        if (await eyes.RefuseAsync(round, caller, batch.Answer.Issuer) is { } dependent)
            return dependent;
        var key = await clerk.ReadAsync(view.Answer);
        if (key.IsRefused(out refusal))
            return refusal;
        var fetched = await changes.SendAsync(round, new FetchSecondParts(id, clock.GetUtcNow(), caller.Actor));
        return fetched.IsRefused(out refusal) ? refusal : new FetchedParts(round, fetched.Answer, new SecondParts(key.Answer, id));
    }
}

/// <summary>The second parts of a batch, for the person who fetches them. No text of this object shows one.</summary>
public sealed class FetchedParts(string round, CredentialBatch batch, SecondParts parts)
{
    public string Round => round;

    public CredentialBatch Batch => batch;

    /// <summary>Spares are included, and slips that were revoked.</summary>
    public int Count => batch.Made;

    /// <summary>Whether the credential votes only in place of a lost one. These are the last ones.</summary>
    public bool IsSpare(int serial) => serial > batch.Made - batch.Spares;

    /// <summary>The second part of a slip as it is printed.</summary>
    /// <param name="serial">The number of the slip, from 1.</param>
    public string this[int serial] => parts[serial];
}
