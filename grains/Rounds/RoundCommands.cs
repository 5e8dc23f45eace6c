using Evaluation.Assessment;
using Evaluation.Ballots;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;

namespace Evaluation.Rounds;

/// <summary>A command to a round. <c>At</c> is the server's clock, <c>By</c> the staff account or <see cref="Schedule"/>.</summary>
public abstract record RoundCommand
{
    /// <summary>Who acts when the schedule does.</summary>
    public const string Schedule = "schedule";
}

/// <summary>A command that is answered with the round's view.</summary>
public abstract record RoundViewCommand : RoundCommand, ICommand<Round, RoundView>
{
    public RoundView Answer(Round state) => RoundView.Of(state);
}

public sealed record CreateRound(RoundRules Rules, DateTimeOffset At, string By) : RoundViewCommand;

public sealed record ReplaceRules(RoundRules Rules, DateTimeOffset At, string By) : RoundViewCommand;

/// <summary>Moves a round along its <see cref="LifeCycle"/>. Moving to the current state changes nothing. <see cref="RecordResult"/> moves it to provisional.</summary>
/// <param name="ObjectionsUntil">With published: when the window for objections ends; null for as the round's policies say.</param>
public sealed record MoveRound(RoundState To, DateTimeOffset At, string By, string? Reason, DateTimeOffset? ObjectionsUntil = null) : RoundViewCommand;

/// <summary>Sets when voting opens and closes by schedule. A null instant stays as it is. An open round is only extended or shortened, with a reason.</summary>
public sealed record ScheduleRound(DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateTimeOffset At, string By, string? Reason) : RoundViewCommand;

/// <summary>Opens or closes voting if the schedule says so at this instant.</summary>
public sealed record KeepTime(DateTimeOffset At) : RoundViewCommand;

/// <summary>Reserves credentials on a group's roll before they are made, so that never more are issued than people are invited.</summary>
public sealed record ReserveCredentials(string Batch, string Group, int Count, IReadOnlyList<string>? Units, DateTimeOffset At, string By) : RoundViewCommand;

/// <summary>States how many credentials of a batch were issued; the others return to the roll. A batch is settled once.</summary>
public sealed record SettleCredentials(string Batch, int Kept, DateTimeOffset At, string? Reason = null) : RoundViewCommand, IRepeatable;

/// <summary>Adds a sealed box's report to the round, once for each box. With the last one the round is sealed.</summary>
public sealed record CountBox(int Box, BoxReport Report, DateTimeOffset At) : RoundViewCommand, IRepeatable;

/// <summary>Keeps the computed result of a sealed round as version 1; the round becomes provisional. With a ticket whose turn it is, the next version.</summary>
public sealed record RecordResult(
    RoundResult Result, DateTimeOffset At, string By, string? Reason, string? Ticket = null, IReadOnlyDictionary<string, UnitLedger>? Ledgers = null)
    : RoundViewCommand;
