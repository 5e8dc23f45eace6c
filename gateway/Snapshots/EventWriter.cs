using Evaluation.Gateway.Http.Bodies;

namespace Evaluation.Gateway.Snapshots;

/// <summary>Writes server-sent events to one listener, compressed where it takes that; of the bytes nothing is made for this listener alone.</summary>
internal sealed class EventWriter
{
    private static readonly ReadOnlyMemory<byte> KeepAlive = ": still here\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> DeflatedKeepAlive = Deflated.Piece(KeepAlive.Span);

    private readonly HttpResponse _response;
    private readonly bool _deflates;

    private EventWriter(HttpResponse response, bool deflates) => (_response, _deflates) = (response, deflates);

    /// <summary>Answers at once, whether or not there is something to tell.</summary>
    public static async ValueTask<EventWriter> StartAsync(HttpContext context, CancellationToken cancel)
    {
        var (response, deflates) = (context.Response, AcceptEncoding.Takes(context.Request, "deflate"));
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers["X-Accel-Buffering"] = "no";
        if (deflates)
            response.Headers.ContentEncoding = "deflate";
        await response.StartAsync(cancel);
        var writer = new EventWriter(response, deflates);
        await writer.WriteAsync(deflates ? Deflated.Head : default, cancel);
        return writer;
    }

    public ValueTask TellAsync(Page page, CancellationToken cancel) => WriteAsync(_deflates ? page.DeflatedEvent : page.Event, cancel);

    /// <summary>Lets proxies see that the stream lives.</summary>
    public ValueTask KeepAliveAsync(CancellationToken cancel) => WriteAsync(_deflates ? DeflatedKeepAlive : KeepAlive, cancel);

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await _response.Body.WriteAsync(bytes, cancel);
        await _response.Body.FlushAsync(cancel);
    }
}
