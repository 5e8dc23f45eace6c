using System.Collections.Frozen;
using System.Globalization;
using Evaluation.Rounds.Objections;

namespace Evaluation.Rounds;

/// <summary>Renders a round's events as lines of its audit.</summary>
internal static class RoundAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(RoundEvent));

    public static AuditLine Line(RoundEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], Describe(happened), happened.Reason);

    private static string? Describe(RoundEvent happened) => happened switch
    {
        VotingScheduled scheduled => $"opens {Instant(scheduled.OpensAt)}, closes {Instant(scheduled.ClosesAt)}",
        ScheduleMissed missed => $"was to open {Instant(missed.OpensAt)} and to close {Instant(missed.ClosesAt)}",
        // Without the hash of the tally: a reader who knows all shown slips could use it to find the hidden ones by trial.
        BoxCounted counted => string.Create(CultureInfo.InvariantCulture, $"box {counted.Box}"),
        ResultComputed computed => string.Create(
            CultureInfo.InvariantCulture, $"version {computed.Result.Version}{(computed.Ticket is null ? "" : $", objection {computed.Ticket}")}"),
        ResultPublished published => string.Create(
            CultureInfo.InvariantCulture, $"version {published.Version}{(published.ObjectionsUntil is { } until ? $", objections until {Instant(until)}" : "")}"),
        ObjectionFiled filed => string.Create(CultureInfo.InvariantCulture, $"{filed.Ticket}: unit {filed.Unit}, {filed.About} of version {filed.Version}"),
        ObjectionAssigned assigned => $"{assigned.Ticket} to {assigned.To}",
        AnswerProposed proposed => $"{proposed.Ticket}: {Answer(proposed.Decision, proposed.Corrections.Count)}",
        ObjectionAnswered answered =>
            $"{answered.Ticket}: {Answer(answered.Decision, answered.Corrections.Count)}, proposed by {answered.ProposedBy}{(answered.Late ? ", late" : "")}",
        CredentialsReserved reserved => string.Create(
            CultureInfo.InvariantCulture,
            $"{reserved.Count} for group {reserved.Group}{(reserved.Units is null ? "" : ", units " + string.Join(' ', reserved.Units))}, batch {reserved.Batch}"),
        CredentialsSettled settled => string.Create(CultureInfo.InvariantCulture, $"{settled.Kept} issued, batch {settled.Batch}"),
        VoidingStarted started => $"batch {started.Batch}",
        VoidingRefused refused => $"batch {refused.Batch}",
        BatchVoided voided => $"batch {voided.Batch}",
        ActRefused refused => $"{refused.Act}: {refused.Why}",
        _ => null,
    };

    private static string Answer(ObjectionDecision decision, int corrections) => decision == ObjectionDecision.Rejected
        ? "rejected"
        : string.Create(CultureInfo.InvariantCulture, $"upheld with {corrections} corrections");

    private static string Instant(DateTimeOffset? at) => at?.ToString("O", CultureInfo.InvariantCulture) ?? "when an administrator decides";
}
