using Evaluation.Cluster.Engine;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Journal;
using Evaluation.Staff;
using Orleans.Dashboard;

namespace Evaluation.Cluster;

/// <summary>
/// Orleans' own pages on silos and activations, at every gateway under <see cref="Path"/>, for operators and administrators of all rounds and nobody else.
/// They show the cluster and no evaluation data: neither what grains hold nor what processes log.
/// </summary>
internal static class Dashboard
{
    public const string Path = "/cluster";

    /// <summary>On a silo: what there is to show.</summary>
    public static void AddFigures(this ISiloBuilder silo) => silo.AddDashboard(options => options.HideTrace = true);

    /// <summary>On a gateway that is no silo: the pages, over the way to the silos that its commands take.</summary>
    public static void AddDashboardPages(this IServiceCollection services, IConfiguration configuration)
    {
        new GatewayClient(services, configuration).AddDashboard(options => options.HideTrace = true);
        services.AddTransient(provider => provider.GetRequiredService<ISilos>().Factory ?? throw new JournalUnavailableException("No silo has been found yet."));
    }

    public static void MapDashboard(this WebApplication app) => app.MapOrleansDashboard(Path)
        .RequireRole(Role.Operator, Role.Administrator)
        .AddEndpointFilter(async (invocation, next) =>
            invocation.HttpContext.Request.Path.StartsWithSegments(Path + "/GrainState", StringComparison.OrdinalIgnoreCase) ? TypedResults.NotFound() : await next(invocation))
        .ExcludeFromDescription();

    /// <summary>The gateway's services as Orleans' registrations want them: its client is built apart, again and again until it finds a silo.</summary>
    private sealed class GatewayClient(IServiceCollection services, IConfiguration configuration) : IClientBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration => configuration;
    }
}
