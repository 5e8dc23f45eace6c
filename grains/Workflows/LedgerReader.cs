using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Results;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Workflows;

/// <summary>Reads the ledgers from which a version of a result was computed.</summary>
public sealed class LedgerReader(IEngine engine)
{
    /// <summary>All ledgers of the version by unit code; empty ones are left out.</summary>
    public async ValueTask<Outcome<ImmutableSortedDictionary<string, UnitLedger>>> ReadAsync(string round, LedgerSources sources)
    {
        var kept = await Task.WhenAll(sources.Versions.Select(unit => AtAsync(round, unit.Key, unit.Value).AsTask()));
        return kept.Select(ledger => ledger.Refusal).FirstOrDefault(failed => failed is not null) is { } failure
            ? failure
            : sources.WithTails(sources.Stored.SetItems(sources.Versions.Keys.Zip(kept, (unit, ledger) => KeyValuePair.Create(unit, ledger.Answer)).Where(unit => !unit.Value.IsEmpty)));
    }

    /// <summary>The ledger of one unit in the version.</summary>
    public async ValueTask<Outcome<UnitLedger>> ReadAsync(string round, LedgerSources sources, string unit) => sources.Versions.TryGetValue(unit, out var version)
        ? await AtAsync(round, unit, version)
        : sources.Stored.GetValueOrDefault(unit, UnitLedger.Empty);

    private ValueTask<Outcome<UnitLedger>> AtAsync(string round, string unit, long version) => engine.SendAsync(UnitGrain.Ref(round, unit), new ViewLedgerAt(version));
}
