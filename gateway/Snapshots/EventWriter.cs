using Evaluation.Gateway.Http.Bodies;

namespace Evaluation.Gateway.Snapshots;

/// <summary>
/// Writes server-sent events to one client, compressed if it accepts deflate. The bytes are shared with all other clients.
/// </summary>
internal sealed class EventWriter
{
    private static readonly ReadOnlyMemory<byte> KeepAlive = ": still here\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> DeflatedKeepAlive = DeflateBlocks.Compress(KeepAlive.Span);

    private readonly HttpResponse _response;
    private readonly bool _deflates;

    private EventWriter(HttpResponse response, bool deflates) => (_response, _deflates) = (response, deflates);

    /// <summary>Sends the head of the response at once, before the first event.</summary>
    public static async ValueTask<EventWriter> StartAsync(HttpContext context, CancellationToken cancel)
    {
        var (response, deflates) = (context.Response, WriteHeaders(context));
        await response.StartAsync(cancel);
        var writer = new EventWriter(response, deflates);
        await writer.WriteAsync(deflates ? DeflateBlocks.Head : default, cancel);
        return writer;
    }

    /// <summary>Sets the headers of a stream and returns whether its events are compressed.</summary>
    public static bool WriteHeaders(HttpContext context)
    {
        var (response, deflates) = (context.Response, AcceptEncoding.Takes(context.Request, "deflate"));
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers["X-Accel-Buffering"] = "no";
        if (deflates)
            response.Headers.ContentEncoding = "deflate";
        return deflates;
    }

    public ValueTask SendAsync(Snapshot snapshot, CancellationToken cancel) => WriteAsync(_deflates ? snapshot.DeflatedEvent : snapshot.Event, cancel);

    /// <summary>Sends a comment, so that proxies keep the connection open.</summary>
    public ValueTask KeepAliveAsync(CancellationToken cancel) => WriteAsync(_deflates ? DeflatedKeepAlive : KeepAlive, cancel);

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await _response.Body.WriteAsync(bytes, cancel);
        await _response.Body.FlushAsync(cancel);
    }
}
