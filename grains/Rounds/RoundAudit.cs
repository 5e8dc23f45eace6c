using System.Collections.Frozen;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using static Evaluation.Kernel.AuditDetail;

namespace Evaluation.Rounds;

/// <summary>Renders a round's events as lines of its audit.</summary>
internal static class RoundAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(RoundEvent));

    public static AuditLine Line(RoundEvent happened) =>
        new(happened.At, happened.By, Acts[happened.GetType()], Describe(happened) is { } what ? AuditDetail.Of(what) : null, happened.Reason);

    private static FormattableString? Describe(RoundEvent happened) => happened switch
    {
        VotingScheduled scheduled => $"opens {Instant(scheduled.OpensAt)}, closes {Instant(scheduled.ClosesAt)}",
        ScheduleMissed missed => $"was to open {Instant(missed.OpensAt)} and to close {Instant(missed.ClosesAt)}",
        // Without the hash of the tally: a reader who knows all shown slips could use it to find the hidden ones by trial.
        BoxCounted counted => $"box {counted.Box}",
        ComputationStopped stopped => $"{AuditValue.Sentence(stopped.Why)}",
        ResultComputed computed =>
            $"version {computed.Result.Version}{If(computed.Ticket is not null, $", objection {computed.Ticket}")}{If(computed.AcceptsIncomplete is true, $", missing components accepted")}{If(computed.Recount is not null, $", tallies {computed.Recount}")}",
        ResultPublished published => $"version {published.Version}{If(published.ObjectionsUntil is not null, $", objections until {published.ObjectionsUntil}")}",
        ObjectionFiled filed => $"{filed.Ticket}: unit {filed.Unit}, {filed.About} of version {filed.Version}",
        ObjectionAssigned assigned => $"{assigned.Ticket} to {assigned.To}",
        AnswerProposed proposed => $"{proposed.Ticket}: {Answer(proposed.Decision, proposed.Corrections.Count)}",
        ObjectionAnswered answered =>
            $"{answered.Ticket}: {Answer(answered.Decision, answered.Corrections.Count)}, proposed by {answered.ProposedBy}{If(answered.Late, $", late")}",
        CredentialsReserved { Spares: null } reserved =>
            $"{reserved.Count} for group {reserved.Group}{If(reserved.Units is not null, $", units {string.Join(' ', reserved.Units ?? [])}")}, batch {reserved.Batch}",
        CredentialsReserved reserved =>
            $"{reserved.Count} for group {reserved.Group}{If(reserved.Units is not null, $", units {string.Join(' ', reserved.Units ?? [])}")}, batch {reserved.Batch}, {reserved.Spares} spares",
        CredentialsSettled settled => $"{settled.Kept} issued, batch {settled.Batch}",
        VoidingStarted started => $"batch {started.Batch}",
        VoidingRefused refused => $"batch {refused.Batch}",
        BatchVoided voided => $"batch {voided.Batch}",
        // Without the number of the slip: with it, a reader who knows whose slip it was would learn that this person had not voted yet.
        SlipRevocationStarted started => $"batch {started.Batch}{If(started.Spare is not null, $", with a spare")}",
        SlipRevoked revoked => $"batch {revoked.Batch}{If(revoked.Replaced, $", with a spare")}",
        SlipRevocationRefused refused => $"batch {refused.Batch}",
        KeyShareGiven given => $"share {given.Share}{If(given.Again is true, $", printed again")}",
        SecondPartsFetched fetched => $"batch {fetched.Batch}{If(fetched.Again is true, $", fetched again")}",
        KeyCommitted committed => $"{committed.Commitment}",
        RegisterNamed named => $"{named.Register}",
        // Without the digest of the record, for the same reason as that of a box.
        VotesRecorded => null,
        RecordKept kept => $"{kept.Place}",
        KeyDestroyed destroyed => $"proposed by {destroyed.ProposedBy}{If(destroyed.OneConfirmation is true, $", one person was enough")}",
        ActRefused refused => $"{AuditValue.Act(refused.Act)}: {AuditValue.Sentence(refused.Why)}",
        _ => null,
    };

    private static FormattableString Answer(ObjectionDecision decision, int corrections) => decision switch
    {
        ObjectionDecision.Rejected => $"rejected",
        _ => $"upheld with {corrections} corrections",
    };

    private static object Instant(DateTimeOffset? at) => at is { } instant ? instant : AuditDetail.Of($"when an administrator decides");
}
