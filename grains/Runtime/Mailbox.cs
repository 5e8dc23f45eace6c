namespace Evaluation.Runtime;

/// <summary>What became of a command that was posted.</summary>
public enum Posting
{
    Waits,

    /// <summary><see cref="Limits.CommandsWaiting"/> wait already.</summary>
    Full,

    /// <summary>The grain has just been put away: post to a new mailbox.</summary>
    PutAway,

    /// <summary>The grain carries out nothing more (<see cref="ILiveGrain.WasOvertaken"/>), and what waits for it is told so.</summary>
    Overtaken,
}

/// <summary>
/// The commands that wait for one grain. While a turn runs, others gather; the next turn takes them all, so the busier a grain is the
/// more its commands share one append.
/// </summary>
/// <param name="grain">Whose commands.</param>
/// <param name="putAway">Told when the mailbox is closed and empty, as when its grain holds nothing.</param>
public sealed class Mailbox(ILiveGrain grain, Action<Mailbox> putAway) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private List<Pending> _waiting = [];
    private List<Pending> _turn = [];
    private TaskCompletionSource? _drained;
    private long _lastPost;
    private bool _isRunning;
    private bool _isClosed;

    public Posting Post(Pending pending, long timestamp)
    {
        lock (_gate)
        {
            if (_isClosed)
                return Posting.PutAway;
            // Known before anybody is told, while the mailbox closes after it: who has been told must not meet the same grain again.
            if (grain.WasOvertaken)
                return Posting.Overtaken;
            if (_waiting.Count >= Limits.CommandsWaiting)
                return Posting.Full;
            _waiting.Add(pending);
            _lastPost = timestamp;
            if (_isRunning)
                return Posting.Waits;
            _isRunning = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return Posting.Waits;
    }

    /// <summary>Closes the mailbox if nothing waits and nothing came for so long; a snapshot is left behind.</summary>
    public bool PutAwayIfIdle(TimeProvider clock, TimeSpan idleAfter)
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

    /// <summary>Takes no more commands; returns when those that waited are done and a snapshot is left.</summary>
    public async Task CloseAsync()
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
        // Not by the grain, which another turn may have already: only a closed mailbox has none any more.
        if (_isClosed)
            putAway(this);
    }

    private bool TakeTurn()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                _isClosed |= !grain.HoldsAnything;
                _drained?.SetResult();
                return false;
            }
            if (_waiting.Count <= Limits.CommandsPerTurn)
            {
                (_turn, _waiting) = (_waiting, _turn);
                return true;
            }
            _turn.AddRange(_waiting.GetRange(0, Limits.CommandsPerTurn));
            _waiting.RemoveRange(0, Limits.CommandsPerTurn);
            return true;
        }
    }
}
