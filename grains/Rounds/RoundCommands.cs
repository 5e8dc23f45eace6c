using Evaluation.Assessment;
using Evaluation.Ballots;
using Evaluation.Results;
using Evaluation.Rounds.Objections;
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

public sealed record CreateRound(RoundRules Rules, DateTimeOffset At, string By) : RoundCommand, ICommand<RoundView>;

public sealed record ReplaceRules(RoundRules Rules, DateTimeOffset At, string By) : RoundCommand, ICommand<RoundView>;

/// <summary>Moves a round along its <see cref="LifeCycle"/>. Moving to where it is already is no fault. To provisional it moves by <see cref="RecordResult"/>.</summary>
/// <param name="ObjectionsUntil">With published: when the window for objections ends; null for as the round's policies say.</param>
public sealed record MoveRound(RoundState To, DateTimeOffset At, string By, string? Reason, DateTimeOffset? ObjectionsUntil = null) : RoundCommand, ICommand<RoundView>;

/// <summary>Sets when voting opens and closes by itself. What is null stays as it is. An open round is only extended or shortened, with a reason.</summary>
public sealed record ScheduleRound(DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateTimeOffset At, string By, string? Reason) : RoundCommand, ICommand<RoundView>;

/// <summary>Lets the schedule do what is due at this instant.</summary>
public sealed record KeepTime(DateTimeOffset At) : RoundCommand, ICommand<RoundView>;

/// <summary>Sets credentials aside on a group's roll before any is made, so that never more are issued than people are invited.</summary>
public sealed record ReserveCredentials(string Batch, string Group, int Count, IReadOnlyList<string>? Units, DateTimeOffset At, string By) : RoundCommand, ICommand<RoundView>;

/// <summary>Says how many of a batch are there in the end; the others go back to the roll.</summary>
public sealed record SettleCredentials(string Batch, int Kept, DateTimeOffset At, string? Reason = null) : RoundCommand, ICommand<RoundView>;

/// <summary>Puts a sealed box's report into the round. With the last one the round is sealed.</summary>
public sealed record CountBox(int Box, BoxReport Report, DateTimeOffset At) : RoundCommand, ICommand<RoundView>;

/// <summary>Keeps the computed result of a sealed round as version 1; the round becomes provisional. With a ticket whose turn it is, the next version.</summary>
public sealed record RecordResult(
    RoundResult Result, DateTimeOffset At, string By, string? Reason, string? Ticket = null, IReadOnlyDictionary<string, UnitLedger>? Ledgers = null)
    : RoundCommand, ICommand<RoundView>;

public sealed record ViewRound : RoundCommand, ICommand<RoundView>
{
    public static readonly ViewRound Now = new();
}

public sealed record ViewRules : RoundCommand, ICommand<RoundRules>
{
    public static readonly ViewRules Now = new();
}

public sealed record ViewAudit : RoundCommand, ICommand<AuditTrail>
{
    public static readonly ViewAudit Now = new();
}

/// <summary>Asks for a version of the result; null for the newest.</summary>
public sealed record ViewResult(int? Version) : RoundCommand, ICommand<RoundResult>;

/// <summary>Asks for a version of the result with what it was made of; null for the newest.</summary>
public sealed record ViewVersion(int? Version) : RoundCommand, ICommand<ResultVersion>;

/// <summary>Asks for every figure that differs between two versions of the result.</summary>
/// <param name="From">Null for the version before <paramref name="To"/>.</param>
/// <param name="To">Null for the newest.</param>
public sealed record CompareVersions(int? From, int? To) : RoundCommand, ICommand<ResultComparison>
{
    /// <summary>The numbers of the two versions in a round that has so many.</summary>
    internal (int From, int To) Of(int versions)
    {
        var to = To ?? versions;
        return (From ?? Math.Max(1, to - 1), to);
    }
}

/// <summary>Asks for the upheld objection that is to be worked in next.</summary>
public sealed record ViewDueCorrection : RoundCommand, ICommand<DueCorrection>
{
    public static readonly ViewDueCorrection Now = new();
}
