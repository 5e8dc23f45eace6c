using System.Collections.Concurrent;
using Evaluation.Ballots.Keys;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Gives the keys by whose pseudonyms rounds know their voters. A key is kept in memory for a short time only, so that a destroyed key is
/// soon forgotten; that a round is of the old form is kept for good.
/// </summary>
/// <param name="engine">Runs the grains.</param>
/// <param name="clerk">Reads the keys.</param>
/// <param name="clock">The server's clock.</param>
public sealed class VoterKeys(IEngine engine, KeyClerk clerk, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<VoterKey>>>> _asking = new(StringComparer.Ordinal);

    /// <summary>The key, if it is in memory.</summary>
    public bool TryGet(string round, out VoterKey key)
    {
        key = VoterKey.None;
        if (!_kept.TryGetValue(round, out var kept))
            return false;
        key = kept.Key;
        if (kept.Key.Commitment is null)
            return true;
        var age = clock.GetElapsedTime(kept.ReadAt);
        // One request reads the key again in time. The others do not wait for it.
        if (age >= Limits.KeyRefreshedAfter && age < Limits.KeyKeptFor && !_asking.ContainsKey(round))
            _ = AskOnceAsync(round);
        return age < Limits.KeyKeptFor;
    }

    /// <summary>
    /// The key. Refused as the round is; with <see cref="RefusalCode.NotOpen"/> when the key is destroyed; with
    /// <see cref="RefusalCode.Busy"/> when the store of keys does not answer; with <see cref="RefusalCode.KeyMissing"/> or
    /// <see cref="RefusalCode.KeyDiffers"/>.
    /// </summary>
    public async ValueTask<Outcome<VoterKey>> GetAsync(string round) => TryGet(round, out var key) ? key : await AskOnceAsync(round);

    /// <summary>Removes a destroyed key from memory.</summary>
    public void Evict(string round) => _kept.TryRemove(round, out _);

    private async Task<Outcome<VoterKey>> AskOnceAsync(string round)
    {
        var asking = _asking.GetOrAdd(round, _ => new(() => AskAsync(round)));
        try
        {
            return await asking.Value;
        }
        finally
        {
            _asking.TryRemove(KeyValuePair.Create(round, asking));
        }
    }

    private async Task<Outcome<VoterKey>> AskAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out var refusal))
            return refusal;
        // Nobody can be recognised any more, and voting has ended.
        if (view.Answer.Keeping is { Ballots: BallotSecrecy.Destroyed })
            return NotOpenRefusal.Of(view.Answer);
        var key = await clerk.FindAsync(view.Answer);
        // A round without batches may still get a key.
        if (key.IsRefused(out _) || view.Answer is { KeyCommitment: null, HasBatches: false })
            return key;
        if (_kept.Count >= Limits.KeysKept)
            _kept.Clear();
        _kept[round] = new(key.Answer, clock.GetTimestamp());
        return key;
    }

    private sealed record Kept(VoterKey Key, long ReadAt);
}
