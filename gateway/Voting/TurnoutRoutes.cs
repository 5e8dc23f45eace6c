using System.Text;
using Evaluation.Gateway.Problems;
using Evaluation.Gateway.Staff;
using Evaluation.Rounds;
using Evaluation.Seam;
using Evaluation.Staff;

namespace Evaluation.Gateway.Voting;

/// <summary>Live turnout: to everybody once the round has left draft, to its staff before.</summary>
internal static class TurnoutRoutes
{
    public static void MapTurnout(this IEndpointRouteBuilder api)
    {
        var turnout = api.MapGroup("/rounds/{round}/turnout").WithTags("Voting");
        turnout.MapGet("", ReadAsync).WithSummary("Roll, issued and voted by group").Produces<Turnout>().ProducesProblem(404);
        turnout.MapGet("/stream", StreamAsync).WithSummary("The same as server-sent events: the newest state, at most four a second").Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(404);
    }

    private static async Task<IResult> ReadAsync(string round, HttpContext context, TurnoutBoard board, Access access)
    {
        var page = await FindAsync(round, context, board, access);
        return page.ToResult(found =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(found.Body, "application/json; charset=utf-8");
        });
    }

    private static async Task<IResult> StreamAsync(string round, HttpContext context, TurnoutBoard board, Access access, TimeProvider clock, IHostApplicationLifetime life)
    {
        var page = await FindAsync(round, context, board, access);
        return page.ToResult(_ => new TurnoutStream(round, board, clock, life));
    }

    private static async ValueTask<Outcome<TurnoutPage>> FindAsync(string round, HttpContext context, TurnoutBoard board, Access access)
    {
        var page = await board.GetAsync(round);
        if (page.IsRefused(out _) || page.Answer.Round.State != RoundState.Draft)
            return page;
        var caller = await access.DemandAsync(context, round, Role.Administrator, Role.Auditor, Role.Reviewer);
        return caller.IsRefused(out var refusal) ? refusal : page;
    }
}

/// <summary>Sends the newest turnout whenever it has changed. A listener that comes back with the newest event's id hears the next change only.</summary>
internal sealed class TurnoutStream(string round, TurnoutBoard board, TimeProvider clock, IHostApplicationLifetime life) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, life.ApplicationStopping);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var sent = httpContext.Request.Headers["Last-Event-ID"].ToString();
        var sentAt = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Limits.ViewAge, clock);
        Meters.Listeners.Add(1);
        try
        {
            // A listener that knows the newest state is answered too, and not first when there is something to tell.
            await response.StartAsync(ends.Token);
            await response.Body.FlushAsync(ends.Token);
            do
            {
                var page = await board.GetAsync(round);
                if (!page.IsRefused(out _) && page.Answer.Tag is var id && id != sent)
                {
                    await WriteAsync(response, $"id: {id}\nevent: turnout\ndata: ", page.Answer.Body, "\n\n", ends.Token);
                    (sent, sentAt) = (id, clock.GetTimestamp());
                }
                else if (clock.GetElapsedTime(sentAt) >= Limits.StreamKeepAlive)
                {
                    await WriteAsync(response, ": still here\n\n", [], "", ends.Token);
                    sentAt = clock.GetTimestamp();
                }
            }
            while (await timer.WaitForNextTickAsync(ends.Token));
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

    private static async Task WriteAsync(HttpResponse response, string head, byte[] body, string tail, CancellationToken cancel)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(head), cancel);
        await response.Body.WriteAsync(body, cancel);
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(tail), cancel);
        await response.Body.FlushAsync(cancel);
    }
}
