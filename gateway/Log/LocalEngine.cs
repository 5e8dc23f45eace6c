using System.Runtime.CompilerServices;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Log;

/// <summary>Runs single grains for a command of the console, one request after the other. The journal's fence protects the server's grains.</summary>
public sealed class LocalEngine(IJournal journal) : IEngine
{
    private readonly Dictionary<GrainId, object> _grains = [];

    public async ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        // A failure is part of the outcome, so that it need not be reported as well.
        if (!_grains.TryGetValue(grain.Id, out var live) || ((ILiveGrain<TState>)live).IsFenced)
            _grains[grain.Id] = live = grain.Kind.Activate(grain.Id, journal, (_, _) => { });
        var pending = Pending<TState, TAnswer>.Rent(request);
        var outcome = pending.Outcome;
        await ((ILiveGrain<TState>)live).TurnAsync([pending]);
        return await outcome;
    }

    public async IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, [EnumeratorCancellation] CancellationToken cancel = default)
        where TState : class
    {
        await foreach (var stream in journal.ListStreamsAsync(kind.Name, cancel))
            if (new GrainId(stream) is var grain && grain.Kind == kind.Name)
                yield return new(kind, grain);
    }

    public ValueTask CheckAsync(CancellationToken cancel = default) => journal.CheckAsync(cancel);
}
