using Evaluation.Journal;

namespace Evaluation.Gateway.Hosting;

/// <summary>What an engine says of grains that failed: a bug at once and in full, an outage, which concerns every grain and every turn, once in a while and in a line.</summary>
public sealed partial class TroubleLog(TimeProvider clock, ILogger log)
{
    private long _outageLoggedAt;

    public void Report(GrainId grain, Exception failure)
    {
        if (failure is JournalUnavailableException)
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

    [LoggerMessage(LogLevel.Error, "Grain {Grain} could not carry out what it was asked")]
    private static partial void LogFailure(ILogger log, GrainId grain, Exception failure);

    [LoggerMessage(LogLevel.Error, "Commands are being refused: {Reason}")]
    private static partial void LogOutage(ILogger log, string reason);
}
