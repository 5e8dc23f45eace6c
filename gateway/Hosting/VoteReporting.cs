using Evaluation.Workflows.Live;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// Runs the vote reporter of this process's ballot boxes for the life of the process. Its failures are logged, and the process continues.
/// </summary>
public sealed partial class VoteReporting(VoteReporter reporter, TimeProvider clock, ILogger<VoteReporting> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => reporter.RunAsync(clock, failure => LogFailure(log, failure), stoppingToken);

    [LoggerMessage(LogLevel.Error, "Live scores could not be updated; the update will be tried again")]
    private static partial void LogFailure(ILogger log, Exception failure);
}
