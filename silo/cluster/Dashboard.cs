using Evaluation.Cluster.Engine;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Journal;
using Evaluation.Staff;
using Orleans.Dashboard;

namespace Evaluation.Cluster;

/// <summary>
/// Orleans' dashboard of silos and activations, under <see cref="Path"/> at every gateway, only for operators and administrators of all
/// rounds. It shows the cluster and no evaluation data: grain state and log traces are hidden.
/// </summary>
internal static class Dashboard
{
    public const string Path = "/cluster";

    /// <summary>On a silo: collects the figures.</summary>
    public static void AddFigures(this ISiloBuilder silo) => silo.AddDashboard(options => options.HideTrace = true);

    /// <summary>On a gateway without a silo: serves the pages through the gateway's connection to the silos.</summary>
    public static void AddDashboardPages(this IServiceCollection services, IConfiguration configuration)
    {
        new GatewayClient(services, configuration).AddDashboard(options => options.HideTrace = true);
        services.AddTransient(provider => provider.GetRequiredService<ISilos>().Factory ?? throw new JournalUnavailableException("No silo has been found yet."));
    }

    public static void MapDashboard(this WebApplication app) => app.AnswersHead().MapOrleansDashboard(Path)
        .RequireRole(Role.Operator, Role.Administrator)
        .AddEndpointFilter(async (invocation, next) =>
            invocation.HttpContext.Request.Path.StartsWithSegments(Path + "/GrainState", StringComparison.OrdinalIgnoreCase) ? TypedResults.NotFound() : await next(invocation))
        .ExcludeFromDescription();

    /// <summary>
    /// Adapts the gateway's services to Orleans' registration API, because the Orleans client itself is built outside the container until
    /// it finds a silo.
    /// </summary>
    private sealed class GatewayClient(IServiceCollection services, IConfiguration configuration) : IClientBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration => configuration;
    }
}
