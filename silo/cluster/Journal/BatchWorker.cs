using System.Threading.Channels;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// A worker that handles queued requests in batches. A batch contains all requests that arrived while the previous one was handled; the
/// worker never waits to fill a batch.
/// </summary>
/// <param name="waitingMax">Maximum number of queued requests. Further requests are refused.</param>
/// <param name="batchMax">Maximum number of requests in a batch.</param>
/// <param name="handle">
/// Completes requests and removes them from the list. Requests that it leaves come first in the next batch. Never throws.
/// </param>
internal sealed class BatchWorker<TRequest>(int waitingMax, int batchMax, Func<List<TRequest>, Task> handle) : IAsyncDisposable
{
    private readonly Channel<TRequest> _waiting = Channel.CreateBounded<TRequest>(new BoundedChannelOptions(waitingMax) { SingleReader = true });
    private readonly Lock _gate = new();
    private Task? _run;

    /// <summary>Enqueues a request. False when the queue is full or the worker was stopped.</summary>
    public bool TryAdd(TRequest request)
    {
        if (!_waiting.Writer.TryWrite(request))
            return false;
        if (_run is null)
            Begin();
        return true;
    }

    /// <summary>Handles the queued requests and refuses new ones.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        Begin();
        await _run!;
    }

    private void Begin()
    {
        lock (_gate)
            _run ??= Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
    }

    private async Task RunAsync()
    {
        List<TRequest> batch = [];
        while (batch.Count > 0 || await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < batchMax && _waiting.Reader.TryRead(out var request))
                batch.Add(request);
            await handle(batch);
        }
    }
}
