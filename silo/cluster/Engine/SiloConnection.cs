namespace Evaluation.Cluster.Engine;

/// <summary>
/// The connection of a gateway that is not a silo. It looks for silos in the background until it finds one; meanwhile the gateway serves
/// what needs no silo and refuses the rest as busy. After that, Orleans follows the changes of silos.
/// </summary>
/// <param name="configure">Sets where silos are found.</param>
internal sealed partial class SiloConnection(Action<IClientBuilder> configure, ILoggerFactory logs, TimeProvider clock) : BackgroundService, ISilos
{
    private readonly ILogger _log = logs.CreateLogger<SiloConnection>();
    private volatile IClusterClient? _client;

    public IGrainFactory? Factory => _client;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var host = await ConnectAsync(stoppingToken);
        _client = host.Services.GetRequiredService<IClusterClient>();
        var stopping = new TaskCompletionSource();
        await using (stoppingToken.Register(stopping.SetResult))
            await stopping.Task;
        _client = null;
        await host.StopAsync(CancellationToken.None);
    }

    private async Task<IHost> ConnectAsync(CancellationToken stop)
    {
        while (true)
        {
            var host = Build();
            try
            {
                await host.StartAsync(stop);
                return host;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                LogNotFound(_log, failure.Message);
                host.Dispose();
            }
            await Task.Delay(ClusterLimits.ReconnectAfter, clock, stop);
        }
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(logs);
        builder.UseOrleansClient(configure);
        return builder.Build();
    }

    [LoggerMessage(LogLevel.Warning, "No silo has been found yet: {Reason}")]
    private static partial void LogNotFound(ILogger log, string reason);
}
