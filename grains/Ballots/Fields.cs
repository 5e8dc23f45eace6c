using System.Buffers;
using System.Text;

namespace Evaluation.Ballots;

/// <summary>The fields of the binary formats: numbers in 7-bit groups, lowest first; texts and bytes behind their length.</summary>
internal static class FieldWriter
{
    public static void WriteByte(this IBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    public static void WriteNumber(this IBufferWriter<byte> to, ulong value)
    {
        var span = to.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        to.Advance(length);
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

    /// <summary>Codes of units behind their number plus one; 0 stands for all units.</summary>
    public static void WriteUnits(this IBufferWriter<byte> to, IReadOnlyList<string>? units)
    {
        to.WriteNumber(units is null ? 0 : (uint)units.Count + 1);
        foreach (var unit in units ?? [])
            to.WriteText(unit);
    }
}

/// <summary>Reads what <see cref="FieldWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">By every method, when the bytes end early.</exception>
internal ref struct FieldReader(ReadOnlySpan<byte> from)
{
    private readonly ReadOnlySpan<byte> _from = from;

    public int Taken { get; private set; }

    public byte Byte() => Take(1)[0];

    public uint Number() => checked((uint)BigNumber());

    public ulong BigNumber()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("A number has no end.");
    }

    public ReadOnlySpan<byte> Bytes() => Take((int)Number());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public CredentialHash Hash() => CredentialHash.Read(Take(CredentialHash.Bytes));

    public CredentialHash[] Hashes()
    {
        var hashes = new CredentialHash[Number()];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = Hash();
        return hashes;
    }

    public string[]? Units()
    {
        var count = (int)Number() - 1;
        if (count < 0)
            return null;
        var units = new string[count];
        for (var i = 0; i < count; i++)
            units[i] = Text();
        return units;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _from.Length - Taken)
            throw new InvalidDataException("The payload ends in the middle of a field.");
        var taken = _from.Slice(Taken, length);
        Taken += length;
        return taken;
    }
}
