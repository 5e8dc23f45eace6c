using System.Collections.Concurrent;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Log;

/// <summary>Makes proofs of the log. The log's grain has the upper nodes; the leaves of at most two groups are read from the journal.</summary>
public sealed class LogProofs(IEngine engine, IJournal journal)
{
    /// <summary>Complete groups whose leaves are kept: a witness asks near the end, again and again.</summary>
    private const int GroupsKept = 64;

    private readonly ConcurrentDictionary<(int Origin, long Group), GroupLeaves> _kept = new();

    /// <summary>The proof that the first blocks of one size are the beginning of those of another one; null sizes are the newest.</summary>
    public async ValueTask<Outcome<LogConsistency>> ProveAsync(long? from, long? to, CancellationToken cancel = default)
    {
        var view = await engine.SendAsync(LogGrain.Ref, new ViewLog());
        if (view.IsRefused(out var refusal))
            return refusal;
        var (first, last) = (from ?? view.Answer.Size, to ?? view.Answer.Size);
        var leaves = await LeavesAsync(view.Answer, [first, last], cancel);
        var proof = await engine.SendAsync(LogGrain.Ref, new ProveConsistency(first, last, leaves));
        return proof.IsRefused(out refusal) ? refusal : new LogConsistency(view.Answer.Origin, first, last, proof.Answer.Hashes);
    }

    /// <summary>The proof that a block of the newest origin is among the first <paramref name="size"/> ones.</summary>
    public async ValueTask<Outcome<LogProof>> ProveBlockAsync(LogView view, long number, long size, CancellationToken cancel = default) =>
        await engine.SendAsync(LogGrain.Ref, new ProveBlock(number, size, await LeavesAsync(view, [number | 1, size], cancel)));

    /// <summary>The root of the first blocks of the newest origin.</summary>
    public async ValueTask<Outcome<LogRoot>> RootAsync(LogView view, long size, CancellationToken cancel = default) =>
        await engine.SendAsync(LogGrain.Ref, new ViewRoot(size, await LeavesAsync(view, [size], cancel)));

    /// <summary>The events of the log from a version, with their bytes.</summary>
    public async IAsyncEnumerable<(long Version, byte[] Bytes)> BlocksAsync(
        long fromVersion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        // Entries have one block each unless two processes asked in one turn.
        var from = await journal.ReadChainAsync(LogGrain.KindName, fromVersion, cancel) is null ? Math.Max(0, fromVersion - Limits.CommandsPerTurn) : fromVersion;
        await foreach (var entry in journal.ReadAsync(LogGrain.KindName, from, cancel))
        {
            var version = entry.FirstVersion;
            foreach (var bytes in Framing.Events(entry))
                if (version++ >= fromVersion)
                    yield return (version - 1, bytes);
        }
    }

    private async ValueTask<IReadOnlyList<GroupLeaves>> LeavesAsync(LogView view, long[] sizes, CancellationToken cancel)
    {
        List<GroupLeaves> groups = [];
        var complete = view.Size / Limits.BlocksPerGroup;
        foreach (var group in sizes.Where(size => size % Limits.BlocksPerGroup != 0).Select(size => size / Limits.BlocksPerGroup).Where(group => group >= 0 && group < complete).Distinct())
        {
            if (!_kept.TryGetValue((view.Origin, group), out var leaves))
            {
                leaves = await ReadAsync(view, group, cancel);
                if (_kept.Count >= GroupsKept)
                    _kept.Clear();
                _kept[(view.Origin, group)] = leaves;
            }
            groups.Add(leaves);
        }
        return groups;
    }

    private async ValueTask<GroupLeaves> ReadAsync(LogView view, long group, CancellationToken cancel)
    {
        List<string> leaves = [];
        await foreach (var (_, bytes) in BlocksAsync(view.Begins + (group * Limits.BlocksPerGroup), cancel))
        {
            leaves.Add(Convert.ToBase64String(Merkle.Leaf(bytes)));
            if (leaves.Count == Limits.BlocksPerGroup)
                break;
        }
        return new(group, leaves);
    }
}

/// <summary>A consistency proof.</summary>
/// <param name="Origin">The number of the origin.</param>
public sealed record LogConsistency(int Origin, long From, long To, IReadOnlyList<string> Hashes);
