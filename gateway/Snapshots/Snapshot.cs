using System.Text;

namespace Evaluation.Gateway.Snapshots;

/// <summary>
/// A state that many clients read, as bytes that all of them share: a JSON object, and the same as one server-sent event.
/// </summary>
public sealed class Snapshot
{
    private readonly byte[] _event;
    private readonly Range _body;
    private readonly Lazy<byte[]> _deflated;

    /// <param name="version">Greater than the version of every earlier snapshot of the same key.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="content">A JSON object without its version.</param>
    /// <param name="basis">The basis of the draft that the content was written from.</param>
    public Snapshot(long version, string name, byte[] content, object basis)
    {
        (Version, Content, Basis) = (version, content, basis);
        var head = Encoding.UTF8.GetBytes($"id: {version}\nevent: {name}\ndata: ");
        var opening = Encoding.UTF8.GetBytes($"{{\"version\":{version},");
        _event = [.. head, .. opening, .. content.AsSpan(1), .. "\n\n"u8];
        _body = head.Length..^2;
        _deflated = new(() => DeflateBlocks.Compress(_event));
    }

    public long Version { get; }

    /// <summary>The JSON object with its version.</summary>
    public ReadOnlyMemory<byte> Body => _event.AsMemory()[_body];

    /// <summary>The whole event, with its id.</summary>
    public ReadOnlyMemory<byte> Event => _event;

    /// <summary>The event as blocks of a compressed stream. Compressed once, for the first client that accepts deflate.</summary>
    public ReadOnlyMemory<byte> DeflatedEvent => _deflated.Value;

    internal byte[] Content { get; }

    /// <summary>A draft with an equal basis would have the same content.</summary>
    internal object Basis { get; }
}

/// <summary>The data of a snapshot that is not written yet.</summary>
/// <param name="Basis">Equal to the basis of an earlier draft exactly when the content would be the same.</param>
/// <param name="Write">Writes the JSON object.</param>
public sealed record SnapshotDraft(object Basis, Func<ValueTask<Outcome<byte[]>>> Write);
