using System.Threading.Channels;
using Evaluation.Embedded.Files;

namespace Evaluation.Tests.Journal;

/// <summary>The batches of <see cref="BatchThread{TRequest}"/>. The long gather never ends within a test.</summary>
public sealed class BatchThreadTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly Channel<int> _batches = Channel.CreateUnbounded<int>();
    private readonly SemaphoreSlim _goOn = new(0);
    private BatchThread<Request>? _thread;

    public void Dispose()
    {
        _thread?.Close();
        _goOn.Release(100);
    }

    [Fact]
    public async Task A_batch_holds_the_requests_that_arrived_while_the_previous_one_was_handled()
    {
        Start(Long);

        await FirstBatchAsync(waiting: 3);

        Assert.Equal(3, await NextAsync());
    }

    [Fact]
    public async Task A_request_that_comes_alone_is_handled_at_once()
    {
        Start(Long);
        for (var i = 0; i < 3; i++)
        {
            Add(1);
            Assert.Equal(1, await NextAsync());
            _goOn.Release();
        }
    }

    [Fact]
    public async Task After_a_batch_of_several_the_next_one_waits_for_as_many()
    {
        Start(Long);
        await FirstBatchAsync(waiting: 3);
        await NextAsync();
        _goOn.Release();

        Add(2);
        Assert.False(_batches.Reader.TryRead(out _));
        Add(1);

        Assert.Equal(3, await NextAsync());
    }

    [Fact]
    public async Task The_wait_for_as_many_ends_with_fewer()
    {
        Start(TimeSpan.FromMilliseconds(1));
        await FirstBatchAsync(waiting: 3);
        await NextAsync();
        _goOn.Release();

        Add(1);

        Assert.Equal(1, await NextAsync());
    }

    [Fact]
    public async Task A_closed_queue_does_not_wait_for_as_many()
    {
        Start(Long);
        await FirstBatchAsync(waiting: 3);
        await NextAsync();
        _goOn.Release();
        Add(2);

        _thread!.Close();
        Assert.Equal(2, await NextAsync());
        _goOn.Release();

        await _thread.Ended.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Admission.Closed, _thread.Add(new()));
    }

    private void Start(TimeSpan gather)
    {
        _thread = new(new(Waiting: 100, Requests: 100, Bytes: 100, gather), batch =>
        {
            _batches.Writer.TryWrite(batch.Count);
            _goOn.Wait();
        });
        _thread.Start("Batches of a test", () => { });
    }

    /// <summary>Handles a batch of one while so many requests come.</summary>
    private async Task FirstBatchAsync(int waiting)
    {
        Add(1);
        Assert.Equal(1, await NextAsync());
        Add(waiting);
        _goOn.Release();
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.Equal(Admission.Queued, _thread!.Add(new()));
    }

    private async Task<int> NextAsync() => await _batches.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    private sealed class Request : IBatchedRequest
    {
        public int Bytes => 1;

        public bool IsAlone => false;
    }
}
