namespace Evaluation.Embedded.Files;

/// <summary>
/// The only writer of a file: a thread that handles queued requests in batches. A batch contains the requests that arrived while the
/// previous one was handled; the thread never waits to fill a batch.
/// </summary>
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
            if (_waiting.Count == 1)
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
        {
            handle(batch);
            batch.Clear();
        }
        close();
        _ended.SetResult();
    }

    /// <summary>Waits for requests and takes as many as fit in one batch. False when the queue is closed and empty.</summary>
    private bool Take(List<TRequest> batch)
    {
        lock (_gate)
        {
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
internal sealed record BatchLimits(int Waiting, int Requests, long Bytes);

/// <summary>Whether a request was added to a queue.</summary>
internal enum Admission
{
    Queued,
    Full,
    Closed,
}
