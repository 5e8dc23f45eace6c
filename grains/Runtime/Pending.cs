using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;

namespace Evaluation.Runtime;

/// <summary>A command that waits for its grain's turn, and its sender who waits for what becomes of it.</summary>
public abstract class Pending
{
    public abstract object Command { get; }

    /// <summary>False when the sender has given it up, and may have sent something newer since.</summary>
    public virtual bool IsWanted => true;

    /// <summary>What was decided; not told before the journal has acknowledged.</summary>
    public abstract void Hold(object? answer, Refusal? refusal);

    /// <summary>Wakes the sender with what <see cref="Hold"/> was given last. Called once.</summary>
    public abstract void Tell();
}

/// <summary>A <see cref="Pending"/> whose object is used again: a command costs no allocation for its wait.</summary>
public sealed class Pending<TAnswer> : Pending, IValueTaskSource<Outcome<TAnswer>>
{
    private const int PooledMax = 4_096;
    private static readonly ConcurrentQueue<Pending<TAnswer>> Pool = new();

    private ManualResetValueTaskSourceCore<Outcome<TAnswer>> _source = new() { RunContinuationsAsynchronously = true };
    private ICommand<TAnswer>? _command;
    private Outcome<TAnswer> _outcome;

    private Pending()
    {
    }

    public override object Command => _command!;

    public ValueTask<Outcome<TAnswer>> Outcome => new(this, _source.Version);

    /// <summary>Takes an object out of the pool. It goes back when <see cref="Outcome"/> has been awaited, once.</summary>
    public static Pending<TAnswer> Take(ICommand<TAnswer> command)
    {
        if (!Pool.TryDequeue(out var pending))
            pending = new();
        pending._command = command;
        return pending;
    }

    public override void Hold(object? answer, Refusal? refusal) => _outcome = refusal is null ? (TAnswer)answer! : refusal;

    public override void Tell() => _source.SetResult(_outcome);

    Outcome<TAnswer> IValueTaskSource<Outcome<TAnswer>>.GetResult(short token)
    {
        var outcome = _source.GetResult(token);
        _source.Reset();
        _command = null;
        _outcome = default;
        if (Pool.Count < PooledMax)
            Pool.Enqueue(this);
        return outcome;
    }

    ValueTaskSourceStatus IValueTaskSource<Outcome<TAnswer>>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<Outcome<TAnswer>>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
