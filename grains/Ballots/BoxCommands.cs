using Evaluation.Seam;

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
public sealed record BoxTurnout(long Version, IReadOnlyList<GroupCount> Groups, IReadOnlyList<int> Slips, IReadOnlyList<int> Raters);

/// <param name="Group">The group's code.</param>
/// <param name="Issued">Credentials.</param>
/// <param name="Voted">Credentials with a ballot.</param>
public sealed record GroupCount(string Group, int Issued, int Voted);

/// <summary>What a sealed box holds.</summary>
/// <param name="Ballots">Credentials that have voted.</param>
/// <param name="Slips">Standing slips.</param>
/// <param name="TallyHash">SHA-256 of the tally by <see cref="TallyDigest"/>, in hexadecimal.</param>
public sealed record BoxReport(int Ballots, long Slips, IReadOnlyList<GroupCount> Groups, string TallyHash);
