using Evaluation.Journal;

namespace Evaluation.Cluster.Journal;

/// <summary>A request to write an entry, and its result. Without an entry it is a test write.</summary>
internal sealed class WriteRequest(JournalEntry? entry) : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalEntry? Entry { get; } = entry;
}
