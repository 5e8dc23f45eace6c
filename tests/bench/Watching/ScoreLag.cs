using System.Buffers.Text;
using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text;
using Evaluation.Bench.Load;

namespace Evaluation.Bench.Watching;

/// <summary>
/// Measures the delay of the streamed score: voters cast one after the other for one unit that nobody else rates, and a listener waits
/// until the unit's number of slips includes theirs. The delay runs from the acknowledgement of the ballot to the arrival of the event.
/// </summary>
/// <param name="unit">Nobody else rates it.</param>
internal sealed class ScoreLag(Uri server, Electorate electorate, WatchedRound round, int unit)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly List<long> _acknowledgedAt = [];
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOver;
    private int? _slipsBefore;
    private int _seen;

    public Latencies Lags { get; } = new();

    public int Events { get; private set; }

    public long EventBytes { get; private set; }

    /// <summary>
    /// Voters of visible groups cast once each until cancellation or until all have voted; returns when the listener has seen all of them.
    /// </summary>
    public async Task MeasureAsync(IEnumerable<int> people, int seed, CancellationToken cancel)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        await using var stream = await client.GetStreamAsync($"/api/rounds/{WatchedRound.Id}/scores/stream", CancellationToken.None);
        var listening = ListenAsync(stream);
        await Task.WhenAny(_began.Task, listening);
        var random = new Random(seed);
        foreach (var person in people)
        {
            if (cancel.IsCancellationRequested)
                break;
            await electorate.CastAsync(person, round.Ballot(unit, 1, random));
            lock (_acknowledgedAt)
                _acknowledgedAt.Add(Stopwatch.GetTimestamp());
            await Task.Delay(Between, CancellationToken.None);
        }
        _isOver = true;
        await listening.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
    }

    private async Task ListenAsync(Stream stream)
    {
        var mark = Encoding.UTF8.GetBytes($"\"unit\":\"{WatchedRound.Unit(unit)}\"");
        await foreach (var item in SseParser.Create(stream, (_, data) => (Slips: SlipsOf(data, mark), Bytes: data.Length)).EnumerateAsync())
        {
            Events++;
            EventBytes += item.Data.Bytes;
            _slipsBefore ??= item.Data.Slips;
            _began.TrySetResult();
            if (See(item.Data.Slips - _slipsBefore.Value))
                return;
        }
    }

    /// <summary>True when all have been seen.</summary>
    private bool See(int slips)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_acknowledgedAt)
        {
            for (; _seen < Math.Min(slips, _acknowledgedAt.Count); _seen++)
                Lags.Add(Stopwatch.GetElapsedTime(_acknowledgedAt[_seen], now));
            return _isOver && _seen == _acknowledgedAt.Count;
        }
    }

    /// <summary>The number of slips of the unit in its visible groups.</summary>
    private static int SlipsOf(ReadOnlySpan<byte> data, ReadOnlySpan<byte> mark)
    {
        if (data.IndexOf(mark) is var at && at < 0)
            throw new InvalidOperationException("The scores do not name the unit.");
        var rest = data[at..];
        rest = rest[(rest.IndexOf("\"slips\":"u8) + "\"slips\":"u8.Length)..];
        return Utf8Parser.TryParse(rest, out int slips, out _) ? slips : throw new InvalidOperationException("The unit has no number of slips.");
    }
}
