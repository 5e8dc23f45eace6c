using Evaluation.Documents;

namespace Evaluation.Gateway.Drafts;

/// <summary>Removes expired documents once an hour. Every gateway runs it, so an interrupted run is completed by a later one.</summary>
public abstract partial class HourlySweep(TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>Removes the documents and returns how many.</summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer. The rest is removed by the next call.</exception>
    public abstract Task<int> SweepAsync(CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.DocumentSweep, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (DocumentsUnavailableException failure)
            {
                LogRetry(log, failure.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Expired documents could not be removed; the next attempt is in an hour: {Reason}")]
    private static partial void LogRetry(ILogger log, string reason);
}
