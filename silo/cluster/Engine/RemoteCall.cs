using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;
using Evaluation.Cluster.Wire;
using Evaluation.Runtime;

namespace Evaluation.Cluster.Engine;

/// <summary>A command that came through Orleans and waits for its turn. Its object is used again, so the wait costs no allocation.</summary>
internal sealed class RemoteCall : Pending, IValueTaskSource<Parcel>
{
    private const int PooledMax = 4_096;
    private static readonly ConcurrentQueue<RemoteCall> Pool = new();

    private ManualResetValueTaskSourceCore<Parcel> _source = new() { RunContinuationsAsynchronously = true };
    private Activation? _activation;
    private object? _command;
    private object? _outcome;
    private long _wantedUntil;

    private RemoteCall()
    {
    }

    public override object Command => _command!;

    public override bool IsWanted => _activation!.Pass.Clock <= _wantedUntil;

    public ValueTask<Parcel> Outcome => new(this, _source.Version);

    /// <summary>Takes an object out of the pool. It goes back when <see cref="Outcome"/> has been awaited, once.</summary>
    public static RemoteCall Take(Activation activation, Parcel command)
    {
        if (!Pool.TryDequeue(out var call))
            call = new();
        (call._activation, call._command, call._wantedUntil) = (activation, command.Contents, command.Pass.Clock);
        return call;
    }

    public override void Hold(object? answer, Refusal? refusal) => _outcome = refusal ?? answer;

    /// <summary>An activation that is no more the grain's is trouble of the way: told as such, so that the gateway looks for the next one by itself.</summary>
    public override void Tell()
    {
        if (ReferenceEquals(_outcome, Refusal.Overtaken))
            _source.SetException(new OrleansException("The grain has moved to another activation."));
        else
            _source.SetResult(new(_outcome!, _activation!.Pass));
    }

    Parcel IValueTaskSource<Parcel>.GetResult(short token)
    {
        var outcome = _source.GetResult(token);
        _source.Reset();
        (_activation, _command, _outcome) = (null, null, null);
        if (Pool.Count < PooledMax)
            Pool.Enqueue(this);
        return outcome;
    }

    ValueTaskSourceStatus IValueTaskSource<Parcel>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<Parcel>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
