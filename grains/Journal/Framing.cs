namespace Evaluation.Journal;

/// <summary>
/// Entry format 3: the number of the inner format, then every event with its length in front. Numbers are in 7-bit groups, lowest first,
/// in as few bytes as possible, so that one list of events has one payload.
/// </summary>
/// <remarks>
/// An event is what a grain writes in its inner format, for JSON without a line end. The chain of such an entry covers the events one by
/// one (<see cref="Chain"/>), so that one event can be proved without the others.
/// </remarks>
public static class Framing
{
    public const int Format = 3;

    /// <summary>The inner format of grains that write JSON; entries of this format have one event a line.</summary>
    public const int JsonLinesFormat = 1;

    /// <summary>The entry in its inner format, as it would have been before format 3. Other entries are returned as they are.</summary>
    /// <exception cref="JournalBrokenException">The payload is not made of whole events.</exception>
    public static JournalEntry Unframed(this JournalEntry entry)
    {
        if (entry.Format != Format)
            return entry;
        var frames = new EventFrames(entry);
        var payload = new byte[entry.Payload.Length];
        var length = 0;
        while (frames.Next(out var happened))
        {
            // An event takes at least one byte for its length, and a line end takes one.
            happened.CopyTo(payload.AsSpan(length));
            length += happened.Length;
            if (frames.InnerFormat == JsonLinesFormat)
                payload[length++] = (byte)'\n';
        }
        return entry with { Format = frames.InnerFormat, Payload = payload.AsMemory(0, length) };
    }

    /// <summary>The bytes of every event of an entry of format 3.</summary>
    /// <exception cref="JournalBrokenException">The payload is not made of whole events, or the entry has another format.</exception>
    public static List<byte[]> Events(JournalEntry entry)
    {
        var frames = new EventFrames(entry);
        List<byte[]> events = [];
        while (frames.Next(out var happened))
            events.Add(happened.ToArray());
        return events;
    }
}

/// <summary>Reads the events of an entry of format 3 one after the other.</summary>
internal ref struct EventFrames
{
    private readonly string _stream;
    private readonly long _version;
    private readonly int _eventCount;
    private ReadOnlySpan<byte> _rest;
    private int _read;

    public EventFrames(JournalEntry entry)
        : this(entry.Stream, entry.FirstVersion, entry.EventCount, entry.Payload.Span)
    {
        if (entry.Format != Framing.Format)
            throw Broken($"the entry has format {entry.Format}, not {Framing.Format}");
    }

    /// <exception cref="JournalBrokenException">The payload has no inner format.</exception>
    public EventFrames(string stream, long version, int eventCount, ReadOnlySpan<byte> payload)
    {
        (_stream, _version, _eventCount) = (stream, version, eventCount);
        _rest = payload;
        InnerFormat = Number();
    }

    public int InnerFormat { get; }

    /// <summary>Reads the next event; false at the end.</summary>
    /// <exception cref="JournalBrokenException">The event is not whole, or the entry says that it holds another number of events.</exception>
    public bool Next(out ReadOnlySpan<byte> happened)
    {
        happened = default;
        if (_rest.IsEmpty)
            return _read == _eventCount ? false : throw Broken($"the entry holds {_read} events and says {_eventCount}");
        var length = Number();
        if (length > _rest.Length)
            throw Broken("the last event of the entry is not whole");
        if (_read++ >= _eventCount)
            throw Broken($"the entry holds more than the {_eventCount} events that it says");
        happened = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    private int Number()
    {
        var (value, shift) = (0, 0);
        for (var at = 0; at < _rest.Length && shift < 31; at++, shift += 7)
        {
            var group = _rest[at];
            value |= (group & 0x7F) << shift;
            if (group >= 0x80)
                continue;
            if (value < 0 || (group == 0 && at > 0) || (shift == 28 && group > 7))
                break;
            _rest = _rest[(at + 1)..];
            return value;
        }
        throw Broken("the entry has a number that is not written as it must be");
    }

    private readonly JournalBrokenException Broken(string what) => new(_stream, _version, what);
}
