using System.Globalization;
using Evaluation.Seam;

namespace Evaluation.Gateway.Boards;

/// <summary>
/// Sends the newest page whenever there is another, at most every <see cref="Limits.ViewAge"/>. A listener that is slow misses the pages in between and
/// holds up nobody; one that comes back with the newest event's id hears the next change only.
/// </summary>
/// <param name="read">The newest page, as far as this listener may see it: asked anew each time, and a refusal ends the stream.</param>
internal sealed class PageStream(Func<ValueTask<Outcome<Page>>> read, TimeProvider clock, IHostApplicationLifetime life) : IResult
{
    private static readonly ReadOnlyMemory<byte> KeepAlive = ": still here\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, life.ApplicationStopping);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        Meters.Listeners.Add(1);
        try
        {
            // A listener that knows the newest state is answered too, and not first when there is something to tell.
            await response.StartAsync(ends.Token);
            await response.Body.FlushAsync(ends.Token);
            await SendAsync(httpContext, ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The listener went away, or the host stops.
        }
        finally
        {
            Meters.Listeners.Add(-1);
        }
    }

    private async Task SendAsync(HttpContext context, CancellationToken cancel)
    {
        var sent = context.Request.Headers["Last-Event-ID"].ToString();
        var sentAt = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Limits.ViewAge, clock);
        do
        {
            var page = await read();
            if (page.IsRefused(out var refusal) && refusal.Code != RefusalCode.Busy)
                return;
            if (refusal is null && page.Answer.Version.ToString(CultureInfo.InvariantCulture) is var id && id != sent)
            {
                await WriteAsync(context.Response, page.Answer.Event, cancel);
                (sent, sentAt) = (id, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(sentAt) >= Limits.StreamKeepAlive)
            {
                await WriteAsync(context.Response, KeepAlive, cancel);
                sentAt = clock.GetTimestamp();
            }
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private static async ValueTask WriteAsync(HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await response.Body.WriteAsync(bytes, cancel);
        await response.Body.FlushAsync(cancel);
    }
}
