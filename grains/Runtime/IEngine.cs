using Evaluation.Journal;

namespace Evaluation.Runtime;

/// <summary>A command to a grain, answered by a <typeparamref name="TAnswer"/>. A question is a command without events.</summary>
public interface ICommand<TAnswer>;

/// <summary>Who runs a grain, one turn at a time.</summary>
public interface IEngine
{
    /// <summary>
    /// Hands a command to a grain and waits for what became of it. An answer is given only when everything that it rests on
    /// is durable. Every command may be sent again: what is already so is not done twice.
    /// </summary>
    /// <remarks>
    /// Refused with <see cref="RefusalCode.Busy"/> when too many wait, or when the journal did not answer: in the second case
    /// the command may still have been carried out. Never throws for what the command says.
    /// </remarks>
    ValueTask<Outcome<TAnswer>> SendAsync<TAnswer>(GrainId grain, ICommand<TAnswer> command);

    /// <summary>The grains of a kind that have a history, in ordinal order of their names.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    IAsyncEnumerable<GrainId> ListAsync(string kind, CancellationToken cancel = default);

    /// <summary>Returns when commands can be carried out.</summary>
    /// <exception cref="JournalUnavailableException">They cannot; the message says why.</exception>
    ValueTask CheckAsync(CancellationToken cancel = default);
}
