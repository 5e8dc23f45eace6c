namespace Evaluation.Rounds.Recording;

/// <summary>The votes of the round are in its sealed record, and nothing reads its boxes any more.</summary>
/// <param name="Digest">The digest of the record.</param>
/// <param name="Ballots">Credentials with a ballot that counts.</param>
/// <param name="Slips">Standing slips.</param>
/// <param name="Replaced">Ballots that were followed by another one of their credential.</param>
/// <param name="LeftOut">Credentials whose ballot was left out, because it was not finished; null where there is none.</param>
public sealed record VotesRecorded(string Digest, int Ballots, long Slips, long Replaced, DateTimeOffset At, string By, string? Reason = null, int? LeftOut = null)
    : RoundEvent(At, By, Reason);

/// <summary>A copy of the sealed record is kept in a second place.</summary>
/// <param name="Place">Where it is kept.</param>
/// <param name="Person">The person who uses the account; null where the account names none.</param>
public sealed record RecordKept(string Place, DateTimeOffset At, string By, string? Reason = null, string? Person = null) : RoundEvent(At, By, Reason);

/// <summary>Somebody proposes to destroy the key of the round.</summary>
/// <param name="Person">The person who uses the account; null where the account names none.</param>
public sealed record KeyDestructionProposed(DateTimeOffset At, string By, string? Reason = null, string? Person = null) : RoundEvent(At, By, Reason);

/// <summary>
/// It is decided to destroy the key of the round. The store of keys destroys it afterwards, and again whenever it comes back.
/// </summary>
/// <param name="ProposedBy">The account that proposed it.</param>
/// <param name="Person">The person who uses the account; null where the account names none.</param>
/// <param name="OneConfirmation">True where one person was enough; else null.</param>
public sealed record KeyDestroyed(string ProposedBy, DateTimeOffset At, string By, string? Reason = null, string? Person = null, bool? OneConfirmation = null)
    : RoundEvent(At, By, Reason);
