using System.Threading.Tasks.Sources;
using Evaluation.Embedded.Files;
using Evaluation.Journal;
using Microsoft.Extensions.ObjectPool;

namespace Evaluation.Embedded.Journal;

/// <summary>
/// A request to the writer, and its result. The caller takes it from a pool. It returns to the pool when the result is read, so the writer
/// must not use it after it was completed.
/// </summary>
internal sealed class WriteRequest(ObjectPool<WriteRequest> pool) : IValueTaskSource<AppendResult>, IBatchedRequest
{
    /// <summary>Continuations never run on the writer's thread.</summary>
    private ManualResetValueTaskSourceCore<AppendResult> _answer = new() { RunContinuationsAsynchronously = true };

    public JournalEntry? Entry { get; set; }

    public (string Stream, Snapshot Snapshot)? Snapshot { get; set; }

    /// <summary>
    /// Whether this is a test write: neither an entry nor a snapshot. It is alone, so that it cannot make other requests fail.
    /// </summary>
    public bool IsAlone => Entry is null && Snapshot is null;

    public int Bytes => Entry?.Payload.Length ?? Snapshot?.Snapshot.Payload.Length ?? 0;

    /// <summary>The result, which is published when the commit is durable.</summary>
    public AppendResult Outcome { get; set; }

    /// <summary>Must be read before the request is enqueued, and awaited once.</summary>
    public ValueTask<AppendResult> Answer => new(this, _answer.Version);

    public void Complete() => _answer.SetResult(Outcome);

    public void Fail(JournalUnavailableException failure) => _answer.SetException(failure);

    AppendResult IValueTaskSource<AppendResult>.GetResult(short token)
    {
        // Throws if the result was read before, because the object may already serve another caller.
        _ = _answer.GetStatus(token);
        try
        {
            return _answer.GetResult(token);
        }
        finally
        {
            _answer.Reset();
            Entry = null;
            Snapshot = null;
            Outcome = default;
            pool.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<AppendResult>.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<AppendResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);
}
