using Evaluation.Journal;

namespace Evaluation.Cluster.Journal;

/// <summary>An entry that shall be written, and its sender who waits. Without an entry, only whether something could be written.</summary>
internal sealed class WriteRequest(JournalEntry? entry) : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalEntry? Entry { get; } = entry;
}
