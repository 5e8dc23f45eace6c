using System.Collections.Concurrent;

namespace Evaluation.Evidence;

/// <summary>An evidence store in memory: the reference for the other stores, and the store of tests.</summary>
public sealed class MemoryEvidenceStore : IEvidenceStore
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public async ValueTask KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        if (await ContentHash.OfAsync(content, cancel) != sha256)
            throw new InvalidDataException("The hash of the content differs from the given hash.");
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        content.Position = 0;
        _files.TryAdd(sha256, bytes.ToArray());
    }

    public ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        return new(_files.TryGetValue(sha256, out var bytes) ? new MemoryStream(bytes, writable: false) : null);
    }
}
