using Evaluation.Ballots;
using Evaluation.Runtime;

namespace Evaluation.Tests.Workflows;

/// <summary>An engine that refuses every call to one box as busy, and passes on the others.</summary>
internal sealed class UnreachableBoxEngine(IEngine inner, int box) : IEngine
{
    private readonly GrainId _box = BoxGrain.Ref(Given.Round, box);

    public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class =>
        _box.Equals((GrainId)grain) ? ValueTask.FromResult<Outcome<TAnswer>>(Refusal.Busy) : inner.SendAsync(grain, request);

    public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class => inner.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
