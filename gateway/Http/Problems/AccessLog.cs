using System.Collections.Concurrent;

namespace Evaluation.Gateway.Http.Problems;

/// <summary>
/// Logs access of staff that was refused: a wrong password, an unknown key, an act without the role. One line for each reason and account
/// at an interval, because anybody can cause refusals; the next line has their number. Lines have no address and nothing that was typed.
/// Calls of voters are never logged.
/// </summary>
internal sealed partial class AccessLog(TimeProvider clock, ILogger<AccessLog> log)
{
    private readonly ConcurrentDictionary<(RefusalCode Code, string Account), Refusals> _refusals = new();

    /// <param name="code">The reason.</param>
    /// <param name="account">The name of an account that exists; null: nobody knows whose attempt it was.</param>
    public void Refused(RefusalCode code, string? account)
    {
        var refusals = _refusals.GetOrAdd((code, account ?? ""), _ => new());
        if (refusals.Add(clock) is var count and > 0)
            LogRefused(log, count, code, account ?? "somebody unknown");
    }

    [LoggerMessage(LogLevel.Information, "Access was refused {Count} times with {Code} to {Account}")]
    private static partial void LogRefused(ILogger log, int count, RefusalCode code, string account);

    /// <summary>Refusals of one kind that are not logged yet.</summary>
    private sealed class Refusals
    {
        private readonly Lock _lock = new();
        private long? _loggedAt;
        private int _count;

        /// <returns>The number to log now; 0: it is not time yet.</returns>
        public int Add(TimeProvider clock)
        {
            lock (_lock)
            {
                _count++;
                var now = clock.GetTimestamp();
                if (_loggedAt is { } before && clock.GetElapsedTime(before, now) < Limits.OutageLogInterval)
                    return 0;
                _loggedAt = now;
                (var count, _count) = (_count, 0);
                return count;
            }
        }
    }
}
