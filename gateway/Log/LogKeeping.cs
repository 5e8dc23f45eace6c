namespace Evaluation.Gateway.Log;

/// <summary>Runs the keeper of the log for the life of a process. Its failures are logged, and it goes on.</summary>
public sealed partial class LogKeeping(LogKeeper keeper, TimeProvider clock, ILogger<LogKeeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.LogTick, clock);
        DateTimeOffset? told = null;
        do
        {
            try
            {
                await keeper.TickAsync(stoppingToken);
                told = null;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (told is { } at && clock.GetUtcNow() < at + Limits.OutageLogInterval)
                    continue;
                told = clock.GetUtcNow();
                LogFailure(log, failure, failure.Message);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The log of blocks could not be kept; it will be tried again: {Reason}")]
    private static partial void LogFailure(ILogger log, Exception failure, string reason);
}
