using Evaluation.Cluster.Engine;
using Evaluation.Gateway.Hosting;
using Evaluation.Runtime;

namespace Evaluation.Cluster;

/// <summary>The command <c>break-glass</c>, as a gateway that serves nothing: see <see cref="BreakGlassCommand"/>. Silos must run.</summary>
internal static class ClusterBreakGlass
{
    public static async Task<int> RunAsync(string[] args, TextWriter to)
    {
        if (BreakGlassCommand.Read(args, to) is not { } command)
            return ExitCodes.Settings;
        await using var app = ClusterHost.Build(["--role", "gateway", "--urls", "http://127.0.0.1:0"]);
        var connection = app.Services.GetRequiredService<SiloConnection>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        await connection.StartAsync(CancellationToken.None);
        var by = clock.GetUtcNow() + ClusterLimits.BreakGlassWaits;
        while (connection.Factory is null && clock.GetUtcNow() < by)
            await Task.Delay(ClusterLimits.ReconnectAfter, clock);
        var code = await command.RunAsync(app.Services.GetRequiredService<IEngine>(), clock, to);
        await connection.StopAsync(CancellationToken.None);
        return code;
    }
}
