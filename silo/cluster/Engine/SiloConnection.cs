namespace Evaluation.Cluster.Engine;

/// <summary>
/// The way of a gateway that is no silo itself. Silos are looked for in the background, as long as it takes: meanwhile the gateway serves
/// what it can and refuses the rest as busy. Once found, silos that go and come are followed by themselves.
/// </summary>
/// <param name="configure">Where silos are looked for.</param>
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
