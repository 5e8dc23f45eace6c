using System.Globalization;
using System.Reflection;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Snapshots;

/// <summary>
/// Sends each new snapshot as a server-sent event, as soon as it is made. A slow client misses snapshots in between and delays nobody else.
/// A client that reconnects with the id of the newest event receives the next change only.
/// </summary>
/// <param name="read">
/// Reads the newest snapshot. Called anew each time, because what the client may see can change; a refusal other than busy ends the stream.
/// </param>
/// <param name="nextIn">The time until the next reading.</param>
internal sealed class SnapshotStream(Func<ValueTask<Outcome<Snapshot>>> read, Func<TimeSpan> nextIn, TimeProvider clock, IHostApplicationLifetime life)
    : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/event-stream"]));
        builder.Metadata.Add(new RefusedWith(RefusalCode.TooManyListeners));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            EventWriter.WriteHeaders(httpContext);
            return;
        }
        using var place = httpContext.RequestServices.GetRequiredService<ListenerLimiter>().Acquire(httpContext.Connection.RemoteIpAddress);
        if (!place.IsAcquired)
        {
            await ListenerLimiter.TooMany.ToResult().ExecuteAsync(httpContext);
            return;
        }
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, life.ApplicationStopping);
        Meters.Listeners.Add(1);
        try
        {
            // Authenticates now, because it is not possible after the response has started, and later reads need the caller's account.
            await httpContext.AuthenticateAsync(Schemes.Staff);
            var writer = await EventWriter.StartAsync(httpContext, ends.Token);
            await SendAsync(writer, httpContext.Request.Headers["Last-Event-ID"].ToString(), ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The client disconnected, or the host stops.
        }
        finally
        {
            Meters.Listeners.Add(-1);
        }
    }

    /// <summary>Returns when the client may not see the snapshots any more.</summary>
    private async Task SendAsync(EventWriter writer, string known, CancellationToken cancel)
    {
        for (var sentAt = clock.GetTimestamp(); ; await Task.Delay(nextIn(), clock, cancel))
        {
            var snapshot = await read();
            if (snapshot.IsRefused(out var refusal) && refusal.Code != RefusalCode.Busy)
                return;
            if (refusal is null && snapshot.Answer.Version.ToString(CultureInfo.InvariantCulture) is var id && id != known)
            {
                await writer.SendAsync(snapshot.Answer, cancel);
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
