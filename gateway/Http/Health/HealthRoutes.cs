using Evaluation.Gateway.Http.Problems;
using Evaluation.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Http.Health;

/// <summary>
/// Liveness checks nothing else than the process. Readiness checks that the journal can write, and ends when the process stops.
/// </summary>
public static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok")).WithTags("Health").WithSummary("The process lives");
        app.MapGet("/readyz", ReadyAsync).WithTags("Health").WithSummary("The journal answers")
            .Produces(StatusCodes.Status200OK).Refuses(RefusalCode.Busy);
    }

    private static async Task<Results<ContentHttpResult, RefusalResult>> ReadyAsync(IEngine engine, IHostApplicationLifetime life, CancellationToken cancel)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
            return Refusal.Busy.ToResult();
        await engine.CheckAsync(cancel);
        return TypedResults.Text("ready");
    }
}
