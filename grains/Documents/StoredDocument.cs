namespace Evaluation.Documents;

/// <summary>A document as it is stored.</summary>
/// <param name="Version">1 for the first save, and one more with each save.</param>
/// <param name="SavedAt">When this version was saved, to the millisecond.</param>
/// <param name="SavedBy">The account that saved this version.</param>
/// <param name="KeptUntil">The document is gone from this instant on; null: it stays until it is removed.</param>
/// <param name="Content">Belongs to the store: do not change it.</param>
public sealed record StoredDocument(long Version, DateTimeOffset SavedAt, string SavedBy, DateTimeOffset? KeptUntil, ReadOnlyMemory<byte> Content);

/// <summary>A document of a list, without its content.</summary>
/// <param name="Bytes">The length of the content.</param>
public sealed record DocumentHead(DocumentId Id, long Version, DateTimeOffset SavedAt, string SavedBy, DateTimeOffset? KeptUntil, int Bytes);

/// <summary>A document to save.</summary>
/// <param name="Content">At most <see cref="Limits.DocumentBytes"/>. Must not change until the save is answered.</param>
/// <param name="SavedBy">The account that saves.</param>
/// <param name="KeptUntil">When the document goes by itself; null: it stays until it is removed.</param>
/// <param name="ExpectedVersion">The version that this save replaces: 0 where there is no document. Null: any.</param>
public sealed record DocumentSave(ReadOnlyMemory<byte> Content, string SavedBy, DateTimeOffset? KeptUntil = null, long? ExpectedVersion = null)
{
    /// <exception cref="ArgumentException">The content or the account's name is too long.</exception>
    public void ThrowIfTooLarge()
    {
        if (Content.Length > Limits.DocumentBytes)
            throw new ArgumentException($"A document has at most {Limits.DocumentBytes} bytes, not {Content.Length}.");
        if (SavedBy.Length > Limits.LabelCharacters)
            throw new ArgumentException($"The name of the account has at most {Limits.LabelCharacters} characters.");
    }
}

/// <summary>The result of a save.</summary>
/// <param name="IsSaved">False: a conflict. The expected version is not the stored one, and nothing was changed.</param>
/// <param name="Stored">The document as it is now stored. Null only in a conflict: there is no document any more.</param>
public readonly record struct SaveResult(bool IsSaved, StoredDocument? Stored);
