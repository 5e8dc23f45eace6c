namespace Evaluation.Ballots;

/// <summary>What happened to a ballot box. Written by <see cref="BoxCodec"/>; every shape that was ever written still replays.</summary>
public abstract record BoxEvent;

public sealed record CredentialsStored(string Batch, string Group, IReadOnlyList<string>? Units, IReadOnlyList<CredentialHash> Hashes) : BoxEvent;

/// <summary>The batch's credentials that had not voted are gone.</summary>
public sealed record CredentialsVoided(string Batch) : BoxEvent;

public sealed record BoxOpened(BoxShape Shape) : BoxEvent;

public sealed record WindowSet(BoxWindow Window) : BoxEvent;

/// <summary>A ballot was counted. The time is kept to the minute only: enough to see a burst, too coarse to find a person.</summary>
/// <param name="Credential">Whose.</param>
/// <param name="Minute">Minutes since 1970-01-01T00:00Z.</param>
/// <param name="Slips">The compact form of <see cref="Ballots.Slips"/>.</param>
public sealed record BallotCast(CredentialHash Credential, uint Minute, byte[] Slips) : BoxEvent;

public sealed record BoxClosed(DateTimeOffset At) : BoxEvent;
