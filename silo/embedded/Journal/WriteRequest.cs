using System.Threading.Tasks.Sources;
using Evaluation.Journal;
using Microsoft.Extensions.ObjectPool;

namespace Evaluation.Embedded.Journal;

/// <summary>
/// One thing that the writer shall do, and the answer that somebody awaits. Taken from a pool by who asks and returned to it
/// when the answer has been read, so the writer must not touch it once it is answered.
/// </summary>
internal sealed class WriteRequest(ObjectPool<WriteRequest> pool) : IValueTaskSource<AppendResult>
{
    /// <summary>Whoever waits goes on elsewhere: the writer's thread never runs their code.</summary>
    private ManualResetValueTaskSourceCore<AppendResult> _answer = new() { RunContinuationsAsynchronously = true };

    public JournalEntry? Entry { get; set; }

    public (string Stream, Snapshot Snapshot)? Snapshot { get; set; }

    /// <summary>Neither entry nor snapshot: only whether something could be written.</summary>
    public bool IsTrial => Entry is null && Snapshot is null;

    public int Bytes => Entry?.Payload.Length ?? Snapshot?.Snapshot.Payload.Length ?? 0;

    /// <summary>What came of it, to be told when it is durable.</summary>
    public AppendResult Outcome { get; set; }

    /// <summary>To be taken before the request is handed over, and awaited once.</summary>
    public ValueTask<AppendResult> Answer => new(this, _answer.Version);

    public void Complete() => _answer.SetResult(Outcome);

    public void Fail(JournalUnavailableException failure) => _answer.SetException(failure);

    AppendResult IValueTaskSource<AppendResult>.GetResult(short token)
    {
        // Throws for an answer that was read before, when this object already serves somebody else.
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
