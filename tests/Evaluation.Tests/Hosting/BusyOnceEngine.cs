using Evaluation.Runtime;

namespace Evaluation.Tests.Hosting;

/// <summary>An engine that refuses one call as busy, before or after it is executed.</summary>
/// <param name="at">Calls before the refused one.</param>
internal sealed class BusyOnceEngine(IEngine inner, int at, bool afterwards) : IEngine
{
    private int _calls;

    public bool HasRefused => _calls > at;

    public async ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        var isRefused = Interlocked.Increment(ref _calls) == at + 1;
        if (isRefused && !afterwards)
            return Refusal.Busy;
        var outcome = await inner.SendAsync(grain, request);
        return isRefused ? Refusal.Busy : outcome;
    }

    public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class => inner.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
