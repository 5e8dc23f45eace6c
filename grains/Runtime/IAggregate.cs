using System.Buffers;
using Evaluation.Journal;

namespace Evaluation.Runtime;

/// <summary>
/// One kind of grain as pure functions: no clock, no chance, no I/O. Time and identities arrive in the command.
/// </summary>
/// <remarks>
/// Life of a command: <see cref="Decide"/> says what happened; each event goes through <see cref="Evolve"/>, which may change
/// the state in place; <see cref="Hear"/> takes in what is not kept for ever; <see cref="Answer"/> looks at the state after it. Memory may run ahead of the journal inside a turn; if
/// the append fails, the state is thrown away and replayed.
/// </remarks>
public interface IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    /// <summary>The state of a grain that has no history.</summary>
    static abstract TState Start(GrainId id);

    static abstract Decision<TEvent> Decide(TState state, TCommand command);

    /// <summary>The state after the event. Never refuses: what is in the journal has happened.</summary>
    static abstract TState Evolve(TState state, TEvent happened);

    /// <summary>
    /// Takes in what others tell of themselves and can tell again, such as totals. It is not journaled: it is gone with the memory, and no event may
    /// rest on it. Called for every command that was not refused, after its events and before <see cref="Answer"/>.
    /// </summary>
    /// <returns>Whether the state now holds something that was told: such a grain stays in memory while it is used.</returns>
    static virtual bool Hear(TState state, TCommand command) => false;

    /// <summary>What the sender of a command that was not refused is told.</summary>
    static abstract object Answer(TState state, TCommand command);

    /// <summary>The format in which <see cref="Write"/> writes.</summary>
    static abstract int Format { get; }

    static abstract void Write(TEvent happened, IBufferWriter<byte> to);

    /// <summary>The events of an entry, in any format that was ever written.</summary>
    /// <exception cref="InvalidDataException">The payload is not what its format says.</exception>
    static abstract IEnumerable<TEvent> Read(JournalEntry entry);

    /// <summary>The format in which <see cref="WriteSnapshot"/> writes, or null where histories are short and no snapshot is kept.</summary>
    static virtual int? SnapshotFormat => null;

    static virtual void WriteSnapshot(TState state, IBufferWriter<byte> to) => throw new NotSupportedException();

    static virtual TState ReadSnapshot(GrainId id, ReadOnlyMemory<byte> payload) => throw new NotSupportedException();
}
