using Evaluation.Documents;

namespace Evaluation.Cluster.Documents;

/// <summary>A document's grain. Its key is the kind, a slash and the document's key.</summary>
internal interface IDocumentGrain : IGrainWithStringKey
{
    ValueTask<DocumentReply> ReadAsync(DateTimeOffset now);

    ValueTask<DocumentReply> SaveAsync(SaveRequest request);

    /// <summary>Removes the document, whatever its version, or only this version of it.</summary>
    ValueTask<DocumentReply> RemoveAsync(long? version, DateTimeOffset now, bool keepsVersion);

    /// <summary>Removes the document if its time is over.</summary>
    ValueTask<DocumentReply> RemoveExpiredAsync(DateTimeOffset now, bool keepsVersion);
}

/// <summary>A document to save, with the sender's time.</summary>
[GenerateSerializer, Immutable]
internal sealed record SaveRequest(
    [property: Id(0)] byte[] Content,
    [property: Id(1)] string SavedBy,
    [property: Id(2)] DateTimeOffset? KeptUntil,
    [property: Id(3)] long? ExpectedVersion,
    [property: Id(4)] DateTimeOffset Now)
{
    public DocumentSave Save => new(Content, SavedBy, KeptUntil, ExpectedVersion);
}

/// <summary>The answer of a document's grain.</summary>
/// <param name="IsDone">Whether the save or the removal took place.</param>
/// <param name="Stored">The stored document after that; null when there is none.</param>
/// <param name="Failure">Set when the database failed: the outcome is unknown.</param>
/// <param name="IsFull">Whether the failure is a full disk.</param>
[GenerateSerializer, Immutable]
internal sealed record DocumentReply([property: Id(0)] bool IsDone, [property: Id(1)] StoredRow? Stored = null, [property: Id(2)] string? Failure = null, [property: Id(3)] bool IsFull = false);

/// <summary>A stored document between a silo and a gateway.</summary>
[GenerateSerializer, Immutable]
internal sealed record StoredRow(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset SavedAt,
    [property: Id(2)] string SavedBy,
    [property: Id(3)] DateTimeOffset? KeptUntil,
    [property: Id(4)] byte[] Content)
{
    public StoredDocument Document => new(Version, SavedAt, SavedBy, KeptUntil, Content);

    public static StoredRow? Of(StoredDocument? stored) =>
        stored is null ? null : new(stored.Version, stored.SavedAt, stored.SavedBy, stored.KeptUntil, stored.Content.ToArray());
}
