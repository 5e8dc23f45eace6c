using Evaluation.Gateway.Http.Problems;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Http.Health;

/// <summary>Liveness asks nothing of anybody; readiness asks whether the journal can write, and ends when the process is told to stop.</summary>
public static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/healthz", methods, () => TypedResults.Text("ok")).WithTags("Health").WithSummary("The process lives");
        app.MapMethods("/readyz", methods, ReadyAsync).WithTags("Health").WithSummary("The journal answers").Produces(StatusCodes.Status200OK).ProducesProblem(503);
    }

    private static async Task<IResult> ReadyAsync(IEngine engine, IHostApplicationLifetime life, CancellationToken cancel)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
            return Refusal.Busy.ToResult();
        await engine.CheckAsync(cancel);
        return TypedResults.Text("ready");
    }
}
