using System.Collections.Concurrent;
using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Results;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>A cache of the ledgers of result versions: they never change, so the units need not give them to every reader.</summary>
internal sealed class VersionLedgers(IEngine engine)
{
    private readonly LedgerReader _reader = new(engine);
    private readonly ConcurrentDictionary<(string Round, int Version), ImmutableSortedDictionary<string, UnitLedger>> _kept = new();
    private readonly ConcurrentQueue<(string Round, int Version)> _oldestFirst = new();

    /// <inheritdoc cref="LedgerReader.ReadAsync(string, LedgerSources)"/>
    public async ValueTask<Outcome<ImmutableSortedDictionary<string, UnitLedger>>> OfAsync(string round, ResultVersion version)
    {
        var key = (round, version.Result.Version);
        if (_kept.TryGetValue(key, out var kept))
            return kept;
        var read = await _reader.ReadAsync(round, version.Sources);
        if (read.IsRefused(out _) || !_kept.TryAdd(key, read.Answer))
            return read;
        _oldestFirst.Enqueue(key);
        if (_oldestFirst.Count > Limits.DerivedVersions && _oldestFirst.TryDequeue(out var oldest))
            _kept.TryRemove(oldest, out _);
        return read;
    }
}
