using Evaluation.Documents;

namespace Evaluation.Gateway.Drafts;

/// <summary>Removes documents whose time is over.</summary>
public sealed class DocumentSweep(IDocumentStore documents, TimeProvider clock, ILogger<DocumentSweep> log) : HourlySweep(clock, log)
{
    private static readonly DocumentKind[] Kinds = [DocumentKind.Draft, DocumentKind.Session, DocumentKind.Attempts];

    /// <inheritdoc/>
    public override async Task<int> SweepAsync(CancellationToken cancel)
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
}
