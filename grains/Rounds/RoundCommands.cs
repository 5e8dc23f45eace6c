using Evaluation.Ballots;
using Evaluation.Results;
using Evaluation.Results.Recounts;
using Evaluation.Rounds.Computing;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;

namespace Evaluation.Rounds;

/// <summary>A command to a round. <c>At</c> is the server's clock, <c>By</c> the staff account or <see cref="Schedule"/>.</summary>
public abstract record RoundCommand
{
    /// <summary>The name in the audit for acts of the schedule.</summary>
    public const string Schedule = "schedule";
}

/// <summary>A command whose answer is the round's view.</summary>
public abstract record RoundViewCommand : RoundCommand, ICommand<Round, RoundView>
{
    public RoundView Answer(Round state) => RoundView.Of(state);
}

/// <summary>Creates a round as a draft. Refused with <see cref="RefusalCode.RoundExists"/>.</summary>
/// <param name="Key">A repeat with the same key gets the round that the first call has created. Null: a repeat is refused.</param>
public sealed record CreateRound(RoundRules Rules, DateTimeOffset At, string By, CreationKey? Key = null) : RoundViewCommand;

/// <summary>Replaces the rules of a draft. The same rules again change nothing.</summary>
/// <param name="Rules">The new rules.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account.</param>
/// <param name="BasedOn">
/// The versions of the rules that may be replaced: see <see cref="Round.RulesVersion"/>. Refused with <see cref="RefusalCode.Stale"/> when
/// another one is current. Null for any.
/// </param>
public sealed record ReplaceRules(RoundRules Rules, DateTimeOffset At, string By, IReadOnlyList<long>? BasedOn = null) : RoundViewCommand;

/// <summary>
/// Moves a round along its <see cref="LifeCycle"/>. Moving to the current state changes nothing. Only <see cref="RecordResult"/> moves it
/// to provisional.
/// </summary>
/// <param name="To">The new state.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account.</param>
/// <param name="Reason">The reason, or null.</param>
/// <param name="ObjectionsUntil">
/// Only for published: the end of the objection window; null for the end given by the round's policies.
/// </param>
public sealed record MoveRound(RoundState To, DateTimeOffset At, string By, string? Reason, DateTimeOffset? ObjectionsUntil = null) : RoundViewCommand;

/// <summary>
/// Sets when voting opens and closes by schedule. A null instant is not changed, unless it is cleared. For an open round only the close can
/// be changed, with a reason.
/// </summary>
/// <param name="OpensAt">The new opening; null leaves it.</param>
/// <param name="ClosesAt">The new close; null leaves it.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account.</param>
/// <param name="Reason">The reason, or null.</param>
/// <param name="ClearsOpening">Whether voting is not opened by schedule any more.</param>
/// <param name="ClearsClose">Whether voting is not closed by schedule any more.</param>
/// <param name="BasedOn">
/// The versions of the schedule that may be replaced: see <see cref="Round.ScheduleVersion"/>. Refused with <see
/// cref="RefusalCode.Stale"/> when another one is current. Null for any.
/// </param>
public sealed record ScheduleRound(
    DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateTimeOffset At, string By, string? Reason,
    bool ClearsOpening = false, bool ClearsClose = false, IReadOnlyList<long>? BasedOn = null) : RoundViewCommand;

/// <summary>Opens or closes voting if the schedule says so at this instant.</summary>
public sealed record KeepTime(DateTimeOffset At) : RoundViewCommand;

/// <summary>Adds the report of a sealed box to the round, once per box. The last report seals the round.</summary>
public sealed record CountBox(int Box, BoxReport Report, DateTimeOffset At) : RoundViewCommand, IRepeatable;

/// <summary>
/// Stores the computed result of a sealed round as its next version; the round becomes provisional. With the ticket of the due correction,
/// stores the next version of a published result.
/// </summary>
/// <param name="Result">The result, without version and time.</param>
/// <param name="LedgerVersions">
/// By unit code, the number of the unit's event after which its ledger was as scored: for the units whose ledger differs from the version
/// before.
/// </param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account.</param>
/// <param name="Reason">The reason, or null.</param>
/// <param name="Ticket">The ticket of the correction; null for the result of a sealed round.</param>
/// <param name="Closing">
/// Without a ticket: the number of the decision for which the ledgers were closed, as in <see cref="RoundLedgers.Number"/>.
/// </param>
/// <param name="Pinned">The figures of the rounds that were combined; null for none.</param>
/// <param name="Tails">Without a ticket: the tails of other rounds that vetoes ask for; null where none does.</param>
/// <param name="Recount">
/// The hash of what is published with the result for a recount; null for nothing. With another version than the next one, nothing is recorded.
/// </param>
public sealed record RecordResult(
    RoundResult Result, IReadOnlyDictionary<string, long> LedgerVersions, DateTimeOffset At, string By, string? Reason, string? Ticket = null, int? Closing = null,
    IReadOnlyList<PinnedRound>? Pinned = null, IReadOnlyList<PinnedTail>? Tails = null, RecountHash? Recount = null)
    : RoundViewCommand;
