namespace Evaluation.Ballots;

/// <summary>
/// The events of a ballot box, encoded by <see cref="BoxCodec"/>. Every format that was ever written can still be replayed.
/// </summary>
public abstract record BoxEvent;

public sealed record CredentialsStored(string Batch, string Group, IReadOnlyList<string>? Units, IReadOnlyList<CredentialHash> Hashes) : BoxEvent;

/// <summary>The credentials of a batch in this box, in ascending order. They are held back until the batch is settled.</summary>
public sealed record BatchStored(string Batch, string Group, IReadOnlyList<string>? Units, IReadOnlyList<CredentialHash> Hashes) : BoxEvent;

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
/// <param name="Credential">The credential that cast it.</param>
/// <param name="Minute">Minutes since 1970-01-01T00:00Z.</param>
/// <param name="Slips">Slips in the compact form of <see cref="Ballots.Slips"/>.</param>
public sealed record BallotCast(CredentialHash Credential, uint Minute, byte[] Slips) : BoxEvent;

public sealed record BoxClosed(DateTimeOffset At) : BoxEvent;
