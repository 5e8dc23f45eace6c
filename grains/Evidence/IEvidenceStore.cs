namespace Evaluation.Evidence;

/// <summary>Where the files of evidence are kept, by their content. Which unit filed what stands in the journal.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>A file is kept whole or not at all, and durable before <see cref="KeepAsync"/> returns. It is never changed or removed.</item>
/// <item>The same content is one file, however often, by whomever and at whatever moment it is kept.</item>
/// <item>A file that nobody's list names is no harm: somebody began to file it and was refused or interrupted.</item>
/// </list>
/// </remarks>
public interface IEvidenceStore
{
    /// <summary>Keeps a file. What failed may be done again.</summary>
    /// <param name="sha256">Of the content: 64 lower-case hexadecimal digits.</param>
    /// <param name="content">Read from its first byte to its last, which may take more than one attempt; stays open, at its first byte.</param>
    /// <exception cref="EvidenceUnavailableException">It was not kept, or nobody knows.</exception>
    /// <exception cref="InvalidDataException">The content has another hash than <paramref name="sha256"/>: nothing was kept.</exception>
    ValueTask KeepAsync(string sha256, Stream content, CancellationToken cancel = default);

    /// <summary>The file with this content from its first byte, or null when there is none. Does not check that it still has this hash; see <see cref="CheckedStream"/>.</summary>
    /// <exception cref="EvidenceUnavailableException">The store did not answer; while reading too.</exception>
    ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default);
}

/// <summary>The store could not do what was asked, or cannot say whether it did.</summary>
public sealed class EvidenceUnavailableException(string message, Exception? inner = null, bool full = false) : Exception(message, inner)
{
    /// <summary>The storage is full; nothing of the file was kept.</summary>
    public bool StorageFull { get; } = full;
}
