namespace Evaluation.Ballots.Keys;

/// <summary>The contract of the key store in memory: the reference for the others, and the store of tests.</summary>
public sealed class MemoryKeyStore : IKeyStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, RoundKey> _keys = new(StringComparer.Ordinal);

    public ValueTask<RoundKey?> FindAsync(string round, CancellationToken cancel = default)
    {
        lock (_gate)
            return new(_keys.GetValueOrDefault(round));
    }

    public ValueTask<RoundKey> CreateAsync(string round, RoundKey key, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            _keys.TryAdd(round, key);
            return new(_keys[round]);
        }
    }

    public ValueTask<bool> DestroyAsync(string round, CancellationToken cancel = default)
    {
        lock (_gate)
            return new(_keys.Remove(round));
    }

    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancel = default)
    {
        lock (_gate)
            return new([.. _keys.Keys]);
    }

    public ValueTask CheckAsync(CancellationToken cancel = default) => ValueTask.CompletedTask;
}
