using Evaluation.Ballots.LostSlips;

namespace Evaluation.Ballots;

/// <summary>
/// The events of a ballot box, encoded by <see cref="BoxCodec"/>. Every format that was ever written can still be replayed.
/// </summary>
public abstract record BoxEvent;

public sealed record CredentialsStored(string Batch, string Group, IReadOnlyList<string>? Units, IReadOnlyList<CredentialHash> Hashes) : BoxEvent;

/// <summary>The credentials of a batch in this box, in ascending order. They are held back until the batch is settled.</summary>
/// <param name="Slips">The slip of each of them; null in batches of earlier builds.</param>
public sealed record BatchStored(
    string Batch, string Group, IReadOnlyList<string>? Units, IReadOnlyList<CredentialHash> Hashes, IReadOnlyList<SlipMark>? Slips = null) : BoxEvent;

/// <summary>The credentials of a batch vote.</summary>
public sealed record BatchSettled(string Batch, int Version) : BoxEvent;

/// <summary>The credentials of a batch are held back. None of them had voted.</summary>
public sealed record BatchHeld(string Batch, int Version) : BoxEvent;

/// <summary>The credentials of a batch that have not voted were voided. A batch that was held is void for good.</summary>
public sealed record CredentialsVoided(string Batch) : BoxEvent;

public sealed record BoxOpened(BoxShape Shape) : BoxEvent;

public sealed record WindowSet(BoxWindow Window) : BoxEvent;

/// <summary>
/// A ballot was counted. The time is stored to the minute: precise enough to detect a burst, too coarse to identify a person.
/// </summary>
/// <remarks>It refers to the command, because copies of its fields would be allocated for each ballot.</remarks>
public sealed record BallotCast : BoxEvent
{
    private readonly CastBallot _ballot;

    internal BallotCast(CastBallot ballot)
        : this(ballot, (uint)(ballot.At.ToUnixTimeSeconds() / 60))
    {
    }

    public BallotCast(CredentialHash credential, uint minute, byte[] slips, BallotId id = default)
        : this(new CastBallot(credential, default, slips, id), minute)
    {
    }

    private BallotCast(CastBallot ballot, uint minute) => (_ballot, Minute) = (ballot, minute);

    /// <summary>The credential that cast it.</summary>
    public CredentialHash Credential => _ballot.Credential;

    /// <summary>Minutes since 1970-01-01T00:00Z.</summary>
    public uint Minute { get; }

    /// <summary>Slips in the compact form of <see cref="Ballots.Slips"/>.</summary>
    public byte[] Slips => _ballot.Slips;

    /// <summary>The client's id of the ballot; none in ballots that were sent without one.</summary>
    public BallotId Id => _ballot.Id;
}

/// <summary>
/// A ballot was refused, and its slips were not those of the credential's latest ballot, which was cast without an id; or it was refused
/// because of a limit that marks of that ballot and of earlier ones exceed together with it. At most
/// <see cref="Limits.ResendMismatches"/> of these events follow a ballot. In earlier journals they also follow a ballot with an id.
/// </summary>
public sealed record ResendMismatched(CredentialHash Credential) : BoxEvent;

public sealed record BoxClosed(DateTimeOffset At) : BoxEvent;
