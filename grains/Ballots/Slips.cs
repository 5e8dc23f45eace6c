using System.Buffers.Binary;

namespace Evaluation.Ballots;

/// <summary>
/// The compact form of slips, one after the other. Each slip has two bytes with the unit's index (the highest bit says that a comment
/// follows), the marks in four bits each, the first criterion lowest, then two bytes with the comment's length, and the comment in UTF-8.
/// </summary>
/// <remarks>Created once on the request's thread and then used unchanged in the event, the journal and the box.</remarks>
public static class Slips
{
    private const ushort CommentFlag = 0x8000;

    public static int MarkBytes(int criteria) => (criteria + 1) / 2;

    public static int Size(int criteria, int commentBytes) => 2 + MarkBytes(criteria) + (commentBytes > 0 ? 2 + commentBytes : 0);

    /// <summary>Writes one slip and returns its length in bytes.</summary>
    public static int Write(Span<byte> to, int unit, ulong marks, int criteria, ReadOnlySpan<byte> comment)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)(unit | (comment.IsEmpty ? 0 : CommentFlag)));
        var at = 2;
        for (var i = 0; i < MarkBytes(criteria); i++)
            to[at++] = (byte)(marks >> (8 * i));
        if (comment.IsEmpty)
            return at;
        BinaryPrimitives.WriteUInt16LittleEndian(to[at..], (ushort)comment.Length);
        comment.CopyTo(to[(at + 2)..]);
        return at + 2 + comment.Length;
    }

    /// <summary>Whether no slip is cut off, so that the slips can be enumerated.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> slips, int criteria)
    {
        for (int size; !slips.IsEmpty; slips = slips[size..])
            if ((size = FirstSize(slips, criteria)) == 0)
                return false;
        return true;
    }

    /// <exception cref="InvalidDataException">There is no complete slip.</exception>
    public static Slip First(ReadOnlySpan<byte> slips, int criteria)
    {
        var slip = Read(slips, criteria);
        return slip.MoveNext() ? slip.Current : throw new InvalidDataException("There is no slip.");
    }

    public static Enumerator Read(ReadOnlySpan<byte> slips, int criteria) => new(slips, criteria);

    /// <summary>The length of the first slip in bytes; 0 when it is cut off.</summary>
    private static int FirstSize(ReadOnlySpan<byte> slips, int criteria)
    {
        var size = 2 + MarkBytes(criteria);
        if (slips.Length >= size && (BinaryPrimitives.ReadUInt16LittleEndian(slips) & CommentFlag) != 0)
            size += slips.Length >= size + 2 ? 2 + BinaryPrimitives.ReadUInt16LittleEndian(slips[size..]) : 2;
        return slips.Length >= size ? size : 0;
    }

    /// <summary>One slip of a compact ballot.</summary>
    public readonly ref struct Slip(ushort unit, ulong marks, ReadOnlySpan<byte> bytes, int commentBytes)
    {
        public ushort Unit { get; } = unit;

        public ulong Marks { get; } = marks;

        /// <summary>The slip in its compact form.</summary>
        public ReadOnlySpan<byte> Bytes { get; } = bytes;

        /// <summary>The comment in UTF-8; empty when there is none.</summary>
        public ReadOnlySpan<byte> Comment => Bytes[^CommentBytes..];

        private int CommentBytes { get; } = commentBytes;
    }

    /// <summary>Enumerates compact slips without allocating.</summary>
    public ref struct Enumerator(ReadOnlySpan<byte> slips, int criteria)
    {
        private ReadOnlySpan<byte> _rest = slips;

        public Slip Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        /// <exception cref="InvalidDataException">The bytes end in the middle of a slip.</exception>
        public bool MoveNext()
        {
            if (_rest.IsEmpty)
                return false;
            var size = FirstSize(_rest, criteria);
            if (size == 0)
                throw new InvalidDataException("The ballot ends in the middle of a slip.");
            var head = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
            var marksEnd = 2 + MarkBytes(criteria);
            var marks = 0UL;
            for (var i = marksEnd - 1; i >= 2; i--)
                marks = (marks << 8) | _rest[i];
            var commentBytes = size > marksEnd ? size - marksEnd - 2 : 0;
            Current = new((ushort)(head & ~CommentFlag), marks, _rest[..size], commentBytes);
            _rest = _rest[size..];
            return true;
        }
    }
}
