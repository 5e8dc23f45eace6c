using Evaluation.Journal;

namespace Evaluation.Runtime;

/// <summary>Runs grains, one turn of a grain at a time.</summary>
public interface IEngine
{
    /// <summary>
    /// Sends a request to a grain and returns its outcome. An answer is returned only when everything that it depends on is durable.
    /// </summary>
    /// <remarks>
    /// Refused with <see cref="RefusalCode.Busy"/> when too many requests are queued, or when the journal did not answer: in the second
    /// case the command may still have been carried out. Never throws because of what the request contains.
    /// </remarks>
    ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class;

    /// <summary>The grains of a kind whose stream holds events, in ordinal order of their names.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class;

    /// <summary>Returns when requests can be carried out.</summary>
    /// <exception cref="JournalUnavailableException">They cannot be carried out; the message says why.</exception>
    ValueTask CheckAsync(CancellationToken cancel = default);
}
