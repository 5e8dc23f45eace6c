using System.Buffers;
using Evaluation.Journal;

namespace Evaluation.Runtime;

/// <summary>
/// One kind of grain as pure functions: no clock, no randomness, no I/O. Times and identities are part of the command.
/// </summary>
/// <remarks>
/// A command goes through <see cref="Decide"/>, which returns its events; each event goes through <see cref="Evolve"/>, which may change
/// the state in place; then the command reads its own answer from the state. Inside a turn the state may be ahead of the journal; if the
/// append fails, the state is discarded and replayed.
/// </remarks>
public interface IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    /// <summary>The state of a grain whose stream is empty.</summary>
    static abstract TState Start(GrainId id);

    static abstract Decision<TEvent> Decide(TState state, TCommand command);

    /// <summary>The state after the event. Never refuses: an event in the journal has happened.</summary>
    static abstract TState Evolve(TState state, TEvent happened);

    /// <summary>The format in which <see cref="Write"/> writes.</summary>
    static abstract int Format { get; }

    static abstract void Write(TEvent happened, IBufferWriter<byte> to);

    /// <summary>Notes the hash of the leaf that an event has in the journal, just after it was written.</summary>
    /// <param name="state">The state after the event.</param>
    /// <param name="leaf">See <see cref="Merkle.HashLeaf"/>.</param>
    static virtual void NoteLeaf(TState state, TEvent happened, ReadOnlySpan<byte> leaf)
    {
    }

    /// <summary>The events of an entry, in any format that was ever written.</summary>
    /// <exception cref="InvalidDataException">The payload does not match its format.</exception>
    static abstract IEnumerable<TEvent> Read(JournalEntry entry);

    /// <summary>
    /// The format in which <see cref="WriteSnapshot"/> writes, or null for a kind whose streams are short and which keeps no snapshot.
    /// </summary>
    static virtual int? SnapshotFormat => null;

    static virtual void WriteSnapshot(TState state, IBufferWriter<byte> to) => throw new NotSupportedException();

    static virtual TState ReadSnapshot(GrainId id, ReadOnlyMemory<byte> payload) => throw new NotSupportedException();

    /// <summary>
    /// Whether a restored state has all that this build keeps. One of an earlier build may not; then its stream is replayed.
    /// </summary>
    static virtual bool IsWhole(TState restored) => true;

    /// <summary>The format of the snapshots of states with a key; null for a kind without keys.</summary>
    static virtual int? SealedSnapshotFormat => null;

    /// <summary>Reads a snapshot of a state with a key.</summary>
    static virtual TState ReadSealedSnapshot(GrainId id, ReadOnlyMemory<byte> payload, IGrainKey key) => throw new NotSupportedException();

    /// <summary>Whether the state is encrypted at rest: its events and its snapshots name a key.</summary>
    static virtual bool IsKeyed(TState state) => false;

    /// <summary>Whether the state is encrypted at rest and has no key. Such a state carries out no request.</summary>
    static virtual bool NeedsKey(TState state) => false;

    /// <summary>Gives the state its key.</summary>
    /// <param name="key">The key; null where the store has none.</param>
    /// <exception cref="KeyUnavailableException">The state names another key, or there is none.</exception>
    static virtual void TakeKey(TState state, GrainId id, IGrainKey? key) => throw new NotSupportedException();
}
