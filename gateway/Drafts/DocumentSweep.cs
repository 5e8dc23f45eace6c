using Evaluation.Documents;

namespace Evaluation.Gateway.Drafts;

/// <summary>Removes expired documents once an hour. Every gateway runs it, so an interrupted run is completed by a later one.</summary>
public sealed partial class DocumentSweep(IDocumentStore documents, TimeProvider clock, ILogger<DocumentSweep> log) : BackgroundService
{
    private static readonly DocumentKind[] Kinds = [DocumentKind.Draft, DocumentKind.Session, DocumentKind.Attempts];

    /// <summary>Removes all documents whose time is over and returns how many.</summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer. The rest is removed by the next call.</exception>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var all = 0;
        foreach (var kind in Kinds)
        {
            int removed;
            do
            {
                removed = await documents.RemoveExpiredAsync(kind, cancel);
                all += removed;
            }
            while (removed == Limits.DocumentsPerSweep);
        }
        return all;
    }

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
