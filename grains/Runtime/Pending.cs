using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;

namespace Evaluation.Runtime;

/// <summary>A queued request and its sender, who waits for the outcome.</summary>
public abstract class Pending<TState>
    where TState : class
{
    public abstract IRequest<TState> Request { get; }

    /// <summary>False when the sender no longer waits and may have sent a newer request since.</summary>
    public virtual bool IsWanted => true;

    /// <summary>
    /// Computes the request's outcome from the state and keeps it. The sender gets it by <see cref="Complete"/>, after the journal has
    /// acknowledged.
    /// </summary>
    public abstract void SetResult(TState state);

    /// <summary>Keeps a refusal as the outcome, in place of an earlier result.</summary>
    public abstract void SetResult(Refusal refusal);

    /// <summary>Gives the last result to the sender. Called once.</summary>
    public abstract void Complete();
}

/// <summary>A pooled <see cref="Pending{TState}"/>: waiting for a request allocates nothing.</summary>
public sealed class Pending<TState, TAnswer> : Pending<TState>, IValueTaskSource<Outcome<TAnswer>>
    where TState : class
    where TAnswer : class
{
    private const int PooledMax = 4_096;
    private static readonly ConcurrentQueue<Pending<TState, TAnswer>> Pool = new();

    private ManualResetValueTaskSourceCore<Outcome<TAnswer>> _source = new() { RunContinuationsAsynchronously = true };
    private IRequest<TState, TAnswer>? _request;
    private Outcome<TAnswer> _outcome;

    private Pending()
    {
    }

    public override IRequest<TState> Request => _request!;

    public ValueTask<Outcome<TAnswer>> Outcome => new(this, _source.Version);

    /// <summary>Rents an object from the pool. It returns to the pool when <see cref="Outcome"/> has been awaited, once.</summary>
    public static Pending<TState, TAnswer> Rent(IRequest<TState, TAnswer> request)
    {
        if (!Pool.TryDequeue(out var pending))
            pending = new();
        pending._request = request;
        return pending;
    }

    public override void SetResult(TState state) => _outcome = _request!.OutcomeFrom(state);

    public override void SetResult(Refusal refusal) => _outcome = refusal;

    public override void Complete() => _source.SetResult(_outcome);

    Outcome<TAnswer> IValueTaskSource<Outcome<TAnswer>>.GetResult(short token)
    {
        var outcome = _source.GetResult(token);
        _source.Reset();
        _request = null;
        _outcome = default;
        if (Pool.Count < PooledMax)
            Pool.Enqueue(this);
        return outcome;
    }

    ValueTaskSourceStatus IValueTaskSource<Outcome<TAnswer>>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<Outcome<TAnswer>>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
