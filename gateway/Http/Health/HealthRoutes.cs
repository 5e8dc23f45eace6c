using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Http.Health;

/// <summary>
/// Liveness checks nothing else than the process. Readiness checks that the journal can write and that the store of keys answers, and ends
/// when the process stops.
/// </summary>
public static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok")).WithTags("Health").WithSummary("The process lives");
        app.MapGet("/readyz", ReadyAsync).WithTags("Health").WithSummary("The journal and the store of keys answer")
            .Produces(StatusCodes.Status200OK).Refuses(RefusalCode.Busy);
    }

    private static async Task<Results<ContentHttpResult, RefusalResult>> ReadyAsync(IEngine engine, IKeyStore keys, IHostApplicationLifetime life, CancellationToken cancel)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
            return Refusal.Busy.ToResult();
        await engine.CheckAsync(cancel);
        await keys.CheckAsync(cancel);
        return TypedResults.Text("ready");
    }
}
