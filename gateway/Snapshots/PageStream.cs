using System.Globalization;

namespace Evaluation.Gateway.Snapshots;

/// <summary>
/// Sends the newest page whenever there is another, as soon as it is made. A listener that is slow misses the pages in between and
/// holds up nobody; one that comes back with the newest event's id hears the next change only.
/// </summary>
/// <param name="read">The newest page, as far as this listener may see it: asked anew each time, and a refusal ends the stream.</param>
/// <param name="nextIn">How long to wait for another.</param>
internal sealed class PageStream(Func<ValueTask<Outcome<Page>>> read, Func<TimeSpan> nextIn, TimeProvider clock, IHostApplicationLifetime life) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, life.ApplicationStopping);
        Meters.Listeners.Add(1);
        try
        {
            var writer = await EventWriter.StartAsync(httpContext, ends.Token);
            await SendAsync(writer, httpContext.Request.Headers["Last-Event-ID"].ToString(), ends.Token);
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

    /// <summary>Returns when the listener may not see any more.</summary>
    private async Task SendAsync(EventWriter writer, string known, CancellationToken cancel)
    {
        for (var sentAt = clock.GetTimestamp(); ; await Task.Delay(nextIn(), clock, cancel))
        {
            var page = await read();
            if (page.IsRefused(out var refusal) && refusal.Code != RefusalCode.Busy)
                return;
            if (refusal is null && page.Answer.Version.ToString(CultureInfo.InvariantCulture) is var id && id != known)
            {
                await writer.TellAsync(page.Answer, cancel);
                (known, sentAt) = (id, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(sentAt) >= Limits.StreamKeepAlive)
            {
                await writer.KeepAliveAsync(cancel);
                sentAt = clock.GetTimestamp();
            }
        }
    }
}
