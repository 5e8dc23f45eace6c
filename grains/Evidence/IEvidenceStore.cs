namespace Evaluation.Evidence;

/// <summary>Stores files of evidence by their content. The journal records which unit filed which file.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>A file is stored completely or not at all, and durable before <see cref="KeepAsync"/> returns. It is never changed or
/// removed.</item>
/// <item>The same content is stored once, even if it is filed several times or at the same time.</item>
/// <item>A file that no unit's list names does no harm. It remains when a filing was refused or interrupted.</item>
/// </list>
/// </remarks>
public interface IEvidenceStore
{
    /// <summary>Stores a file. A failed call may be repeated.</summary>
    /// <param name="sha256">The hash of the content: 64 lower-case hexadecimal digits.</param>
    /// <param name="content">Read from the first byte to the last, possibly more than once. Stays open, at its first byte.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="EvidenceUnavailableException">The file was not stored, or the outcome is unknown.</exception>
    /// <exception cref="InvalidDataException">
    /// The hash of the content differs from <paramref name="sha256"/>. Nothing was stored.
    /// </exception>
    ValueTask KeepAsync(string sha256, Stream content, CancellationToken cancel = default);

    /// <summary>
    /// Opens the file with this content at its first byte; null when there is none. Does not verify the hash; see
    /// <see cref="CheckedStream"/>.
    /// </summary>
    /// <exception cref="EvidenceUnavailableException">The store did not answer. Reading the stream may throw it too.</exception>
    ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default);
}

/// <summary>The store could not carry out the call, or does not know whether it did.</summary>
public sealed class EvidenceUnavailableException(string message, Exception? inner = null, bool full = false) : Exception(message, inner)
{
    /// <summary>Whether the storage is full. Nothing of the file was stored.</summary>
    public bool StorageFull { get; } = full;
}
