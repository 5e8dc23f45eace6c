using System.Collections.Immutable;
using System.Diagnostics;
using Evaluation.Rounds.LostSlips;

namespace Evaluation.Rounds;

/// <summary>The batches of credentials of a round, and the numbers that follow from them.</summary>
public sealed record BatchBook
{
    private static readonly ImmutableDictionary<string, CredentialBatch> None = ImmutableDictionary.Create<string, CredentialBatch>(StringComparer.Ordinal);

    public ImmutableDictionary<string, CredentialBatch> Batches { get; init; } = None;

    /// <summary>The batches that are unsettled or have a step due. They are few.</summary>
    public ImmutableDictionary<string, CredentialBatch> Pending { get; init; } = None;

    /// <summary>Credentials of issued batches by group code.</summary>
    public ImmutableSortedDictionary<string, int> Issued { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The revocations of lost slips.</summary>
    public SlipBook Slips { get; private init; } = new();

    public IEnumerable<CredentialBatch> Unsettled => InOrder(Pending.Values.Where(batch => batch.State == BatchState.Unsettled));

    public IEnumerable<CredentialBatch> Due => InOrder(Pending.Values.Where(batch => batch.Due is not null));

    /// <summary>Units that a credential names. New rules must contain them.</summary>
    public IEnumerable<string> LimitedTo => Batches.Values.Where(batch => batch.State != BatchState.Void).SelectMany(batch => batch.Units ?? []).Distinct();

    /// <summary>The places of a group's roll that are taken, unsettled batches included.</summary>
    public int Taken(string group) => Issued.GetValueOrDefault(group) + Unsettled.Where(batch => batch.Group == group).Sum(batch => batch.Count);

    public BatchList List(int groupMin) => new([.. InOrder(Batches.Values)], [.. Crowds.Small(Batches.Values, groupMin).Select(batch => batch.Batch)]);

    internal BatchBook Evolve(RoundEvent happened) => happened switch
    {
        CredentialsReserved reserved => With(new(
            reserved.Batch, reserved.Group, reserved.Count, reserved.At, reserved.By, reserved.Units, IsHeld: reserved.Held is true,
            Spares: reserved.Spares ?? 0, Person: reserved.Person)),
        CredentialsSettled settled => Settle(Batches[settled.Batch], settled.Kept),
        CredentialsEnabled enabled => With(Batches[enabled.Batch] with { Due = null }),
        VoidingStarted started => Next(started.Batch, BatchStep.Void),
        VoidingRefused refused => Next(refused.Batch, BatchStep.Enable, isUsed: true),
        BatchVoided voided => Void(Batches[voided.Batch]),
        SlipRevocationStarted started => With(Later(started.Batch)) with { Slips = Slips.Start(started) },
        SlipRevoked revoked => Revoke(Later(revoked.Batch), revoked),
        SlipRevocationRefused refused => With(Later(refused.Batch) with { IsUsed = true }) with { Slips = Slips.Finish(refused.Number, SlipOutcome.Used) },
        SecondPartsFetched fetched => With(Batches[fetched.Batch] with { Second = new(fetched.By, fetched.Person, fetched.At) }),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private BatchBook Settle(CredentialBatch batch, int kept) =>
        With(batch with
        {
            Count = kept > 0 ? kept : batch.Count,
            State = kept > 0 ? BatchState.Issued : BatchState.Void,
            Version = batch.Version + 1,
            Due = kept > 0 && batch.IsHeld ? BatchStep.Enable : null,
        }) with
        { Issued = Issued.SetItem(batch.Group, Issued.GetValueOrDefault(batch.Group) + kept) };

    private BatchBook Next(string batch, BatchStep due, bool isUsed = false) =>
        With(Batches[batch] with { Version = Batches[batch].Version + 1, Due = due, IsUsed = isUsed });

    private BatchBook Void(CredentialBatch batch) =>
        With(batch with { State = BatchState.Void, Version = batch.Version + 1, Due = null }) with
        {
            Issued = batch.State == BatchState.Issued ? Issued.SetItem(batch.Group, Issued[batch.Group] - batch.Count) : Issued,
            Slips = Slips.Count(batch.Group, -batch.Replaced, -batch.Activated),
        };

    /// <summary>A lost slip without a spare leaves its place on the roll.</summary>
    private BatchBook Revoke(CredentialBatch batch, SlipRevoked revoked)
    {
        var activated = revoked.Replaced ? 1 : 0;
        return With(batch with { Count = batch.Count - 1 + activated, Replaced = batch.Replaced + 1, Activated = batch.Activated + activated }) with
        {
            Issued = Issued.SetItem(batch.Group, Issued[batch.Group] - 1 + activated),
            Slips = Slips.Finish(revoked.Number, revoked.Replaced ? SlipOutcome.Replaced : SlipOutcome.Revoked).Count(batch.Group, 1, activated),
        };
    }

    private CredentialBatch Later(string batch) => Batches[batch] with { Version = Batches[batch].Version + 1 };

    private BatchBook With(CredentialBatch batch) => this with
    {
        Batches = Batches.SetItem(batch.Batch, batch),
        Pending = batch.State == BatchState.Unsettled || batch.Due is not null ? Pending.SetItem(batch.Batch, batch) : Pending.Remove(batch.Batch),
    };

    private static IEnumerable<CredentialBatch> InOrder(IEnumerable<CredentialBatch> batches) =>
        batches.OrderBy(batch => batch.ReservedAt).ThenBy(batch => batch.Batch, StringComparer.Ordinal);
}

/// <summary>
/// A crowd is the credentials of one group that may rate the same units. After the key of the round is destroyed, a voter is one of a crowd
/// and no more is known; a crowd below the minimum of the group hides nobody.
/// </summary>
public static class Crowds
{
    /// <summary>The batches of crowds that have credentials, and fewer than the minimum.</summary>
    /// <param name="min">The minimum of a group that is shown; see <see cref="Rules.Policies.GroupMin"/>.</param>
    public static IEnumerable<CredentialBatch> Small(IEnumerable<CredentialBatch> batches, int min) =>
        batches.Where(batch => batch.State != BatchState.Void && batch.Count > 0)
            .GroupBy(batch => (batch.Group, Units: batch.Units is null ? null : string.Join(' ', batch.Units.Order(StringComparer.Ordinal))))
            .Where(crowd => crowd.Sum(batch => batch.Count) < min)
            .SelectMany(crowd => crowd);
}
