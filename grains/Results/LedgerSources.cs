using System.Collections.Immutable;
using Evaluation.Assessment;

namespace Evaluation.Results;

/// <summary>The ledgers from which a version of a result was computed, by unit code: each is in the unit's stream.</summary>
/// <param name="Versions">The number of the unit's event after which the ledger was as scored.</param>
/// <param name="Stored">Ledgers that a version of an earlier format holds itself, without units whose ledger is empty.</param>
public sealed record LedgerSources(ImmutableSortedDictionary<string, long> Versions, ImmutableSortedDictionary<string, UnitLedger> Stored)
{
    /// <summary>The tails of other rounds that vetoes ask for; empty where none does.</summary>
    public ImmutableList<PinnedTail> Tails { get; init; } = [];

    public static readonly LedgerSources None = new(
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, UnitLedger>(StringComparer.Ordinal));

    /// <summary>Tails without ledgers.</summary>
    /// <param name="tails">Null for none.</param>
    internal static LedgerSources Pinned(IReadOnlyList<PinnedTail>? tails) => None with { Tails = [.. tails ?? []] };

    /// <summary>The sources after some units have other ledgers.</summary>
    /// <param name="versions">The units that have other ledgers.</param>
    /// <param name="tails">Tails that are pinned anew; null where they stay.</param>
    public LedgerSources With(IReadOnlyDictionary<string, long> versions, IReadOnlyList<PinnedTail>? tails = null) =>
        new(Versions.SetItems(versions), Stored.RemoveRange(versions.Keys)) { Tails = tails is null ? Tails : [.. tails] };

    /// <summary>A ledger with the unit's places in the pinned tails, which only scoring reads.</summary>
    public UnitLedger WithTails(string unit, UnitLedger ledger) =>
        Tails.Select(tail => tail.Of(unit)).OfType<TailPlace>().ToArray() is { Length: > 0 } places ? ledger with { Tails = places } : ledger;

    /// <summary>The same for the ledgers of all units. Empty ones are left out.</summary>
    public ImmutableSortedDictionary<string, UnitLedger> WithTails(ImmutableSortedDictionary<string, UnitLedger> ledgers) => Tails.IsEmpty
        ? ledgers
        : ledgers.SetItems(ledgers.Keys.Concat(Tails.SelectMany(tail => tail.Units.Keys)).Distinct()
            .Select(unit => KeyValuePair.Create(unit, WithTails(unit, ledgers.GetValueOrDefault(unit, UnitLedger.Empty)))));

    /// <summary>The sources of a version that holds its ledgers itself.</summary>
    /// <param name="ledgers">Null when no ledger has an entry.</param>
    internal static LedgerSources Of(IReadOnlyDictionary<string, UnitLedger>? ledgers) => ledgers is null ? None : None with { Stored = None.Stored.SetItems(ledgers) };
}
