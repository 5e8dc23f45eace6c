namespace Evaluation.Runtime;

/// <summary>The result of posting a request to a mailbox.</summary>
public enum Posting
{
    Queued,

    /// <summary><see cref="Limits.CommandsWaiting"/> requests are queued already.</summary>
    Full,

    /// <summary>The grain was deactivated: post to a new mailbox.</summary>
    Closed,

    /// <summary>The grain is fenced (<see cref="ILiveGrain{TState}.IsFenced"/>): it refuses everything that is queued.</summary>
    Fenced,
}

/// <summary>What an engine does with the mailbox of a grain whose state it does not know.</summary>
public abstract class Mailbox
{
    /// <summary>Requests that are not answered yet, at about this moment.</summary>
    public abstract int Waiting { get; }

    /// <summary>Closes the mailbox if nothing is queued and no request came for this long; a snapshot is saved.</summary>
    public abstract bool DeactivateIfIdle(TimeProvider clock, TimeSpan idleAfter);

    /// <summary>Accepts no more requests; returns when the queued ones are completed and a snapshot is saved.</summary>
    public abstract Task CloseAsync();
}

/// <summary>
/// The queue of one grain. While a turn runs, requests are queued; the next turn takes all of them, so a busy grain carries out
/// more requests with one append.
/// </summary>
/// <param name="grain">Carries out the requests.</param>
/// <param name="closed">Called when the mailbox is closed and empty, for example because its grain holds nothing.</param>
/// <param name="schedule">Runs a work item soon; null for the thread pool.</param>
public sealed class Mailbox<TState>(ILiveGrain<TState> grain, Action<Mailbox<TState>> closed, Action<IThreadPoolWorkItem>? schedule = null) : Mailbox, IThreadPoolWorkItem
    where TState : class
{
    private readonly Lock _gate = new();
    private List<Pending<TState>> _queued = [];
    private List<Pending<TState>> _turn = [];
    private TaskCompletionSource? _drained;
    private long _lastPost;
    private bool _isRunning;
    private bool _isClosed;

    /// <remarks>Read without the lock, which the requests of voters need: the two lists may change places in between.</remarks>
    public override int Waiting => _queued.Count + _turn.Count;

    public Posting Post(Pending<TState> pending, long timestamp)
    {
        lock (_gate)
        {
            if (_isClosed)
                return Posting.Closed;
            // The grain is fenced before it completes its requests, and the mailbox closes afterwards: a sender that posts again must not
            // reach the same grain.
            if (grain.IsFenced)
                return Posting.Fenced;
            if (_queued.Count >= Limits.CommandsWaiting)
                return Posting.Full;
            _queued.Add(pending);
            _lastPost = timestamp;
            if (_isRunning)
                return Posting.Queued;
            _isRunning = true;
        }
        if (schedule is null)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else
            schedule(this);
        return Posting.Queued;
    }

    public override bool DeactivateIfIdle(TimeProvider clock, TimeSpan idleAfter)
    {
        lock (_gate)
        {
            if (_isRunning || _isClosed || clock.GetElapsedTime(_lastPost) < idleAfter)
                return false;
            _isClosed = true;
        }
        _ = grain.RestAsync().AsTask();
        return true;
    }

    public override async Task CloseAsync()
    {
        TaskCompletionSource? drained = null;
        lock (_gate)
        {
            _isClosed = true;
            if (_isRunning)
                _drained = drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        if (drained is not null)
            await drained.Task;
        await grain.RestAsync();
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (TakeTurn())
        {
            await grain.TurnAsync(_turn);
            _turn.Clear();
        }
        // The grain may already run another turn; only a closed mailbox has no further one.
        if (_isClosed)
            closed(this);
    }

    private bool TakeTurn()
    {
        lock (_gate)
        {
            if (_queued.Count == 0)
            {
                _isRunning = false;
                _isClosed |= !grain.HoldsAnything;
                _drained?.SetResult();
                return false;
            }
            if (_queued.Count <= Limits.CommandsPerTurn)
            {
                (_turn, _queued) = (_queued, _turn);
                return true;
            }
            _turn.AddRange(_queued.GetRange(0, Limits.CommandsPerTurn));
            _queued.RemoveRange(0, Limits.CommandsPerTurn);
            return true;
        }
    }
}
