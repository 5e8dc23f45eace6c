using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Evaluation.Ballots;

namespace Evaluation.Cluster.Wire;

/// <summary>
/// Requests, answers and refusals as bytes between machines: a tag, then a ballot and its answer in the shortest form, and everything else
/// as JSON behind its alias.
/// </summary>
/// <remarks>
/// During a rolling upgrade two versions of the program exchange these bytes. So a tag or an alias is never reused, and records only grow:
/// a missing property gets its default, and an unknown one is ignored. What this version cannot read becomes <see cref="UnknownContents"/>,
/// which is answered with a refusal.
/// </remarks>
/// <param name="types">The requests and answers of this version.</param>
internal sealed class WireFormat(WireTypes types)
{
    private const byte Json = 0;
    private const byte Ballot = 1;
    private const byte Counted = 2;
    private const byte Refused = 3;
    private const byte Needed = 5;
    private const byte BallotWithId = 6;
    private const byte CountedWithLeaf = 7;

    private const int BallotHead = 1 + CredentialHash.Bytes + sizeof(long) + sizeof(short);
    private const int CountedBytes = 1 + 3 * sizeof(int);
    private const int LeafBytes = 16;

    /// <exception cref="InvalidDataException">The value is neither a request, an answer nor a refusal.</exception>
    public void Write(object value, IBufferWriter<byte> to)
    {
        switch (value)
        {
            case CastBallot cast: WriteBallot(cast, to); break;
            case BallotCounted { Finished: null } counted: WriteCounted(counted, to); break;
            case Refusal refusal:
                to.Write([Refused]);
                WireRefusal.Write(refusal, to);
                break;
            case TokenNeeded: to.Write([Needed]); break;
            default: WriteJson(value, to); break;
        }
    }

    /// <summary>The request, answer or refusal, or <see cref="UnknownContents"/>.</summary>
    public object Read(ReadOnlySpan<byte> from) => from.IsEmpty ? UnknownContents.Missing : from[0] switch
    {
        Ballot => ReadBallot(from, BallotHead, default),
        BallotWithId => ReadBallot(from, BallotHead + BallotId.Bytes, BallotId.Read(from[BallotHead..])),
        Counted => ReadCounted(from),
        CountedWithLeaf => ReadCounted(from) with { Leaf = BinaryPrimitives.ReadUInt128LittleEndian(from[CountedBytes..]) },
        Refused => WireRefusal.Read(from[1..]),
        Needed => TokenNeeded.Value,
        Json => ReadJson(from),
        var tag => new UnknownContents($"contents with tag {tag}"),
    };

    private static void WriteBallot(CastBallot cast, IBufferWriter<byte> to)
    {
        var head = to.GetSpan(BallotHead);
        head[0] = cast.Id.IsNone ? Ballot : BallotWithId;
        cast.Credential.Write(head[1..]);
        BinaryPrimitives.WriteInt64LittleEndian(head[(1 + CredentialHash.Bytes)..], cast.At.Ticks);
        BinaryPrimitives.WriteInt16LittleEndian(head[(BallotHead - sizeof(short))..], (short)cast.At.TotalOffsetMinutes);
        to.Advance(BallotHead);
        if (!cast.Id.IsNone)
        {
            cast.Id.Write(to.GetSpan(BallotId.Bytes));
            to.Advance(BallotId.Bytes);
        }
        to.Write(cast.Slips);
    }

    /// <param name="slipsAt">The place of the slips.</param>
    private static CastBallot ReadBallot(ReadOnlySpan<byte> from, int slipsAt, BallotId id)
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(from[(1 + CredentialHash.Bytes)..]);
        var offset = TimeSpan.FromMinutes(BinaryPrimitives.ReadInt16LittleEndian(from[(BallotHead - sizeof(short))..]));
        return new(CredentialHash.Read(from[1..]), new(ticks, offset), from[slipsAt..].ToArray(), id);
    }

    private static void WriteCounted(BallotCounted counted, IBufferWriter<byte> to)
    {
        var length = counted.Leaf == 0 ? CountedBytes : CountedBytes + LeafBytes;
        var span = to.GetSpan(length);
        span[0] = counted.Leaf == 0 ? Counted : CountedWithLeaf;
        BinaryPrimitives.WriteUInt32LittleEndian(span[1..], counted.Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(span[5..], counted.Accepted);
        BinaryPrimitives.WriteInt32LittleEndian(span[9..], counted.Remaining);
        if (counted.Leaf != 0)
            BinaryPrimitives.WriteUInt128LittleEndian(span[CountedBytes..], counted.Leaf);
        to.Advance(length);
    }

    private static BallotCounted ReadCounted(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(from[1..]), (ushort)BinaryPrimitives.ReadInt32LittleEndian(from[5..]), (ushort)BinaryPrimitives.ReadInt32LittleEndian(from[9..]));

    private void WriteJson(object value, IBufferWriter<byte> to)
    {
        var alias = types.AliasOf(value.GetType());
        var head = to.GetSpan(2 + alias.Length);
        (head[0], head[1]) = (Json, checked((byte)alias.Length));
        Encoding.ASCII.GetBytes(alias, head[2..]);
        to.Advance(2 + alias.Length);
        using var writer = new Utf8JsonWriter(to);
        JsonSerializer.Serialize(writer, value, value.GetType(), WireJson.Options);
    }

    private object ReadJson(ReadOnlySpan<byte> from)
    {
        var alias = Encoding.ASCII.GetString(from.Slice(2, from[1]));
        if (!types.TryFind(alias, out var type))
            return new UnknownContents($"'{alias}'");
        try
        {
            return JsonSerializer.Deserialize(from[(2 + from[1])..], type, WireJson.Options) ?? new UnknownContents($"'{alias}', which is empty");
        }
        catch (JsonException failure)
        {
            return new UnknownContents($"'{alias}': {failure.Message}");
        }
    }
}
