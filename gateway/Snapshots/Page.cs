using System.Text;

namespace Evaluation.Gateway.Snapshots;

/// <summary>What many look at, as bytes that all of them share: JSON by itself, and the same as one server-sent event.</summary>
public sealed class Page
{
    private readonly byte[] _event;
    private readonly Range _body;
    private readonly Lazy<byte[]> _deflated;

    /// <param name="version">A later page has a greater one.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="content">A JSON object without its version.</param>
    /// <param name="basis">What it was made of.</param>
    public Page(long version, string name, byte[] content, object basis)
    {
        (Version, Content, Basis) = (version, content, basis);
        var head = Encoding.UTF8.GetBytes($"id: {version}\nevent: {name}\ndata: ");
        var opening = Encoding.UTF8.GetBytes($"{{\"version\":{version},");
        _event = [.. head, .. opening, .. content.AsSpan(1), .. "\n\n"u8];
        _body = head.Length..^2;
        _deflated = new(() => Deflated.Piece(_event));
    }

    public long Version { get; }

    /// <summary>A JSON object, with its version.</summary>
    public ReadOnlyMemory<byte> Body => _event.AsMemory()[_body];

    /// <summary>The whole event, with its id.</summary>
    public ReadOnlyMemory<byte> Event => _event;

    /// <summary>The event as a piece of a compressed stream; made when the first who takes that listens.</summary>
    public ReadOnlyMemory<byte> DeflatedEvent => _deflated.Value;

    internal byte[] Content { get; }

    /// <summary>While this is the same, the page is still right and need not be made again.</summary>
    internal object Basis { get; }
}

/// <summary>What a page is to be made of.</summary>
/// <param name="Basis">Equal to that of an earlier page exactly when it would be the same page again.</param>
/// <param name="Write">Makes the JSON object.</param>
public sealed record PageDraft(object Basis, Func<ValueTask<Outcome<byte[]>>> Write);
