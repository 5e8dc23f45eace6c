using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Evaluation.Rounds.LostSlips;

/// <summary>The revocations of lost slips of a round.</summary>
public sealed record SlipBook
{
    private static readonly ImmutableDictionary<string, SlipRevocation> None = ImmutableDictionary.Create<string, SlipRevocation>(StringComparer.Ordinal);

    /// <summary>By the sealed slip.</summary>
    public ImmutableDictionary<string, SlipRevocation> Revocations { get; private init; } = None;

    /// <summary>The revocations that the boxes have not confirmed yet, in the order in which they started. They are few.</summary>
    public ImmutableList<SlipRevocation> Open { get; private init; } = [];

    /// <summary>The number of the next revocation.</summary>
    public int Next => Revocations.Count + 1;

    /// <summary>Whether the limit is reached. Revocations of slips that had voted count as well: they cost as much.</summary>
    public bool IsFull => Revocations.Count >= Limits.LostSlipsPerRound;

    /// <summary>The spares that are used or about to be used, sealed.</summary>
    private ImmutableHashSet<string> Spares { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Lost slips of issued batches by group code.</summary>
    private ImmutableDictionary<string, SlipCounts> Counts { get; init; } = ImmutableDictionary.Create<string, SlipCounts>(StringComparer.Ordinal);

    public SlipRevocation? Find(string slip) => Revocations.GetValueOrDefault(slip);

    public bool IsUsed(string spare) => Spares.Contains(spare);

    public SlipCounts Of(string group) => Counts.GetValueOrDefault(group);

    internal SlipBook Start(SlipRevocationStarted started)
    {
        var revocation = new SlipRevocation(Next, started.Batch, started.Slip, started.Spare, started.At, started.By);
        return this with
        {
            Revocations = Revocations.SetItem(started.Slip, revocation),
            Open = Open.Add(revocation),
            Spares = started.Spare is null ? Spares : Spares.Add(started.Spare),
        };
    }

    internal SlipBook Finish(int number, SlipOutcome outcome)
    {
        var finished = Open.Single(revocation => revocation.Number == number);
        return this with
        {
            Revocations = Revocations.SetItem(finished.Slip, finished with { Outcome = outcome }),
            Open = Open.Remove(finished),
            Spares = finished.Spare is not null && outcome != SlipOutcome.Replaced ? Spares.Remove(finished.Spare) : Spares,
        };
    }

    /// <summary>Adds to the counts of a group, or subtracts when its batch is void.</summary>
    internal SlipBook Count(string group, int replaced, int activated) =>
        this with { Counts = Counts.SetItem(group, new(Of(group).Replaced + replaced, Of(group).Activated + activated)) };
}

/// <summary>Lost slips of a group.</summary>
/// <param name="Replaced">Slips that were revoked, with a spare or without one.</param>
/// <param name="Activated">Spares that vote in their place.</param>
public readonly record struct SlipCounts(int Replaced, int Activated);

/// <summary>The revocation of a lost slip.</summary>
/// <param name="Number">Its number in the round, from 1.</param>
/// <param name="Batch">The batch of the slip.</param>
/// <param name="Slip">The slip, as <see cref="Ballots.LostSlips.SlipKey.Seal"/> writes it.</param>
/// <param name="Spare">The spare that replaces it, likewise; null for none.</param>
/// <param name="At">When it began.</param>
/// <param name="By">The staff account.</param>
/// <param name="Outcome">Null while the boxes have not confirmed it.</param>
public sealed record SlipRevocation(int Number, string Batch, string Slip, string? Spare, DateTimeOffset At, string By, SlipOutcome? Outcome = null)
{
    /// <summary>The number under which the boxes revoke the slip. Boxes ignore what arrives late, so every decision has its own.</summary>
    internal int RevokingStep => 2 * Number;

    /// <summary>The number under which the boxes activate the spare.</summary>
    internal int ActivatingStep => RevokingStep + 1;
}

/// <summary>What came of the revocation of a lost slip.</summary>
[JsonConverter(typeof(CamelCaseEnum<SlipOutcome>))]
public enum SlipOutcome
{
    /// <summary>Its credential never votes.</summary>
    Revoked,

    /// <summary>Its credential never votes, and a spare votes in its place.</summary>
    Replaced,

    /// <summary>It had voted, so it stays.</summary>
    Used,
}
