using Evaluation.Runtime;

namespace Evaluation.Tests.Hosting;

/// <summary>An engine that refuses one call as busy, before or after it is executed.</summary>
/// <param name="at">Calls before the refused one.</param>
internal sealed class BusyOnceEngine(IEngine inner, int at, bool afterwards) : IEngine
{
    private int _calls;

    public bool HasRefused => _calls > at;

    public async ValueTask<Outcome<TAnswer>> SendAsync<TAnswer>(GrainId grain, ICommand<TAnswer> command)
    {
        var isRefused = Interlocked.Increment(ref _calls) == at + 1;
        if (isRefused && !afterwards)
            return Refusal.Busy;
        var outcome = await inner.SendAsync(grain, command);
        return isRefused ? Refusal.Busy : outcome;
    }

    public IAsyncEnumerable<GrainId> ListAsync(string kind, CancellationToken cancel = default) => inner.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
