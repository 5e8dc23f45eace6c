using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;
using Evaluation.Cluster.Wire;
using Evaluation.Runtime;

namespace Evaluation.Cluster.Engine;

/// <summary>A request that came through Orleans and is queued. The object is pooled, so waiting allocates nothing.</summary>
internal sealed class RemoteCall<TState> : Pending<TState>, IValueTaskSource<Envelope>
    where TState : class
{
    private const int PooledMax = 4_096;
    private static readonly ConcurrentQueue<RemoteCall<TState>> Pool = new();

    private ManualResetValueTaskSourceCore<Envelope> _source = new() { RunContinuationsAsynchronously = true };
    private IActivation? _activation;
    private IRequest<TState>? _request;
    private Outcome<object> _outcome;
    private long _wantedUntil;

    private RemoteCall()
    {
    }

    public override IRequest<TState> Request => _request!;

    public override bool IsWanted => _activation!.Token.Clock <= _wantedUntil;

    public ValueTask<Envelope> Outcome => new(this, _source.Version);

    /// <summary>Rents an object from the pool. It returns to the pool when <see cref="Outcome"/> has been awaited, once.</summary>
    /// <param name="wantedUntil">By the activation's clock.</param>
    public static RemoteCall<TState> Rent(IActivation activation, IRequest<TState> request, long wantedUntil)
    {
        if (!Pool.TryDequeue(out var call))
            call = new();
        (call._activation, call._request, call._wantedUntil) = (activation, request, wantedUntil);
        return call;
    }

    public override void SetResult(TState state) => _outcome = _request!.UntypedOutcome(state);

    public override void SetResult(Refusal refusal) => _outcome = refusal;

    /// <summary>
    /// A fenced activation throws: to the gateway this is a failure on the way, after which it sends to the next activation.
    /// </summary>
    public override void Complete()
    {
        if (ReferenceEquals(_outcome.Refusal, Refusal.Fenced))
            _source.SetException(new OrleansException("The grain has moved to another activation."));
        else
            _source.SetResult(new(_outcome.Refusal ?? _outcome.Answer, _activation!.Token));
    }

    Envelope IValueTaskSource<Envelope>.GetResult(short token)
    {
        var outcome = _source.GetResult(token);
        _source.Reset();
        (_activation, _request, _outcome) = (null, null, default);
        if (Pool.Count < PooledMax)
            Pool.Enqueue(this);
        return outcome;
    }

    ValueTaskSourceStatus IValueTaskSource<Envelope>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<Envelope>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
