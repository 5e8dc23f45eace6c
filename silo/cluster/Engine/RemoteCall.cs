using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;
using Evaluation.Cluster.Wire;
using Evaluation.Seam;

namespace Evaluation.Cluster.Engine;

/// <summary>A command that came through Orleans and waits for its turn. Its object is used again, so the wait costs no allocation.</summary>
internal sealed class RemoteCall : Pending, IValueTaskSource<Parcel>
{
    private const int PooledMax = 4_096;
    private static readonly ConcurrentQueue<RemoteCall> Pool = new();

    private ManualResetValueTaskSourceCore<Parcel> _source = new() { RunContinuationsAsynchronously = true };
    private object? _command;
    private object? _outcome;

    private RemoteCall()
    {
    }

    public override object Command => _command!;

    public ValueTask<Parcel> Outcome => new(this, _source.Version);

    /// <summary>Takes an object out of the pool. It goes back when <see cref="Outcome"/> has been awaited, once.</summary>
    public static RemoteCall Take(object command)
    {
        if (!Pool.TryDequeue(out var call))
            call = new();
        call._command = command;
        return call;
    }

    public override void Hold(object? answer, Refusal? refusal) => _outcome = refusal ?? answer;

    public override void Tell() => _source.SetResult(new(_outcome!));

    Parcel IValueTaskSource<Parcel>.GetResult(short token)
    {
        var outcome = _source.GetResult(token);
        _source.Reset();
        (_command, _outcome) = (null, null);
        if (Pool.Count < PooledMax)
            Pool.Enqueue(this);
        return outcome;
    }

    ValueTaskSourceStatus IValueTaskSource<Parcel>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<Parcel>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
