using System.Buffers.Binary;
using System.Text;
using Evaluation.Ballots.LostSlips;

namespace Evaluation.Ballots.Packing;

/// <summary>Reads the fields that <see cref="FieldWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">Thrown by every method when the bytes end too early.</exception>
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
        throw new InvalidDataException("The number is not terminated.");
    }

    public ReadOnlySpan<byte> Bytes() => Take((int)Number());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public CredentialHash Hash() => CredentialHash.Read(Take(CredentialHash.Bytes));

    public BallotId Id() => BallotId.Read(Take(BallotId.Bytes));

    public SlipTag Tag() => new(BinaryPrimitives.ReadUInt64BigEndian(Take(SlipTag.Bytes)));

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
