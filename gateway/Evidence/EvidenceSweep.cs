using System.Text.Json;
using Evaluation.Evidence;
using Evaluation.Journal;

namespace Evaluation.Gateway.Evidence;

/// <summary>
/// Removes files that no list names, at the start and then once an hour: of refused and interrupted filings, and of withdrawn items.
/// Several processes may do it at the same time.
/// </summary>
/// <remarks>
/// A file is removed only if it was last stored before the grace time, which is much longer than a filing takes, and only if nobody has
/// stored it again. A file that was listed once is looked up again when an item with its content was withdrawn, and by the daily sweep over
/// all files, because another process may have withdrawn the item and been killed.
/// </remarks>
public sealed partial class EvidenceSweep(IJournal journal, IEvidenceStore store, WithdrawnContents withdrawn, TimeProvider clock, ILogger<EvidenceSweep> log) : BackgroundService
{
    private DateTimeOffset _sweptBefore = DateTimeOffset.MinValue;
    private int _sweeps;

    /// <summary>Removes all orphans and returns how many.</summary>
    /// <exception cref="JournalUnavailableException">The journal did not answer. The rest is removed by the next call.</exception>
    /// <exception cref="EvidenceUnavailableException">The store did not answer. The rest is removed by the next call.</exception>
    /// <exception cref="InvalidDataException">A stream cannot be read. Nothing more is removed.</exception>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var removed = 0;
        var before = clock.GetUtcNow() - Limits.EvidenceOrphanGrace;
        var again = withdrawn.Take();
        try
        {
            await foreach (var orphan in EvidenceOrphans.FindAsync(journal, store, content => content.KeptAt >= _sweptBefore || again.Contains(content.Sha256), before))
            {
                cancel.ThrowIfCancellationRequested();
                removed += await store.RemoveAsync(orphan, cancel) ? 1 : 0;
            }
        }
        catch
        {
            withdrawn.Add(again);
            throw;
        }
        _sweptBefore = ++_sweeps % Limits.EvidenceSweepsToWhole == 0 ? DateTimeOffset.MinValue : before;
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.EvidenceSweep, clock);
        do
        {
            try
            {
                if (await SweepAsync(stoppingToken) is var removed and > 0)
                    LogRemoved(log, removed);
            }
            catch (Exception failure) when (failure is JournalUnavailableException or EvidenceUnavailableException or InvalidDataException or JsonException)
            {
                LogRetry(log, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Removed} evidence files without an item were removed")]
    private static partial void LogRemoved(ILogger log, int removed);

    [LoggerMessage(LogLevel.Warning, "Evidence files without an item could not be removed; the next attempt is in an hour: {Reason}")]
    private static partial void LogRetry(ILogger log, string reason);
}
