using System.Runtime.CompilerServices;

namespace Evaluation.Evidence;

/// <summary>An evidence store in memory: the reference for the other stores, and the store of tests.</summary>
/// <param name="clock">The clock of the store; null for one that advances with every content.</param>
public sealed class MemoryEvidenceStore(TimeProvider? clock = null) : IEvidenceStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (byte[] Bytes, DateTimeOffset KeptAt)> _files = new(StringComparer.Ordinal);
    private DateTimeOffset _last = DateTimeOffset.UnixEpoch;

    public async ValueTask<KeptContent> KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        if (await ContentHash.OfAsync(content, cancel) != sha256)
            throw new InvalidDataException("The hash of the content differs from the given hash.");
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        content.Position = 0;
        lock (_gate)
        {
            var next = _last.AddTicks(1);
            _last = clock?.GetUtcNow() is { } now && now > next ? now : next;
            var isNew = !_files.ContainsKey(sha256);
            _files[sha256] = (bytes.ToArray(), _last);
            return new(sha256, _last, isNew);
        }
    }

    public ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        lock (_gate)
            return new(_files.TryGetValue(sha256, out var file) ? new MemoryStream(file.Bytes, writable: false) : null);
    }

    public async IAsyncEnumerable<KeptContent> ListAsync(DateTimeOffset keptBefore, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        KeptContent[] kept;
        lock (_gate)
            kept = [.. _files.Where(file => file.Value.KeptAt < keptBefore).Select(file => new KeptContent(file.Key, file.Value.KeptAt))];
        foreach (var content in kept)
            yield return content;
        await ValueTask.CompletedTask;
    }

    public ValueTask<bool> RemoveAsync(KeptContent content, CancellationToken cancel = default)
    {
        lock (_gate)
            return new(_files.TryGetValue(content.Sha256, out var file) && file.KeptAt == content.KeptAt && _files.Remove(content.Sha256));
    }
}
