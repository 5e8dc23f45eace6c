using System.Collections.Concurrent;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Tests.Workflows.Live;

/// <summary>An engine whose calls to the grains of one round end in an unexpected exception.</summary>
internal sealed class BrokenRoundEngine(IEngine inner) : IEngine
{
    /// <summary>The id of the round; null for none.</summary>
    public string? Broken { get; set; }

    /// <summary>The rounds that were asked for their state, as before each cut.</summary>
    public ConcurrentBag<string> Asked { get; } = [];

    public ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        GrainId id = grain;
        if (Broken is not null && (id.Key == Broken || id.Key.StartsWith($"{Broken}-", StringComparison.Ordinal) || id.Key.StartsWith($"{Broken}.", StringComparison.Ordinal)))
            throw new InvalidOperationException($"The grains of round '{Broken}' fail.");
        if (id.Kind == RoundGrain.KindName)
            Asked.Add(id.Key);
        return inner.SendAsync(grain, request);
    }

    public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class => inner.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}
