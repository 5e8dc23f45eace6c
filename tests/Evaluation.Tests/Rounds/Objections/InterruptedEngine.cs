using Evaluation.Runtime;

namespace Evaluation.Tests.Rounds.Objections;

/// <summary>An engine whose caller crashes at a given call: before it is sent or after it is executed.</summary>
/// <param name="at">Calls before the fatal one.</param>
internal sealed class InterruptedEngine(IEngine inner, int at, bool afterwards) : IEngine
{
    private int _calls;

    /// <summary>The command at which the caller crashed; null if it did not.</summary>
    public Type? Fatal { get; private set; }

    public async ValueTask<Outcome<TAnswer>> SendAsync<TAnswer>(GrainId grain, ICommand<TAnswer> command)
    {
        var isFatal = _calls++ == at;
        if (isFatal)
            Fatal = command.GetType();
        if (isFatal && !afterwards)
            throw new DeathException();
        var outcome = await inner.SendAsync(grain, command);
        return isFatal ? throw new DeathException() : outcome;
    }

    public IAsyncEnumerable<GrainId> ListAsync(string kind, CancellationToken cancel = default) => inner.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => inner.CheckAsync(cancel);
}

/// <summary>The process ended here.</summary>
internal sealed class DeathException : Exception;
