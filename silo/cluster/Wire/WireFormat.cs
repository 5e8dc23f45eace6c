using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Evaluation.Ballots;

namespace Evaluation.Cluster.Wire;

/// <summary>
/// Commands, answers and refusals as bytes between machines: a tag, then the ballot and its answer in the shortest form, tallies by pattern,
/// and everything else as JSON behind its name.
/// </summary>
/// <remarks>
/// During a rolling upgrade two versions of the program talk to each other. So a tag is never reused, and records only grow: a new
/// property has a default, and one that is not known is passed over.
/// </remarks>
internal static class WireFormat
{
    private const byte Json = 0;
    private const byte Ballot = 1;
    private const byte Counted = 2;
    private const byte Refused = 3;
    private const byte Needed = 5;

    private const int BallotHead = 1 + CredentialHash.Bytes + sizeof(long) + sizeof(short);
    private const int CountedBytes = 1 + 3 * sizeof(int);

    /// <exception cref="InvalidDataException">It is neither a command, an answer nor a refusal.</exception>
    public static void Write(object value, IBufferWriter<byte> to)
    {
        switch (value)
        {
            case CastBallot cast: WriteBallot(cast, to); break;
            case BallotCounted counted: WriteCounted(counted, to); break;
            case Refusal refusal:
                to.Write([Refused]);
                WireRefusal.Write(refusal, to);
                break;
            case PassNeeded: to.Write([Needed]); break;
            default: WriteJson(value, to); break;
        }
    }

    /// <exception cref="InvalidDataException">Another version wrote what this one does not know.</exception>
    public static object Read(ReadOnlySpan<byte> from) => from[0] switch
    {
        Ballot => ReadBallot(from),
        Counted => new BallotCounted(BinaryPrimitives.ReadUInt32LittleEndian(from[1..]), BinaryPrimitives.ReadInt32LittleEndian(from[5..]), BinaryPrimitives.ReadInt32LittleEndian(from[9..])),
        Refused => WireRefusal.Read(from[1..]),
        Needed => PassNeeded.Now,
        Json => ReadJson(from),
        var tag => throw new InvalidDataException($"Tag {tag} is not known to this version."),
    };

    private static void WriteBallot(CastBallot cast, IBufferWriter<byte> to)
    {
        var head = to.GetSpan(BallotHead);
        head[0] = Ballot;
        cast.Credential.Write(head[1..]);
        BinaryPrimitives.WriteInt64LittleEndian(head[(1 + CredentialHash.Bytes)..], cast.At.Ticks);
        BinaryPrimitives.WriteInt16LittleEndian(head[(BallotHead - sizeof(short))..], (short)cast.At.TotalOffsetMinutes);
        to.Advance(BallotHead);
        to.Write(cast.Slips);
    }

    private static CastBallot ReadBallot(ReadOnlySpan<byte> from)
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(from[(1 + CredentialHash.Bytes)..]);
        var offset = TimeSpan.FromMinutes(BinaryPrimitives.ReadInt16LittleEndian(from[(BallotHead - sizeof(short))..]));
        return new(CredentialHash.Read(from[1..]), new(ticks, offset), from[BallotHead..].ToArray());
    }

    private static void WriteCounted(BallotCounted counted, IBufferWriter<byte> to)
    {
        var span = to.GetSpan(CountedBytes);
        span[0] = Counted;
        BinaryPrimitives.WriteUInt32LittleEndian(span[1..], counted.Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(span[5..], counted.Accepted);
        BinaryPrimitives.WriteInt32LittleEndian(span[9..], counted.Remaining);
        to.Advance(CountedBytes);
    }

    private static void WriteJson(object value, IBufferWriter<byte> to)
    {
        var name = WireTypes.NameOf(value.GetType());
        var head = to.GetSpan(2 + name.Length);
        (head[0], head[1]) = (Json, checked((byte)name.Length));
        Encoding.ASCII.GetBytes(name, head[2..]);
        to.Advance(2 + name.Length);
        using var writer = new Utf8JsonWriter(to);
        JsonSerializer.Serialize(writer, value, value.GetType(), WireJson.Options);
    }

    private static object ReadJson(ReadOnlySpan<byte> from)
    {
        var name = Encoding.ASCII.GetString(from.Slice(2, from[1]));
        return JsonSerializer.Deserialize(from[(2 + from[1])..], WireTypes.Find(name), WireJson.Options)
            ?? throw new InvalidDataException($"'{name}' came empty.");
    }
}
