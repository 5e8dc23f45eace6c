using Evaluation.Ballots.Counting;
using Evaluation.Runtime;

namespace Evaluation.Ballots;

public abstract record BoxCommand;

/// <summary>Takes the frozen rules' shape and the newest window. Sent after every change of the round, and again at every start.</summary>
public sealed record OpenBox(BoxShape Shape, BoxWindow Window) : BoxCommand, ICommand<Done>;

/// <summary>Adds credentials of one group. A chunk that is already there is not added twice.</summary>
/// <param name="Batch">The call that they were made for.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Units">Codes of the units that they may rate; null for all.</param>
/// <param name="Hashes">What is kept of the credentials.</param>
public sealed record StoreCredentials(string Batch, string Group, IReadOnlyList<string>? Units, IReadOnlyList<CredentialHash> Hashes) : BoxCommand, ICommand<Done>;

/// <summary>Takes back a batch's credentials that have not voted. Answered with how many of the batch remain.</summary>
public sealed record VoidCredentials(string Batch) : BoxCommand, ICommand<CredentialsKept>;

/// <summary>Casts a ballot: each slip replaces the credential's earlier slip for that unit.</summary>
/// <param name="Credential">Whose ballot.</param>
/// <param name="At">When it arrived, by the server's clock.</param>
/// <param name="Slips">The compact form of <see cref="Ballots.Slips"/>.</param>
public sealed record CastBallot(CredentialHash Credential, DateTimeOffset At, byte[] Slips) : BoxCommand, ICommand<BallotCounted>;

/// <summary>Asks which units a credential has rated.</summary>
public sealed record ViewProgress(CredentialHash Credential) : BoxCommand, ICommand<Progress>;

/// <summary>Asks how many credentials of each group were issued and have voted.</summary>
public sealed record ViewTurnout : BoxCommand, ICommand<BoxTurnout>
{
    public static readonly ViewTurnout Now = new();
}

/// <summary>Closes the box for ever and reports what it holds. Sent again, it reports the same.</summary>
public sealed record SealBox(DateTimeOffset At) : BoxCommand, ICommand<BoxReport>;

/// <summary>Asks a sealed box for its tally.</summary>
public sealed record ViewTally : BoxCommand, ICommand<Tally>
{
    public static readonly ViewTally Final = new();
}

/// <summary>Asks a sealed box for the slips of one unit as a multiset.</summary>
/// <param name="Unit">The unit's index in the rules.</param>
public sealed record ViewPatterns(int Unit) : BoxCommand, ICommand<UnitPatterns>;

/// <summary>Asks a sealed box for the comments on one unit.</summary>
/// <param name="Unit">The unit's index in the rules.</param>
public sealed record ViewComments(int Unit) : BoxCommand, ICommand<UnitComments>;

/// <summary>
/// Asks for the sums of those units whose standing slips changed after a version. Who asks again since <see cref="BoxVotes.Through"/> until that is the
/// box's version, and always takes the newer sums of a unit, has the sums of all.
/// </summary>
/// <remarks>
/// Counts in one turn little more than <see cref="Limits.PatternsPerView"/>, the units that changed first before the others, so that ballots do not
/// wait for it.
/// </remarks>
/// <param name="Since">Units that changed at this version or before are left out.</param>
/// <param name="Scale">The whole numbers that the round's slips are scored in.</param>
/// <param name="Units">Indexes of the units that are asked for; null for all.</param>
public sealed record ViewVotes(long Since, SlipScale Scale, IReadOnlyList<int>? Units = null) : BoxCommand, ICommand<BoxVotes>
{
    /// <summary>Before everything: units that have no slips are answered too.</summary>
    public const long Ever = -1;
}

public sealed record CredentialsKept(int Count);

/// <summary>A ballot is in.</summary>
/// <param name="Sequence">Which change of the box it was: the part of the receipt that only the box knows.</param>
/// <param name="Accepted">Slips of this ballot.</param>
/// <param name="Remaining">Units that the credential may rate and has not rated.</param>
public sealed record BallotCounted(uint Sequence, int Accepted, int Remaining);

/// <param name="Sequence">Of the last ballot, or null before the first.</param>
/// <param name="Rated">Indexes of units, ascending.</param>
/// <param name="Remaining">Indexes of units, ascending.</param>
public sealed record Progress(uint? Sequence, IReadOnlyList<int> Rated, IReadOnlyList<int> Remaining);

/// <summary>Totals of a box with the version that they belong to, so that a late or doubled report does no harm.</summary>
/// <param name="Slips">Standing slips by unit, then by group, in the rules' order; empty while the box knows no rules.</param>
/// <param name="Raters">Credentials that may rate, in the same order.</param>
public sealed record BoxTurnout(long Version, IReadOnlyList<GroupParticipation> Groups, IReadOnlyList<int> Slips, IReadOnlyList<int> Raters);

/// <param name="Group">The group's code.</param>
/// <param name="Issued">Credentials.</param>
/// <param name="Voted">Credentials with a ballot.</param>
public sealed record GroupParticipation(string Group, int Issued, int Voted);

/// <summary>Sums of a box, by unit.</summary>
/// <param name="Version">To which the sums belong.</param>
/// <param name="Through">Every unit that changed at this version or before, and was asked for, is answered.</param>
/// <param name="IsSealed">Whether nothing will ever change any more.</param>
public sealed record BoxVotes(long Version, long Through, bool IsSealed, IReadOnlyList<UnitSums> Units);

/// <param name="Unit">The unit's index in the rules.</param>
public sealed record UnitSums(int Unit, VoteSums Sums);

/// <summary>What a sealed box holds.</summary>
/// <param name="Ballots">Credentials that have voted.</param>
/// <param name="Slips">Standing slips.</param>
/// <param name="TallyHash">SHA-256 of the tally by <see cref="TallyDigest"/>, in hexadecimal.</param>
public sealed record BoxReport(int Ballots, long Slips, IReadOnlyList<GroupParticipation> Groups, string TallyHash);
