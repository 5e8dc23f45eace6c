namespace Evaluation.Embedded.Files;

/// <summary>
/// The only writer of a file: a thread that handles queued requests in batches. A batch contains the requests that arrived while the
/// previous one was handled.
/// </summary>
/// <remarks>
/// After a batch of several requests the thread waits for as many again, at most <see cref="BatchLimits.Gather"/>: senders that were just
/// answered often send their next request then, and fuller batches cost less. Otherwise a request never waits for others.
/// </remarks>
/// <param name="limits">What bounds the queue and a batch.</param>
/// <param name="handle">Handles a batch and completes its requests. Runs on the thread. Never throws.</param>
internal sealed class BatchThread<TRequest>(BatchLimits limits, Action<List<TRequest>> handle)
    where TRequest : IBatchedRequest
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Monitor instead of Lock: the thread waits on it until there is a request.
    private readonly object _gate = new();
    private readonly Queue<TRequest> _waiting = [];
    private bool _closed;

    /// <summary>The number of queued requests that wakes the thread.</summary>
    private int _expected = 1;

    /// <summary>Completes when the thread has handled its last batch and ended.</summary>
    public Task Ended => _ended.Task;

    /// <param name="name">The name of the thread.</param>
    /// <param name="close">Called on the thread after the last batch. Never throws.</param>
    public void Start(string name, Action close) => new Thread(() => Run(close)) { Name = name, IsBackground = true }.Start();

    /// <summary>Enqueues a request, unless the queue is full or closed.</summary>
    public Admission Add(TRequest request)
    {
        lock (_gate)
        {
            if (_closed)
                return Admission.Closed;
            if (_waiting.Count >= limits.Waiting)
                return Admission.Full;
            _waiting.Enqueue(request);
            if (_waiting.Count == _expected)
                Monitor.Pulse(_gate);
            return Admission.Queued;
        }
    }

    /// <summary>Refuses further requests. Those in the queue are handled.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run(Action close)
    {
        List<TRequest> batch = [];
        while (Take(batch))
            handle(batch);
        close();
        _ended.SetResult();
    }

    /// <summary>Waits for requests and takes as many as fit in one batch. False when the queue is closed and empty.</summary>
    /// <param name="batch">The previous batch, which the next one replaces.</param>
    private bool Take(List<TRequest> batch)
    {
        var handled = batch.Count;
        batch.Clear();
        lock (_gate)
        {
            Gather(handled);
            while (_waiting.Count == 0)
            {
                if (_closed)
                    return false;
                Monitor.Wait(_gate);
            }
            for (var bytes = 0L; _waiting.TryPeek(out var next); bytes += next.Bytes)
            {
                var isFull = batch.Count == limits.Requests || bytes >= limits.Bytes;
                if (batch.Count > 0 && (isFull || next.IsAlone || batch[0].IsAlone))
                    break;
                batch.Add(_waiting.Dequeue());
            }
            return true;
        }
    }

    /// <summary>Waits until as many requests are queued as the previous batch had. Called with the lock.</summary>
    private void Gather(int handled)
    {
        if (handled < 2 || handled <= _waiting.Count || _closed)
            return;
        _expected = handled;
        Monitor.Wait(_gate, limits.Gather);
        _expected = 1;
    }
}

/// <summary>A request to a <see cref="BatchThread{TRequest}"/>.</summary>
internal interface IBatchedRequest
{
    /// <summary>The bytes that it adds to its batch.</summary>
    int Bytes { get; }

    /// <summary>Whether its batch has no other request.</summary>
    bool IsAlone { get; }
}

/// <summary>What bounds the queue and the batches of a <see cref="BatchThread{TRequest}"/>.</summary>
/// <param name="Waiting">Requests in the queue. Further ones are not added.</param>
/// <param name="Requests">Requests in one batch.</param>
/// <param name="Bytes">Bytes from which a batch takes no further request.</param>
/// <param name="Gather">How long a batch waits for as many requests as the previous one had.</param>
internal sealed record BatchLimits(int Waiting, int Requests, long Bytes, TimeSpan Gather);

/// <summary>Whether a request was added to a queue.</summary>
internal enum Admission
{
    Queued,
    Full,
    Closed,
}
