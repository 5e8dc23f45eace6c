using System.Collections.Concurrent;

namespace Evaluation.Cluster.Engine;

/// <summary>The route from this gateway to one grain, with the number of unanswered requests.</summary>
internal sealed class Route(ITurns turns)
{
    private int _onTheWay;

    public ITurns Turns { get; } = turns;

    public TokenBook Tokens { get; } = new(TimeProvider.System);

    public bool IsIdle => Volatile.Read(ref _onTheWay) == 0;

    /// <summary>False when too many requests are unanswered. Otherwise the caller calls <see cref="Leave"/> afterwards.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _onTheWay) <= ClusterLimits.CommandsWaitingPerGateway + 1)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _onTheWay);
}

/// <summary>A cache of routes: making a grain reference for every request would halve the rate.</summary>
/// <param name="find">Makes a reference to a grain.</param>
internal sealed class Routes(Func<GrainId, ITurns> find)
{
    private readonly ConcurrentDictionary<GrainId, Route> _routes = new();

    public Route To(GrainId grain) => _routes.TryGetValue(grain, out var route) ? route : Add(grain);

    /// <summary>Requests to grains that do not exist cannot make the cache grow without bound.</summary>
    private Route Add(GrainId grain)
    {
        if (_routes.Count >= ClusterLimits.RoutesKept)
            foreach (var idle in _routes.Where(entry => entry.Value.IsIdle))
                _routes.TryRemove(idle);
        return _routes.GetOrAdd(grain, id => new(find(id)));
    }
}
