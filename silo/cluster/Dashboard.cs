using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Wire;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
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

    private static readonly string[] SiloPages = ["/HistoricalStats", "/SiloProperties", "/SiloMetadata", "/SiloStats", "/SiloCounters"];

    private static readonly Refusal Nothing = new(RefusalCode.NotFound, "The cluster has no such silo or page.");

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
        .AddEndpointFilter(AnswerAsync)
        .ExcludeFromDescription();

    /// <summary>
    /// Refuses what the dashboard would answer with a fault: the figures of a silo that does not exist, and any call while no silo answers.
    /// </summary>
    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var request = invocation.HttpContext.Request;
        if (request.Path.StartsWithSegments(Path + "/GrainState", StringComparison.OrdinalIgnoreCase))
            return Nothing.ToResult();
        try
        {
            var silo = request.RouteValues.GetValueOrDefault("address") ?? request.RouteValues.GetValueOrDefault("path");
            return silo is string address && IsOfSilo(request) && !await IsSiloAsync(address, invocation.HttpContext.RequestServices)
                ? Nothing.ToResult()
                : await next(invocation);
        }
        catch (Exception failure) when (CallFailure.IsTransient(failure) && !invocation.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Refusal.Busy.ToResult();
        }
    }

    private static bool IsOfSilo(HttpRequest request) => SiloPages.Any(page => request.Path.StartsWithSegments(Path + page, StringComparison.OrdinalIgnoreCase));

    private static async ValueTask<bool> IsSiloAsync(string address, IServiceProvider services) =>
        SiloAddress.TryParse(address, out var silo)
        && (await services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).ContainsKey(silo);

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
