using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Evaluation.Ballots.LostSlips;

namespace Evaluation.Ballots.Packing;

/// <summary>Writes the fields of the binary formats: numbers in 7-bit groups, lowest first; texts and bytes follow their length.</summary>
internal static class FieldWriter
{
    public const int NumberBytesMax = 10;

    public static void WriteByte(this IBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    public static void WriteNumber(this IBufferWriter<byte> to, ulong value) => to.Advance(Number(to.GetSpan(NumberBytesMax), value));

    /// <summary>Writes a number and returns its length.</summary>
    public static int Number(Span<byte> to, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            to[length++] = (byte)(value | 0x80);
        to[length++] = (byte)value;
        return length;
    }

    public static void WriteBytes(this IBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        to.WriteNumber((uint)bytes.Length);
        to.Write(bytes);
    }

    public static void WriteText(this IBufferWriter<byte> to, string text) => to.WriteBytes(Encoding.UTF8.GetBytes(text));

    public static void WriteHash(this IBufferWriter<byte> to, CredentialHash hash)
    {
        hash.Write(to.GetSpan(CredentialHash.Bytes));
        to.Advance(CredentialHash.Bytes);
    }

    public static void WriteId(this IBufferWriter<byte> to, BallotId id)
    {
        id.Write(to.GetSpan(BallotId.Bytes));
        to.Advance(BallotId.Bytes);
    }

    public static void WriteTag(this IBufferWriter<byte> to, SlipTag tag)
    {
        BinaryPrimitives.WriteUInt64BigEndian(to.GetSpan(SlipTag.Bytes), tag.Value);
        to.Advance(SlipTag.Bytes);
    }

    /// <summary>The number of units plus one, then their codes. 0 means all units.</summary>
    public static void WriteUnits(this IBufferWriter<byte> to, IReadOnlyList<string>? units)
    {
        to.WriteNumber(units is null ? 0 : (uint)units.Count + 1);
        foreach (var unit in units ?? [])
            to.WriteText(unit);
    }
}
