using System.Collections.Concurrent;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>
/// Writes the locks of accounts to the audit of the staff. The locks themselves are documents and hold without it. What the journal
/// refuses is tried again until it is written; only a process that ends before loses it, and its log has the lock.
/// </summary>
public sealed partial class LockAudit(IEngine engine, TimeProvider clock, ILogger<LockAudit> log) : BackgroundService
{
    private readonly ConcurrentQueue<RecordSignIn> _unwritten = new();

    /// <summary>Writes a lock. When the journal refuses it, it is queued.</summary>
    /// <param name="account">The account as its password was compared.</param>
    /// <param name="until">The end of the lock.</param>
    public async Task WriteAsync(StaffAccount account, DateTimeOffset until)
    {
        var record = new RecordSignIn(account.Name, account.PasswordHash, IsRight: false, clock.GetUtcNow(), until);
        if (await TryAsync(record) is not { } failure)
            return;
        if (_unwritten.Count >= Limits.UnwrittenLocks)
        {
            LogLost(log, account.Name, until, failure);
            return;
        }
        LogQueued(log, account.Name, until, failure);
        _unwritten.Enqueue(record);
    }

    /// <summary>Tries every queued lock once more.</summary>
    public async Task RetryAsync()
    {
        for (var left = _unwritten.Count; left > 0 && _unwritten.TryDequeue(out var record); left--)
            if (await TryAsync(record with { At = clock.GetUtcNow() }) is not null)
                _unwritten.Enqueue(record);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.LockAuditRetry, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RetryAsync();
    }

    /// <summary>The reason for which the lock is not written; null when it is, or when there is nothing to write any more.</summary>
    private async ValueTask<string?> TryAsync(RecordSignIn record)
    {
        try
        {
            var recorded = await engine.SendAsync(StaffGrain.Ref, record);
            // A wrong password is refused, also when it is recorded. The account may have been removed since.
            return recorded.IsRefused(out var refusal) && refusal.Code is not (RefusalCode.SignInRefused or RefusalCode.NoSuchStaff) ? refusal.Detail : null;
        }
        catch (Exception failure)
        {
            return failure.Message;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The lock of {Account} until {Until} could not be written to the audit and will be tried again: {Reason}")]
    private static partial void LogQueued(ILogger log, string account, DateTimeOffset until, string reason);

    [LoggerMessage(LogLevel.Error, "The lock of {Account} until {Until} is not in the audit, because too many locks are not written: {Reason}")]
    private static partial void LogLost(ILogger log, string account, DateTimeOffset until, string reason);
}
