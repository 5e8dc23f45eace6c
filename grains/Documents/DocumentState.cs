namespace Evaluation.Documents;

/// <summary>The row of a document and the rules for changing it, shared by all stores.</summary>
/// <param name="Version">The last saved version. It stays after the document is removed.</param>
/// <param name="SavedAt">The time of the last save.</param>
/// <param name="SavedBy">The account of the last save.</param>
/// <param name="KeptUntil">The time at which the document expires; null: never.</param>
/// <param name="Content">The content; null after the document was removed.</param>
public sealed record DocumentState(long Version, DateTimeOffset SavedAt, string SavedBy, DateTimeOffset? KeptUntil, ReadOnlyMemory<byte>? Content)
{
    /// <summary>The document at an instant; null when it was removed or its time is over.</summary>
    public StoredDocument? At(DateTimeOffset now) =>
        Content is { } content && !IsExpired(now) ? new(Version, SavedAt, SavedBy, KeptUntil, content) : null;

    public bool IsExpired(DateTimeOffset now) => Content is not null && KeptUntil is { } until && until <= now;

    /// <summary>Decides a save. Store the state if there is one, then answer with the result.</summary>
    public static (DocumentState? Next, SaveResult Result) Save(DocumentState? state, DocumentSave save, DateTimeOffset now)
    {
        var stored = state?.At(now);
        if (save.ExpectedVersion is { } expected && expected != (stored?.Version ?? 0))
            return (null, new(stored is not null && stored.SavedBy == save.SavedBy && stored.Content.Span.SequenceEqual(save.Content.Span), stored));
        var next = new DocumentState((state?.Version ?? 0) + 1, ToMilliseconds(now), save.SavedBy, ToMilliseconds(save.KeptUntil), save.Content);
        return (next, new(true, new(next.Version, next.SavedAt, next.SavedBy, next.KeptUntil, save.Content)));
    }

    /// <summary>The row after a removal, for a kind that keeps its version.</summary>
    public DocumentState Removed() => this with { SavedBy = "", KeptUntil = null, Content = null };

    private static DateTimeOffset ToMilliseconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static DateTimeOffset? ToMilliseconds(DateTimeOffset? instant) => instant is { } set ? ToMilliseconds(set) : null;
}
