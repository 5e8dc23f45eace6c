using Evaluation.Documents;
using Evaluation.Gateway.Drafts;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>Removes drafts that were never filed, such as sheets of inspectors, when their round is archived or cancelled.</summary>
public sealed class AssessmentDrafts(IDocumentStore documents, IEngine engine, TimeProvider clock, ILogger<AssessmentDrafts> log) : HourlySweep(clock, log)
{
    /// <summary>The first part of the keys of inspection sheets.</summary>
    internal const string Sheets = "sheet";

    /// <summary>
    /// The document of a draft: <c>{kind}/{round}/{unit}/{more}</c>. Rounds and units are slugs, so no two keys are equal.
    /// </summary>
    internal static DocumentId Id(string kind, string round, string unit, string more) => new(DocumentKind.Assessment, $"{kind}/{round}/{unit}/{more}");

    /// <inheritdoc/>
    public override async Task<int> SweepAsync(CancellationToken cancel)
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

    private async ValueTask<bool> HasEndedAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        return !view.IsRefused(out _) && view.Answer.State is RoundState.Archived or RoundState.Cancelled;
    }
}
