using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.Keys;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Verification.Boxes;

/// <summary>The key with which a verification opens the boxes of a round.</summary>
/// <param name="Key">The key; null for a round of the old form, whose boxes are not encrypted.</param>
internal sealed record BoxKey(RoundKey? Key)
{
    /// <summary>
    /// The key that the round names. Null, after a finding, when it is missing or another one: the boxes cannot be read then.
    /// </summary>
    /// <exception cref="KeyUnavailableException">The store of keys did not answer.</exception>
    public static async ValueTask<BoxKey?> FindAsync(IKeyStore? keys, string id, Round round, Findings findings)
    {
        if (round.KeyCommitment is not { } commitment)
            return new((RoundKey?)null);
        try
        {
            return new(await (keys ?? new MemoryKeyStore()).GetAsync(id, commitment));
        }
        catch (KeyUnavailableException unavailable) when (unavailable.Fault != KeyFault.NoAnswer)
        {
            findings.Add(FindingKind.Missing, $"{BoxGrain.KindName}-{id}-*", null, $"the boxes are encrypted and cannot be read. {unavailable.Message}");
            return null;
        }
    }

    /// <summary>Why the form in which a box stores an event is wrong, or null.</summary>
    public static string? Fault(Round round, BallotBox box, BoxEvent happened) => happened switch
    {
        BoxKeyed when box.Seal.Commitment is not null => "a second key is named",
        BoxKeyed when box.CredentialCount > 0 => "a key is named after the first credentials",
        BatchStored or CredentialsStored when box.Seal.Commitment is null && round.KeyCommitment is not null => "credentials are stored in a box that is not encrypted",
        BallotCast or BallotFinished or ResendMismatched when box.Seal.Commitment is not null => "an event of an encrypted box is not sealed",
        _ => null,
    };
}
