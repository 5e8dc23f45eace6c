using System.Collections.Concurrent;
using Evaluation.Runtime;

namespace Evaluation.Tests.Http.Voting;

/// <summary>An engine that answers calls of some types with a refusal or an exception, and executes the others.</summary>
internal sealed class FailingCallsEngine(IEngine inner) : IEngine
{
    /// <summary>By the type of the request: gives the refusal or throws.</summary>
    public ConcurrentDictionary<Type, Func<Refusal>> Failures { get; } = new();

    public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class =>
        Failures.TryGetValue(request.GetType(), out var fail) ? ValueTask.FromResult<Outcome<TAnswer>>(fail()) : inner.SendAsync(grain, request);

    public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class => inner.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
