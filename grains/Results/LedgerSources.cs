using System.Collections.Immutable;
using Evaluation.Assessment;

namespace Evaluation.Results;

/// <summary>The ledgers from which a version of a result was computed, by unit code: each is in the unit's stream.</summary>
/// <param name="Versions">The number of the unit's event after which the ledger was as scored.</param>
/// <param name="Stored">Ledgers that a version of an earlier format holds itself, without units whose ledger is empty.</param>
public sealed record LedgerSources(ImmutableSortedDictionary<string, long> Versions, ImmutableSortedDictionary<string, UnitLedger> Stored)
{
    public static readonly LedgerSources None = new(
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, UnitLedger>(StringComparer.Ordinal));

    /// <summary>The sources after some units have other ledgers.</summary>
    public LedgerSources With(IReadOnlyDictionary<string, long> versions) => new(Versions.SetItems(versions), Stored.RemoveRange(versions.Keys));

    /// <summary>The sources of a version that holds its ledgers itself.</summary>
    /// <param name="ledgers">Null when no ledger has an entry.</param>
    internal static LedgerSources Of(IReadOnlyDictionary<string, UnitLedger>? ledgers) => ledgers is null ? None : None with { Stored = None.Stored.SetItems(ledgers) };
}
