using Evaluation.Documents;

namespace Evaluation.Cluster.Documents;

/// <summary>The persistent state of a document's grain. Orleans makes an empty one where the database has no row.</summary>
internal sealed class DocumentRow
{
    /// <summary>Null when the document was never saved, or was removed without a trace.</summary>
    public DocumentState? State { get; set; }
}
