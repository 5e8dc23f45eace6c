using Evaluation.Documents;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>
/// Removes what was never filed, such as sheets of inspectors, when its round is archived or cancelled. Runs once an hour at every gateway,
/// so an interrupted run is completed by a later one.
/// </summary>
public sealed partial class AssessmentDrafts(IDocumentStore documents, IEngine engine, TimeProvider clock, ILogger<AssessmentDrafts> log) : BackgroundService
{
    /// <summary>The first part of the keys of inspection sheets.</summary>
    internal const string Sheets = "sheet";

    /// <summary>
    /// The document of a draft: <c>{kind}/{round}/{unit}/{more}</c>. Rounds and units are slugs, so no two keys are equal.
    /// </summary>
    internal static DocumentId Id(string kind, string round, string unit, string more) => new(DocumentKind.Assessment, $"{kind}/{round}/{unit}/{more}");

    /// <summary>Removes the drafts of all rounds that are archived or cancelled, and returns how many.</summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer. The rest is removed by the next call.</exception>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var ended = new Dictionary<string, bool>(StringComparer.Ordinal);
        var removed = 0;
        await foreach (var head in documents.ListAsync(DocumentKind.Assessment, "", cancel))
        {
            if (head.Id.Key.Split('/') is not [_, var round, _, ..])
                continue;
            if (!ended.TryGetValue(round, out var hasEnded))
                ended[round] = hasEnded = await HasEndedAsync(round);
            if (hasEnded && await documents.RemoveAsync(head.Id, cancel: cancel))
                removed++;
        }
        return removed;
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

    private async ValueTask<bool> HasEndedAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        return !view.IsRefused(out _) && view.Answer.State is RoundState.Archived or RoundState.Cancelled;
    }

    [LoggerMessage(LogLevel.Warning, "Drafts of archived rounds could not be removed; the next attempt is in an hour: {Reason}")]
    private static partial void LogRetry(ILogger log, string reason);
}
