using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Ballots;
using Evaluation.Results;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;

namespace Evaluation.Rounds;

/// <summary>An event of a round. The events are both its history and its audit.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted, or the schedule.</param>
/// <param name="Reason">The reason in the words of the person who acted.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RoundCreated), "round-created")]
[JsonDerivedType(typeof(RulesReplaced), "rules-replaced")]
[JsonDerivedType(typeof(AssessingOpened), "assessing-opened")]
[JsonDerivedType(typeof(VotingOpened), "voting-opened")]
[JsonDerivedType(typeof(VotingPaused), "voting-paused")]
[JsonDerivedType(typeof(VotingResumed), "voting-resumed")]
[JsonDerivedType(typeof(VotingScheduled), "voting-scheduled")]
[JsonDerivedType(typeof(ScheduleMissed), "schedule-missed")]
[JsonDerivedType(typeof(SealingStarted), "sealing-started")]
[JsonDerivedType(typeof(BoxCounted), "box-counted")]
[JsonDerivedType(typeof(RoundSealed), "round-sealed")]
[JsonDerivedType(typeof(ResultComputed), "result-computed")]
[JsonDerivedType(typeof(ResultPublished), "result-published")]
[JsonDerivedType(typeof(ObjectionFiled), "objection-filed")]
[JsonDerivedType(typeof(ObjectionAssigned), "objection-assigned")]
[JsonDerivedType(typeof(AnswerProposed), "answer-proposed")]
[JsonDerivedType(typeof(ObjectionAnswered), "objection-answered")]
[JsonDerivedType(typeof(RoundFinalised), "round-finalised")]
[JsonDerivedType(typeof(RoundArchived), "round-archived")]
[JsonDerivedType(typeof(RoundCancelled), "round-cancelled")]
[JsonDerivedType(typeof(CredentialsReserved), "credentials-reserved")]
[JsonDerivedType(typeof(CredentialsSettled), "credentials-settled")]
[JsonDerivedType(typeof(CredentialsEnabled), "credentials-enabled")]
[JsonDerivedType(typeof(VoidingStarted), "voiding-started")]
[JsonDerivedType(typeof(VoidingRefused), "voiding-refused")]
[JsonDerivedType(typeof(BatchVoided), "batch-voided")]
[JsonDerivedType(typeof(ActRefused), "act-refused")]
[JsonDerivedType(typeof(ComputationStarted), "computation-started")]
[JsonDerivedType(typeof(ComputationStopped), "computation-stopped")]
[JsonDerivedType(typeof(AssessmentReopened), "assessment-reopened")]
[JsonDerivedType(typeof(LedgersOpened), "ledgers-opened")]
[JsonDerivedType(typeof(RegisterNamed), "register-named")]
[JsonDerivedType(typeof(KeyCommitted), "key-committed")]
[JsonDerivedType(typeof(KeyShareGiven), "key-share-given")]
[JsonDerivedType(typeof(VotesRecorded), "votes-recorded")]
[JsonDerivedType(typeof(RecordKept), "record-kept")]
[JsonDerivedType(typeof(KeyDestructionProposed), "key-destruction-proposed")]
[JsonDerivedType(typeof(KeyDestroyed), "key-destroyed")]
[JsonDerivedType(typeof(SlipRevocationStarted), "slip-revocation-started")]
[JsonDerivedType(typeof(SlipRevoked), "slip-revoked")]
[JsonDerivedType(typeof(SlipRevocationRefused), "slip-revocation-refused")]
[JsonDerivedType(typeof(SecondPartsFetched), "second-parts-fetched")]
public abstract record RoundEvent(DateTimeOffset At, string By, string? Reason);

/// <param name="Key">Recognises a repeat of the call; null without one.</param>
public sealed record RoundCreated(RoundRules Rules, DateTimeOffset At, string By, string? Reason = null, CreationKey? Key = null) : RoundEvent(At, By, Reason);

public sealed record RulesReplaced(RoundRules Rules, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record AssessingOpened(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <param name="OpensAt">Ballots are accepted from this instant.</param>
public sealed record VotingOpened(DateTimeOffset OpensAt, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record VotingPaused(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record VotingResumed(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>The new schedule.</summary>
public sealed record VotingScheduled(DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>
/// The scheduled opening and close both passed while the system was not running. Voting was not opened, and the schedule was removed.
/// </summary>
public sealed record ScheduleMissed(DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record SealingStarted(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record BoxCounted(int Box, BoxReport Report, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record RoundSealed(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <param name="Result">The result; with <paramref name="Changes"/> only its round, version and time.</param>
/// <param name="Ticket">The objection that led to this version; null for a version that makes the round provisional.</param>
/// <param name="Ledgers">In an earlier format: ledgers by unit code, without units whose ledger is empty.</param>
/// <param name="LedgerVersions">
/// By unit code, the number of the unit's event after which its ledger was as scored: for the units whose ledger differs from the version
/// before. Null in an earlier format.
/// </param>
/// <param name="AcceptsIncomplete">True if missing components were accepted, for the reason that is given.</param>
/// <param name="Changes">How the result differs from the version before; null in the first version, and in an earlier format.</param>
/// <param name="Tails">The tails of other rounds that vetoes ask for; null where none does, and in a correction, which keeps those of the
/// version before.</param>
/// <param name="Recount">
/// The SHA-256 of what is published with the version for a recount; null for nothing, and in an earlier format.
/// </param>
public sealed record ResultComputed(
    RoundResult Result, DateTimeOffset At, string By, string? Reason = null, string? Ticket = null, IReadOnlyDictionary<string, UnitLedger>? Ledgers = null,
    IReadOnlyDictionary<string, long>? LedgerVersions = null, bool? AcceptsIncomplete = null, ResultChanges? Changes = null,
    IReadOnlyList<PinnedRound>? Pinned = null, IReadOnlyList<PinnedTail>? Tails = null, string? Recount = null)
    : RoundEvent(At, By, Reason)
{
    /// <summary>The whole result.</summary>
    /// <param name="before">The version before; null for the first.</param>
    internal RoundResult WholeAfter(RoundResult? before) => Changes is null ? Result
        : before is null ? throw new InvalidDataException("There is no version before the first one.")
        : Changes.ApplyTo(before, Result);
}

/// <param name="ObjectionsUntil">The end of the objection window, exclusive; null in rounds published before objections existed.</param>
public sealed record ResultPublished(int Version, DateTimeOffset At, string By, string? Reason = null, DateTimeOffset? ObjectionsUntil = null) : RoundEvent(At, By, Reason);

public sealed record RoundFinalised(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record RoundArchived(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record RoundCancelled(DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <param name="Held">Whether the boxes hold the credentials back until the batch is settled; null in rounds of earlier versions.</param>
/// <param name="Spares">Credentials beside the count that vote only in place of lost slips; null for none.</param>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
public sealed record CredentialsReserved(
    string Batch, string Group, int Count, IReadOnlyList<string>? Units, DateTimeOffset At, string By, string? Reason = null, bool? Held = null, int? Spares = null,
    string? Person = null)
    : RoundEvent(At, By, Reason);

/// <summary>The whole batch was sent; or fewer than reserved were kept, and the others returned to the roll.</summary>
public sealed record CredentialsSettled(string Batch, int Kept, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>Every box lets the credentials of the batch vote.</summary>
public sealed record CredentialsEnabled(string Batch, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

public sealed record VoidingStarted(string Batch, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>A credential of the batch had voted, so the batch stays.</summary>
public sealed record VoidingRefused(string Batch, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>No credential of the batch had voted. All are removed, and their places are free again on the roll.</summary>
public sealed record BatchVoided(string Batch, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>A person has fetched the second parts of the credentials of a batch, for the second envelopes.</summary>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
/// <param name="Again">True where the person had them already; else null.</param>
public sealed record SecondPartsFetched(string Batch, DateTimeOffset At, string By, string? Reason = null, string? Person = null, bool? Again = null)
    : RoundEvent(At, By, Reason);

/// <summary>A forbidden act was attempted.</summary>
public sealed record ActRefused(string Act, string Why, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);
