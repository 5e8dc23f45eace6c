using Evaluation.Ballots.Keys;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>Makes the key of a round, and reads it for those who need it.</summary>
/// <param name="engine">Runs the grains.</param>
/// <param name="keys">Where keys are stored.</param>
/// <param name="clock">The server's clock.</param>
/// <param name="random">Fills a span with cryptographically random bytes.</param>
public sealed class KeyClerk(IEngine engine, IKeyStore keys, TimeProvider clock, FillRandom random)
{
    /// <summary>
    /// Makes the key of a round that has no batch of credentials yet: the store keeps a random key, unless it has one, and then the round
    /// names what the store keeps. A round that has batches and names no key stays as it is.
    /// </summary>
    /// <returns>The round after that. Refused when the key that it names is missing or another one, or the store does not answer.</returns>
    public async ValueTask<Outcome<RoundView>> EnsureAsync(string round, string by)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out _) || view.Answer is { KeyCommitment: null, HasBatches: true } || !view.Answer.MayIssue)
            return view;
        try
        {
            if (view.Answer.KeyCommitment is { } commitment)
            {
                await keys.GetAsync(round, commitment);
                return view;
            }
            var stored = await keys.CreateAsync(round, Make());
            return await engine.SendAsync(RoundGrain.Ref(round), new CommitKey(stored.Commitment, clock.GetUtcNow(), by));
        }
        catch (KeyUnavailableException unavailable)
        {
            return unavailable.Refusal;
        }
    }

    /// <summary>
    /// The key that a round names. Refused with <see cref="RefusalCode.NoSuchKey"/> for a round that names none, with
    /// <see cref="RefusalCode.KeyDestroyed"/> whatever the store has, and when the key is missing or another one, or the store does not
    /// answer.
    /// </summary>
    public async ValueTask<Outcome<RoundKey>> ReadAsync(RoundView round)
    {
        if (round.Keeping is { Ballots: BallotSecrecy.Destroyed })
            return KeyShareDecider.Destroyed;
        try
        {
            return round.KeyCommitment is { } commitment ? await keys.GetAsync(round.Id, commitment) : KeyShareDecider.NoSuchKey;
        }
        catch (KeyUnavailableException unavailable)
        {
            return unavailable.Refusal;
        }
    }

    /// <summary>The key that a round names; no key for a round of the old form. Refused as <see cref="ReadAsync"/> is.</summary>
    public async ValueTask<Outcome<VoterKey>> FindAsync(RoundView round)
    {
        if (round.Keeping is { Ballots: BallotSecrecy.Destroyed })
            return KeyShareDecider.Destroyed;
        try
        {
            return new VoterKey(round.KeyCommitment is { } commitment ? await keys.GetAsync(round.Id, commitment) : null);
        }
        catch (KeyUnavailableException unavailable)
        {
            return unavailable.Refusal;
        }
    }

    private RoundKey Make()
    {
        Span<byte> key = stackalloc byte[RoundKey.Bytes];
        random(key);
        return new(key);
    }
}
