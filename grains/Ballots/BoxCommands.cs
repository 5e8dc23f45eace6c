using Evaluation.Ballots.Counting;
using Evaluation.Runtime;

namespace Evaluation.Ballots;

/// <summary>
/// A command to a ballot box. All are repeatable: each is identified by a version, a batch, a credential with the id or the slips of its
/// latest ballot, or the seal.
/// </summary>
public abstract record BoxCommand : IRepeatable;

/// <summary>
/// Gives a box the shape of the frozen rules and the newest window. Sent after every change of the round, and again at every start.
/// </summary>
public sealed record OpenBox(BoxShape Shape, BoxWindow Window) : BoxCommand, ICommand<BallotBox, Nothing>
{
    public Nothing Answer(BallotBox state) => Nothing.Value;
}

/// <summary>
/// Adds credentials of one group, which vote at once: the form of earlier versions, before <see cref="Batches.StoreBatch"/>. A credential
/// that the box already holds is not added again.
/// </summary>
/// <param name="Batch">The call for which the credentials were generated.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Units">Codes of the units that they may rate; null for all.</param>
/// <param name="Hashes">The hashes of the credentials.</param>
public sealed record StoreCredentials(string Batch, string Group, IReadOnlyList<string>? Units, IReadOnlyList<CredentialHash> Hashes)
    : BoxCommand, ICommand<BallotBox, Nothing>
{
    public Nothing Answer(BallotBox state) => Nothing.Value;
}

/// <summary>Removes the credentials of a batch that have not voted. Returns the number of credentials of the batch that remain.</summary>
public sealed record VoidCredentials(string Batch) : BoxCommand, ICommand<BallotBox, CredentialsKept>
{
    public CredentialsKept Answer(BallotBox state) => new(state.CountBatch(Batch).Count);
}

/// <summary>Casts a ballot. Each slip replaces the credential's earlier slip for that unit.</summary>
/// <param name="Credential">The voter's credential.</param>
/// <param name="At">The time of arrival, by the server's clock.</param>
/// <param name="Slips">Slips in the compact form of <see cref="Ballots.Slips"/>.</param>
/// <param name="Id">The client's id of the ballot, the same for each resend; none by default.</param>
public sealed record CastBallot(CredentialHash Credential, DateTimeOffset At, byte[] Slips, BallotId Id = default) : BoxCommand, ICommand<BallotBox, BallotCounted>
{
    public BallotCounted Answer(BallotBox state) => BallotCounted.Of(state, this);
}

/// <summary>Seals the box and returns its report. A second call returns the same report.</summary>
public sealed record SealBox(DateTimeOffset At) : BoxCommand, ICommand<BallotBox, BoxReport>
{
    public BoxReport Answer(BallotBox state) => BoxReport.Of(state);
}

public sealed record CredentialsKept(int Count);

/// <summary>The answer to a ballot.</summary>
/// <param name="Sequence">The number of the credential's last counted ballot. The receipt contains it.</param>
/// <param name="Accepted">Slips of that ballot.</param>
/// <param name="Remaining">Units that the credential may rate and has not rated.</param>
/// <param name="Finished">Whether the ballot is finished; null where ballots are not finished.</param>
/// <param name="Leaf">See <see cref="Keys.BallotMark"/>; 0 in a box of the old form.</param>
public sealed record BallotCounted(uint Sequence, ushort Accepted, ushort Remaining, bool? Finished = null, UInt128 Leaf = default)
{
    internal static BallotCounted Of(BallotBox box, CastBallot cast)
    {
        var holding = box.Find(cast.Credential)!.Value;
        ushort accepted = 0;
        foreach (var _ in Slips.Read(holding.Last.Span, box.Shape!.Criteria))
            accepted++;
        return new(holding.Sequence, accepted, (ushort)(holding.Allowed.Count(box.Shape) - holding.Rated), box.Shape.NeedsFinish ? holding.IsFinished : null, box.Seal.LeafOf(cast.Credential, holding));
    }
}

/// <summary>The content of a sealed box.</summary>
/// <param name="Ballots">Credentials that have voted.</param>
/// <param name="Slips">Standing slips.</param>
/// <param name="Groups">
/// Empty where slips were revoked in the round: the numbers of one box would tell which box holds a revoked credential or a spare. The
/// sealed record has the numbers of all boxes together.
/// </param>
/// <param name="TallyHash">SHA-256 of the tally by <see cref="TallyDigest"/>, in hexadecimal.</param>
public sealed record BoxReport(int Ballots, long Slips, IReadOnlyList<GroupParticipation> Groups, string TallyHash)
{
    internal static BoxReport Of(BallotBox box) => new(box.Groups.Sum(group => group.Voted), box.Tally.Slips, box.SlipStep > 0 ? [] : box.Groups, TallyDigest.Of(box.Tally));
}
