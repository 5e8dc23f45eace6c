using Evaluation.Ballots.LostSlips;
using Evaluation.Runtime;

namespace Evaluation.Ballots.Batches;

/// <summary>
/// Adds the credentials of a batch, which are held back until the batch is settled. A credential that the box already holds is not added
/// again. Refused with <see cref="RefusalCode.WrongState"/> when the box is sealed or the batch is void.
/// </summary>
/// <param name="Batch">The id of the batch.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Units">Codes of the units that they may rate; null for all.</param>
/// <param name="Hashes">The hashes of all credentials of the batch that belong to this box.</param>
/// <param name="Key">
/// The SHA-256 of the key under which the hashes were made, and under which the box is encrypted; null in rounds of the old form. Refused
/// with <see cref="RefusalCode.KeyDiffers"/> when the box has credentials under another key.
/// </param>
/// <param name="Slips">The slip of each of the credentials; null in calls of earlier versions and in rounds of the old form.</param>
public sealed record StoreBatch(
    string Batch, string Group, IReadOnlyList<string>? Units, IReadOnlyList<CredentialHash> Hashes, string? Key = null, IReadOnlyList<SlipMark>? Slips = null)
    : BoxCommand, ICommand<BallotBox, Nothing>
{
    public Nothing Answer(BallotBox state) => Nothing.Value;
}

/// <summary>Lets the credentials of a batch vote.</summary>
/// <param name="Version">The version of the round's decision. The highest version wins; a lower one that arrives late is ignored.</param>
public sealed record SettleBatch(string Batch, int Version) : BoxCommand, ICommand<BallotBox, Nothing>
{
    public Nothing Answer(BallotBox state) => Nothing.Value;
}

/// <summary>
/// Holds the credentials of a batch back, so that none of them votes before the round has decided. Refused with
/// <see cref="RefusalCode.AlreadyCast"/> when one of them has voted.
/// </summary>
/// <param name="Version">As in <see cref="SettleBatch"/>.</param>
public sealed record HoldBatch(string Batch, int Version) : BoxCommand, ICommand<BallotBox, Nothing>
{
    public Nothing Answer(BallotBox state) => Nothing.Value;
}
