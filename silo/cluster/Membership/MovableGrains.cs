using System.Collections.Concurrent;

namespace Evaluation.Cluster.Membership;

/// <summary>An activation that can move to another silo.</summary>
internal interface IMovable
{
    /// <summary>Completes when the activation here has ended. Later requests reach the other silo.</summary>
    Task MoveAsync(SiloAddress to);
}

/// <summary>The activations of this silo that may be moved to relieve it.</summary>
internal sealed class MovableGrains
{
    private readonly ConcurrentDictionary<IMovable, bool> _live = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<IMovable> All() => [.. _live.Keys];

    public void Add(IMovable grain) => _live.TryAdd(grain, true);

    public void Remove(IMovable grain) => _live.TryRemove(grain, out _);
}
