namespace Evaluation.Evidence;

/// <summary>Stores files of evidence by their content. The journal records which unit filed which file.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>A file is stored completely or not at all, and durable before <see cref="KeepAsync"/> returns. It is never changed.</item>
/// <item>The same content is stored once, even if it is filed several times or at the same time.</item>
/// <item>A file that no unit's list names is an orphan: its filing was refused or interrupted. It is removed only if nobody has stored the
/// same content since.</item>
/// </list>
/// </remarks>
public interface IEvidenceStore
{
    /// <summary>
    /// Reserves space on the disk for a file that is received and stored, until the answer is disposed of; null for a store that does not
    /// know its disk.
    /// </summary>
    /// <param name="bytes">The size of the file at the most.</param>
    /// <exception cref="EvidenceUnavailableException">
    /// The store is full, or has only the reserve left that the journal needs to go on.
    /// </exception>
    IDisposable? TakeRoom(long bytes) => null;

    /// <summary>Stores a file. A failed call may be repeated.</summary>
    /// <param name="sha256">The hash of the content: 64 lower-case hexadecimal digits.</param>
    /// <param name="content">Read from the first byte to the last, possibly more than once. Stays open, at its first byte.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="EvidenceUnavailableException">The file was not stored, or the outcome is unknown.</exception>
    /// <exception cref="InvalidDataException">
    /// The hash of the content differs from <paramref name="sha256"/>. Nothing was stored.
    /// </exception>
    ValueTask<KeptContent> KeepAsync(string sha256, Stream content, CancellationToken cancel = default);

    /// <summary>All contents that were last stored before this time, in no particular order.</summary>
    /// <exception cref="EvidenceUnavailableException">The store did not answer.</exception>
    IAsyncEnumerable<KeptContent> ListAsync(DateTimeOffset keptBefore, CancellationToken cancel = default);

    /// <summary>Removes a content, unless it was stored again after <see cref="KeptContent.KeptAt"/>. A failed call may be repeated.</summary>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="EvidenceUnavailableException">The store did not answer.</exception>
    ValueTask<bool> RemoveAsync(KeptContent content, CancellationToken cancel = default);

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
