using System.Collections.Immutable;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Results;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;

namespace Evaluation.Rounds;

/// <summary>
/// The state of a round: rules, life cycle, schedule, credentials by group, counted boxes, result versions, objections, audit.
/// </summary>
public sealed record Round
{
    /// <summary>Null before the round is created.</summary>
    public RoundRules? Rules { get; init; }

    /// <summary>Increases when the rules change.</summary>
    public int RulesVersion { get; init; }

    /// <summary>The key of the call that created the round.</summary>
    public CreationKeys Keys { get; init; } = CreationKeys.Empty;

    public RoundState State { get; init; }

    /// <summary>When voting opens by schedule, or when it opened.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>When voting closes by schedule, or when it closed; null while it is not set.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Increases when <see cref="OpensAt"/> or <see cref="ClosesAt"/> is set anew.</summary>
    public int ScheduleVersion { get; init; }

    /// <summary>Increases when the boxes need another window.</summary>
    public int WindowVersion { get; init; }

    /// <summary>The batches of credentials.</summary>
    public BatchBook Batches { get; init; } = new();

    /// <summary>The SHA-256 of the key of the round; null before it has one, and for good in rounds of the old form.</summary>
    public string? KeyCommitment { get; private init; }

    /// <summary>The persons who have the shares of the key, in the order A, B.</summary>
    public ImmutableList<Actor> ShareHolders { get; private init; } = [];

    /// <summary>The share of the key that a person has; null for none.</summary>
    public KeyShare? ShareOf(Actor person) => ShareHolders.FindIndex(person.IsSamePersonAs) is var at and >= 0 ? KeyShare.A + at : null;

    public ImmutableSortedDictionary<int, BoxReport> Counted { get; init; } = ImmutableSortedDictionary<int, BoxReport>.Empty;

    /// <summary>The sealed record, and the end of the key.</summary>
    public RecordingBook Recording { get; private init; } = new();

    /// <summary>The last decision about the ledgers of the units.</summary>
    public RoundLedgers Ledgers { get; init; } = new();

    /// <summary>Version n is at index n − 1.</summary>
    public ImmutableList<ResultVersion> Versions { get; init; } = [];

    public ObjectionBook Objections { get; init; } = new();

    /// <summary>The registers with entries that follow from the round.</summary>
    public ImmutableList<string> Registers { get; private init; } = [];

    public ImmutableList<AuditLine> Audit { get; init; } = [];

    /// <summary>
    /// A version of the result; null for the newest. Refused with <see cref="RefusalCode.NoResults"/> or
    /// <see cref="RefusalCode.NoSuchVersion"/>.
    /// </summary>
    public Outcome<ResultVersion> FindVersion(int? version)
    {
        if (Versions.IsEmpty)
            return RoundDecider.NoResults(this);
        var number = version ?? Versions.Count;
        return number >= 1 && number <= Versions.Count ? Versions[number - 1] : RoundDecider.NoSuchVersion(this);
    }

    /// <summary>Every event is a line of the audit, except steps of an act that has a line of its own.</summary>
    public Round Evolve(RoundEvent happened) =>
        Apply(happened) with { Audit = happened is CredentialsEnabled or ComputationStarted or LedgersOpened or RegisterNamed ? Audit : Audit.Add(RoundAudit.Line(happened) with { By = ActorOf(happened) }) };

    /// <summary>Who acted. What the boxes answer to the revocation of a slip is the act of the person who began it.</summary>
    private string ActorOf(RoundEvent happened) => happened switch
    {
        SlipRevoked revoked => Batches.Slips.Revoker(revoked.Number),
        SlipRevocationRefused refused => Batches.Slips.Revoker(refused.Number),
        _ => null,
    } ?? happened.By;

    private Round Apply(RoundEvent happened) => happened switch
    {
        RoundCreated created => this with { Rules = created.Rules, RulesVersion = 1, ScheduleVersion = 1, Keys = Keys.With(created.Key, created.Rules.Id, created.At) },
        RulesReplaced replaced => this with { Rules = replaced.Rules, RulesVersion = RulesVersion + 1 },
        AssessingOpened => this with { State = RoundState.Assessing },
        VotingOpened opened => Windowed().Rescheduled() with { State = RoundState.Voting, OpensAt = opened.OpensAt },
        VotingPaused => Windowed() with { State = RoundState.Paused },
        VotingResumed => Windowed() with { State = RoundState.Voting },
        VotingScheduled scheduled => Windowed().Rescheduled() with { OpensAt = scheduled.OpensAt, ClosesAt = scheduled.ClosesAt },
        ScheduleMissed => Rescheduled() with { OpensAt = null, ClosesAt = null },
        SealingStarted started => Windowed().Rescheduled() with { State = RoundState.Sealing, ClosesAt = ClosesAt < started.At ? ClosesAt : started.At },
        BoxCounted counted => this with { Counted = Counted.SetItem(counted.Box, counted.Report) },
        VotesRecorded or RecordKept or KeyDestructionProposed or KeyDestroyed => this with { Recording = Recording.Evolve(happened) },
        RoundSealed => this with { State = RoundState.Sealed },
        ComputationStarted or ComputationStopped or LedgersOpened => this with { Ledgers = Ledgers.Evolve(happened) },
        ResultComputed { Ticket: null } computed => this with
        {
            State = RoundState.Provisional,
            Ledgers = Ledgers.Evolve(computed),
            Versions = With(computed),
        },
        AssessmentReopened => this with { State = RoundState.Sealed, Ledgers = Ledgers.Evolve(happened) },
        ResultComputed computed => this with { Versions = With(computed), Objections = Objections.Evolve(computed) },
        ResultPublished => this with { State = RoundState.Published, Objections = Objections.Evolve(happened) },
        ObjectionFiled or ObjectionAssigned or AnswerProposed or ObjectionAnswered => this with { Objections = Objections.Evolve(happened) },
        RoundFinalised => this with { State = RoundState.Final },
        RoundArchived => this with { State = RoundState.Archived },
        RoundCancelled => Windowed() with { State = RoundState.Cancelled, Ledgers = Ledgers.Evolve(happened) },
        CredentialsReserved or CredentialsSettled or CredentialsEnabled or VoidingStarted or VoidingRefused or BatchVoided
            or SlipRevocationStarted or SlipRevoked or SlipRevocationRefused or SecondPartsFetched =>
            this with { Batches = Batches.Evolve(happened) },
        KeyShareGiven { Again: true } => this,
        KeyShareGiven given => this with { ShareHolders = ShareHolders.Add(Actor.Of(given.By, given.Person)) },
        KeyCommitted committed => this with { KeyCommitment = committed.Commitment },
        RegisterNamed named => this with { Registers = Registers.Add(named.Register) },
        ActRefused => this,
        _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
    };

    private ImmutableList<ResultVersion> With(ResultComputed computed)
    {
        var before = Versions.LastOrDefault();
        return Versions.Add(ResultVersion.Of(computed.WholeAfter(before?.Result), computed.Ticket, before, computed.Ledgers, computed.LedgerVersions, computed.Pinned, computed.Tails) with { Recount = computed.Recount });
    }

    private Round Windowed() => this with { WindowVersion = WindowVersion + 1 };

    private Round Rescheduled() => this with { ScheduleVersion = ScheduleVersion + 1 };
}
