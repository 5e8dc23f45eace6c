using Evaluation.Workflows.Live;

namespace Evaluation.Gateway.Hosting;

/// <summary>Lets the reporter of this process's boxes run as long as the process does. What goes wrong in it is logged and stops nothing.</summary>
public sealed partial class Reporting(VoteReporter reporter, TimeProvider clock, ILogger<Reporting> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => reporter.RunAsync(clock, failure => LogFailure(log, failure), stoppingToken);

    [LoggerMessage(LogLevel.Error, "Live scores could not be brought up to date; they are tried again")]
    private static partial void LogFailure(ILogger log, Exception failure);
}
