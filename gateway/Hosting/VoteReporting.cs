using Evaluation.Workflows.Live;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// Runs the vote reporter of this process's ballot boxes for the life of the process. Its failures are logged, and the process continues.
/// </summary>
public sealed partial class VoteReporting(VoteReporter reporter, TimeProvider clock, ILogger<VoteReporting> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => reporter.RunAsync(clock, (round, failure) => LogFailure(log, failure, round), stoppingToken);

    [LoggerMessage(LogLevel.Error, "Live scores of round {Round} could not be updated; the update will be tried again")]
    private static partial void LogFailure(ILogger log, Exception failure, string round);
}
