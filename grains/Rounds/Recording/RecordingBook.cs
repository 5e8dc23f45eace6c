using System.Text.Json.Serialization;
using Evaluation.Rules;

namespace Evaluation.Rounds.Recording;

/// <summary>What a round knows of its sealed record and of the end of its key.</summary>
public sealed record RecordingBook
{
    /// <summary>Null before the record is complete, and for good in rounds without a key.</summary>
    public VotesRecorded? Record { get; private init; }

    /// <summary>The newest statement that a copy of the record is kept in a second place; null before the first.</summary>
    public RecordKept? Kept { get; private init; }

    /// <summary>When the first copy was stated; null before.</summary>
    public DateTimeOffset? KeptSince { get; private init; }

    /// <summary>The proposal to destroy the key; null for none.</summary>
    public KeyDestructionProposed? Proposed { get; private init; }

    /// <summary>The decision to destroy the key; null before.</summary>
    public KeyDestroyed? Destroyed { get; private init; }

    public bool IsDestroyed => Destroyed is not null;

    internal RecordingBook Evolve(RoundEvent happened) => happened switch
    {
        VotesRecorded recorded => this with { Record = recorded },
        RecordKept kept => this with { Kept = kept, KeptSince = KeptSince ?? kept.At },
        KeyDestructionProposed proposed => this with { Proposed = proposed },
        KeyDestroyed destroyed => this with { Destroyed = destroyed },
        _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
    };
}

/// <summary>Whether somebody with the database and the credentials can find out how a voter voted.</summary>
[JsonConverter(typeof(CamelCaseEnum<BallotSecrecy>))]
public enum BallotSecrecy
{
    /// <summary>The round is of the old form: ballots are stored in clear, under a hash of the credential.</summary>
    Linkable,

    /// <summary>Ballots are encrypted under the key of the round, and voters are known by pseudonyms under it.</summary>
    Encrypted,

    /// <summary>The key is destroyed: nobody can read a ballot, and nobody can recount from ballots.</summary>
    Destroyed,
}

/// <summary>What everybody may know of the ballots of a round after it has its first credentials.</summary>
/// <remarks>
/// Without the digest and the numbers of the sealed record: a reader who knows all shown slips could use them to find the hidden ones by
/// trial.
/// </remarks>
/// <param name="Ballots">How they are kept.</param>
/// <param name="KeyCommitment">The SHA-256 of the key; null in rounds of the old form.</param>
/// <param name="RecordedAt">When the sealed record was complete; null before, and in rounds of the old form.</param>
/// <param name="DestroyKeyAt">From which state on the key may be destroyed; null in rounds of the old form.</param>
/// <param name="IsDue">Whether the key may be destroyed now.</param>
/// <param name="Proposed">The proposal to destroy the key that waits for a second person; null for none.</param>
/// <param name="Destroyed">When and by whom the key was destroyed; null before.</param>
/// <param name="Copy">The copy of the sealed record in a second place; null while nobody has stated one.</param>
public sealed record BallotKeeping(
    BallotSecrecy Ballots, string? KeyCommitment, DateTimeOffset? RecordedAt, KeyLife? DestroyKeyAt, bool IsDue, KeyAct? Proposed, KeyAct? Destroyed, RecordCopy? Copy = null)
{
    /// <summary>Null for a round without vote, and while it has no credentials.</summary>
    internal static BallotKeeping? Of(Round round)
    {
        var (book, rules) = (round.Recording, round.Rules!);
        if (rules.VoteCriteria.Count == 0 || (round.KeyCommitment is null && round.Batches.Batches.IsEmpty))
            return null;
        if (round.KeyCommitment is null)
            return new(BallotSecrecy.Linkable, null, null, null, IsDue: false, null, null);
        return new(
            book.IsDestroyed ? BallotSecrecy.Destroyed : BallotSecrecy.Encrypted,
            round.KeyCommitment,
            book.Record?.At,
            rules.Policies.DestroyKeyAt ?? Policies.DestroyKeyAtUsual,
            !book.IsDestroyed && LifeCycle.LosesKeyFrom(rules.Policies.DestroyKeyAt).Contains(round.State),
            !book.IsDestroyed && book.Proposed is { } proposed ? new(proposed.At, proposed.By, proposed.By, proposed.Reason, Person: proposed.Person) : null,
            book.Destroyed is { } destroyed ? new(destroyed.At, destroyed.By, destroyed.ProposedBy, destroyed.Reason, destroyed.OneConfirmation) : null,
            book.Kept is { } kept ? new(kept.At, kept.By, kept.Place, book.KeptSince) : null);
    }
}

/// <summary>A copy of the sealed record in a second place.</summary>
/// <param name="At">When the newest copy was stated.</param>
/// <param name="By">The account of the auditor who keeps it.</param>
/// <param name="Since">When the first copy was stated; null in answers of earlier builds.</param>
public sealed record RecordCopy(DateTimeOffset At, string By, string Place, DateTimeOffset? Since = null);

/// <summary>An act of people on the key of a round.</summary>
/// <param name="By">The account that proposed or confirmed it.</param>
/// <param name="ProposedBy">The account that proposed it.</param>
/// <param name="OneConfirmation">True where one person was enough; else null.</param>
/// <param name="Person">The person who uses the account; null where the account names none.</param>
public sealed record KeyAct(DateTimeOffset At, string By, string ProposedBy, string? Reason, bool? OneConfirmation = null, string? Person = null);
