using System.Text.Json.Serialization;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;

namespace Evaluation.Gateway.Rounds.Keys;

/// <summary>The key of a round as everybody may see it. Instants are in the round's time zone.</summary>
/// <param name="Sha256">The SHA-256 of the key.</param>
/// <param name="DestroyAt">From which state on the key may be destroyed.</param>
/// <param name="IsDue">Whether the key may be destroyed now.</param>
/// <param name="RecordedAt">When the votes were in the sealed record; null before.</param>
/// <param name="Proposed">Who has proposed to destroy the key, while it waits for a second person; null for nobody.</param>
/// <param name="Destroyed">Who has destroyed the key; null while it is there.</param>
/// <param name="RecordKeptAt">Since when a copy of the sealed record is kept in a second place: the first statement; null before.</param>
public sealed record KeyState(
    string Sha256, KeyLife DestroyAt, [property: JsonPropertyName("due")] bool IsDue, DateTimeOffset? RecordedAt, KeyDecision? Proposed, KeyDecision? Destroyed,
    DateTimeOffset? RecordKeptAt)
{
    /// <summary>Null for a round without key.</summary>
    public static KeyState? Of(RoundView round) => round.Keeping is { KeyCommitment: { } commitment, DestroyKeyAt: { } life } keeping
        ? new(commitment, life, keeping.IsDue, keeping.RecordedAt.In(round.TimeZone), Decision(keeping.Proposed, round.TimeZone), Decision(keeping.Destroyed, round.TimeZone),
            (keeping.Copy?.Since ?? keeping.Copy?.At).In(round.TimeZone))
        : null;

    private static KeyDecision? Decision(KeyAct? act, string timeZone) => act is null ? null : new(act.At.In(timeZone), act.ProposedBy, act.By, act.OneConfirmation);
}

/// <summary>A decision about a key.</summary>
/// <param name="ProposedBy">The account that proposed it.</param>
/// <param name="By">The account that decided it.</param>
/// <param name="OnePerson">True where one person was enough, because four eyes were off; else null.</param>
public sealed record KeyDecision(DateTimeOffset At, string ProposedBy, string By, bool? OnePerson);
