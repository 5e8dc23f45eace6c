using Evaluation.Ballots.Keys;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Runtime;

namespace Evaluation.Workflows.Recording;

/// <summary>
/// Destroys the keys of rounds whose stream says so: after the decision, and again when a key comes back with a backup of the store.
/// </summary>
/// <param name="keys">Where keys are stored.</param>
/// <param name="destroyed">Called with the id of a round when the store had its key.</param>
public sealed class KeyDestroyer(IKeyStore keys, Action<string> destroyed)
{
    /// <summary>Destroys the key if the round has decided it. The refusal when the store did not answer; else null.</summary>
    public async ValueTask<Refusal?> FollowAsync(RoundView round)
    {
        if (round.Keeping is not { Ballots: BallotSecrecy.Destroyed })
            return null;
        try
        {
            // Not read first: what an interrupted call or a damaged backup has left cannot be read.
            if (await keys.DestroyAsync(round.Id))
                destroyed(round.Id);
            return null;
        }
        catch (KeyUnavailableException unavailable)
        {
            return unavailable.Refusal;
        }
    }
}
