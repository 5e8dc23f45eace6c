using Evaluation.Runtime;

namespace Evaluation.Tests.Simulation;

/// <summary>An engine whose caller crashes at a given call: before it is sent or after it is executed.</summary>
/// <param name="at">Calls before the fatal one.</param>
internal sealed class InterruptedEngine(IEngine inner, int at, bool afterwards) : IEngine
{
    private int _calls;

    /// <summary>What others do before a call.</summary>
    public Func<object, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>The request at which the caller crashed; null if it did not.</summary>
    public Type? Fatal { get; private set; }

    /// <summary>Runs the caller's act. False if the caller crashed.</summary>
    public static async Task<bool> CompletesAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (DeathException)
        {
            return false;
        }
    }

    public async ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        var isFatal = _calls++ == at;
        if (isFatal)
            Fatal = request.GetType();
        await Before(request);
        if (isFatal && !afterwards)
            throw new DeathException();
        var outcome = await inner.SendAsync(grain, request);
        return isFatal ? throw new DeathException() : outcome;
    }

    public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class => inner.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);

    /// <summary>The caller crashed here.</summary>
    private sealed class DeathException : Exception;
}
