using System.Threading.Channels;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// One worker that, whenever it comes round, takes all that gathered while it was busy. Nobody lingers for company: the busier it is,
/// the more requests share a round.
/// </summary>
/// <param name="waitingMax">Requests that may wait; one more is turned away.</param>
/// <param name="perRound">Requests that one round may see.</param>
/// <param name="handle">
/// Answers the requests of a round and takes them off the list; what it leaves there comes again, in front, with the next round. Never throws.
/// </param>
internal sealed class Gathering<TRequest>(int waitingMax, int perRound, Func<List<TRequest>, Task> handle) : IAsyncDisposable
{
    private readonly Channel<TRequest> _waiting = Channel.CreateBounded<TRequest>(new BoundedChannelOptions(waitingMax) { SingleReader = true });
    private readonly Lock _gate = new();
    private Task? _run;

    /// <summary>False when too many wait, or when the worker has been stopped.</summary>
    public bool TryAdd(TRequest request)
    {
        if (!_waiting.Writer.TryWrite(request))
            return false;
        if (_run is null)
            Begin();
        return true;
    }

    /// <summary>Finishes what waits and takes no more.</summary>
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
        List<TRequest> round = [];
        while (round.Count > 0 || await _waiting.Reader.WaitToReadAsync())
        {
            while (round.Count < perRound && _waiting.Reader.TryRead(out var request))
                round.Add(request);
            await handle(round);
        }
    }
}
