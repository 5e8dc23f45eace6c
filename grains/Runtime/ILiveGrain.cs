namespace Evaluation.Runtime;

/// <summary>A grain in memory, as an engine uses it.</summary>
public interface ILiveGrain<TState>
    where TState : class
{
    /// <summary>
    /// Runs one turn: carries out the requests in their order and completes each of them. Never throws. The caller awaits each turn once,
    /// before it starts the next.
    /// </summary>
    ValueTask TurnAsync(IReadOnlyList<Pending<TState>> requests);

    /// <summary>False for a grain without events and without reported values: it need not stay in memory.</summary>
    bool HoldsAnything { get; }

    /// <summary>
    /// Whether this activation is fenced: the stream holds entries of another activation, or may hold them because the journal was
    /// unavailable for a while. A fenced activation refuses everything with <see cref="Refusal.Fenced"/>. The engine deactivates it, and
    /// the next request activates the grain again from the journal.
    /// </summary>
    bool IsFenced { get; }

    /// <summary>
    /// Saves a snapshot, if enough events have been appended since the last one. Called before the grain is deactivated. Never throws.
    /// </summary>
    ValueTask RestAsync();
}
