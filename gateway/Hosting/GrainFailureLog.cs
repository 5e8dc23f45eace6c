using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// Logs failures of grains for an engine. A bug is logged at once with its stack trace; an outage, which makes every grain fail, as one
/// line at an interval.
/// </summary>
public sealed partial class GrainFailureLog(TimeProvider clock, ILogger log)
{
    private long _outageLoggedAt;

    public void Report(GrainId grain, Exception failure)
    {
        if (failure is JournalUnavailableException or KeyUnavailableException)
            ReportOutage(failure.Message);
        else
            LogFailure(log, grain, failure);
    }

    public void ReportOutage(string reason)
    {
        var (now, before) = (clock.GetTimestamp(), Interlocked.Read(ref _outageLoggedAt));
        if ((before == 0 || clock.GetElapsedTime(before, now) >= Limits.OutageLogInterval) && Interlocked.CompareExchange(ref _outageLoggedAt, now, before) == before)
            LogOutage(log, reason);
    }

    [LoggerMessage(LogLevel.Error, "Grain {Grain} failed to handle a request")]
    private static partial void LogFailure(ILogger log, GrainId grain, Exception failure);

    [LoggerMessage(LogLevel.Error, "Commands are being refused: {Reason}")]
    private static partial void LogOutage(ILogger log, string reason);
}
