using System.Net.ServerSentEvents;
using Evaluation.Bench.Load;

namespace Evaluation.Bench.Watching;

/// <summary>
/// Measures the delay of streamed scores: from the announced instant of a cut, at which its figures may be shown, to the arrival of the
/// event with them. Server and listener share the clock of the machine.
/// </summary>
internal sealed class CutLag(Uri server)
{
    public Latencies Lags { get; } = new();

    public int Events { get; private set; }

    public long EventBytes { get; private set; }

    /// <summary>Listens until so many cuts have arrived. The cut that is shown at the beginning does not count.</summary>
    public async Task MeasureAsync(int cuts, CancellationToken cancel)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        await using var stream = await client.GetStreamAsync($"/api/rounds/{WatchedRound.Id}/scores/stream", cancel);
        DateTimeOffset? newest = null;
        await foreach (var item in SseParser.Create(stream, (_, data) => (CutAt: CutOf(data), Bytes: data.Length)).EnumerateAsync(cancel))
        {
            Events++;
            EventBytes += item.Data.Bytes;
            if (Events > 1 && item.Data.CutAt is { } cut && cut != newest)
            {
                Lags.Add(DateTimeOffset.UtcNow - cut);
                cuts--;
            }
            newest = item.Data.CutAt;
            if (cuts == 0)
                return;
        }
    }

    /// <summary>Null before the first cut.</summary>
    private static DateTimeOffset? CutOf(ReadOnlySpan<byte> data)
    {
        var mark = "\"cutAt\":\""u8;
        if (data.IndexOf(mark) is var at && at < 0)
            return null;
        var rest = data[(at + mark.Length)..];
        return DateTimeOffset.Parse(System.Text.Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]), System.Globalization.CultureInfo.InvariantCulture);
    }
}
