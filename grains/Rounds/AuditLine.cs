using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Evaluation.Rounds;

/// <summary>One administrative act: who, when, what, why.</summary>
/// <param name="Act">The event's name, as in the journal: <c>voting-opened</c>.</param>
/// <param name="Detail">What in particular, where the act alone does not say it.</param>
public sealed record AuditLine(DateTimeOffset At, string By, string Act, string? Detail, string? Reason)
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(RoundEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
        .ToFrozenDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    public static AuditLine Of(RoundEvent happened) => new(happened.At, happened.By, Names[happened.GetType()], Describe(happened), happened.Reason);

    private static string? Describe(RoundEvent happened) => happened switch
    {
        VotingScheduled scheduled => $"opens {Instant(scheduled.OpensAt)}, closes {Instant(scheduled.ClosesAt)}",
        ScheduleMissed missed => $"was to open {Instant(missed.OpensAt)} and to close {Instant(missed.ClosesAt)}",
        BoxCounted counted => string.Create(CultureInfo.InvariantCulture, $"box {counted.Box}: {counted.Report.Ballots} ballots, {counted.Report.Slips} slips, tally {counted.Report.TallyHash}"),
        ResultComputed computed => string.Create(CultureInfo.InvariantCulture, $"version {computed.Result.Version}"),
        ResultPublished published => string.Create(CultureInfo.InvariantCulture, $"version {published.Version}"),
        CredentialsReserved reserved => string.Create(
            CultureInfo.InvariantCulture,
            $"{reserved.Count} for group {reserved.Group}{(reserved.Units is null ? "" : ", units " + string.Join(' ', reserved.Units))}, batch {reserved.Batch}"),
        CredentialsSettled settled => string.Create(CultureInfo.InvariantCulture, $"{settled.Kept} issued, batch {settled.Batch}"),
        ActRefused refused => $"{refused.Act}: {refused.Why}",
        _ => null,
    };

    private static string Instant(DateTimeOffset? at) => at?.ToString("O", CultureInfo.InvariantCulture) ?? "by hand";
}

/// <summary>A round's administrative acts, oldest first.</summary>
public sealed record AuditTrail(IReadOnlyList<AuditLine> Lines);
