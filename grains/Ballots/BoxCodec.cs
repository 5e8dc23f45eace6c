using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Ballots.Packing;
using Evaluation.Journal;

namespace Evaluation.Ballots;

/// <summary>
/// The journal's format of ballot box events: one tag byte, then the fields. Rare events contain JSON. Golden files pin the format: a tag
/// may be added, never changed.
/// </summary>
internal static class BoxCodec
{
    public const int Format = 2;

    private const byte CredentialsStoredTag = 1;
    private const byte CredentialsVoidedTag = 2;
    private const byte BoxOpenedTag = 3;
    private const byte WindowSetTag = 4;
    private const byte BallotCastTag = 5;
    private const byte BoxClosedTag = 6;
    private const byte BallotWithIdCastTag = 7;
    private const byte ResendMismatchedTag = 8;
    private const byte BallotFinishedTag = 9;

    // Batches of credentials
    private const byte BatchStoredTag = 16;
    private const byte BatchSettledTag = 17;
    private const byte BatchHeldTag = 18;

    // Encrypted boxes
    internal const byte SealedEventTag = 10;
    private const byte BoxKeyedTag = 19;

    // Slips of credentials
    private const byte NumberedBatchStoredTag = 20;
    private const byte SlipRevokedTag = 21;
    private const byte SpareActivatedTag = 22;

    public static void Write(BoxEvent happened, IBufferWriter<byte> to)
    {
        switch (happened)
        {
            case SealedEvent sealedEvent:
                sealedEvent.Write(to);
                break;
            case BoxKeyed keyed:
                to.WriteByte(BoxKeyedTag);
                to.WriteText(keyed.Commitment);
                break;
            case BallotCast cast:
                to.WriteByte(cast.Id.IsNone ? BallotCastTag : BallotWithIdCastTag);
                to.WriteHash(cast.Credential);
                to.WriteNumber(cast.Minute);
                if (!cast.Id.IsNone)
                    to.WriteId(cast.Id);
                to.WriteBytes(cast.Slips);
                break;
            case ResendMismatched mismatched:
                to.WriteByte(ResendMismatchedTag);
                to.WriteHash(mismatched.Credential);
                break;
            case BallotFinished finished:
                to.WriteByte(BallotFinishedTag);
                to.WriteHash(finished.Credential);
                to.WriteNumber(finished.Minute);
                break;
            case CredentialsStored stored:
                to.WriteByte(CredentialsStoredTag);
                WriteCredentials(to, stored.Batch, stored.Group, stored.Units, stored.Hashes);
                break;
            case BatchStored stored:
                to.WriteByte(stored.Slips is null ? BatchStoredTag : NumberedBatchStoredTag);
                WriteCredentials(to, stored.Batch, stored.Group, stored.Units, stored.Hashes);
                foreach (var slip in stored.Slips ?? [])
                {
                    to.WriteByte(slip.IsSpare ? (byte)1 : (byte)0);
                    to.WriteTag(slip.Tag);
                }
                break;
            case BatchSettled settled:
                to.WriteByte(BatchSettledTag);
                to.WriteText(settled.Batch);
                to.WriteNumber((uint)settled.Version);
                break;
            case BatchHeld held:
                to.WriteByte(BatchHeldTag);
                to.WriteText(held.Batch);
                to.WriteNumber((uint)held.Version);
                break;
            case CredentialsVoided voided:
                to.WriteByte(CredentialsVoidedTag);
                to.WriteText(voided.Batch);
                break;
            case SlipRevoked revoked:
                to.WriteByte(SlipRevokedTag);
                to.WriteNumber((uint)revoked.Step);
                to.WriteText(revoked.Slip);
                break;
            case SpareActivated activated:
                to.WriteByte(SpareActivatedTag);
                to.WriteNumber((uint)activated.Step);
                to.WriteText(activated.Spare);
                break;
            case BoxOpened opened:
                to.WriteByte(BoxOpenedTag);
                to.WriteBytes(JsonSerializer.SerializeToUtf8Bytes(opened.Shape, BoxJson.Default.BoxShape));
                break;
            case WindowSet set:
                to.WriteByte(WindowSetTag);
                to.WriteBytes(JsonSerializer.SerializeToUtf8Bytes(set.Window, BoxJson.Default.BoxWindow));
                break;
            case BoxClosed closed:
                to.WriteByte(BoxClosedTag);
                to.WriteBytes(JsonSerializer.SerializeToUtf8Bytes(closed.At, BoxJson.Default.DateTimeOffset));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(happened.GetType().Name);
        }
    }

    public static IEnumerable<BoxEvent> Read(JournalEntry entry)
    {
        entry = entry.Unframed();
        if (entry.Format != Format)
            throw new InvalidDataException($"Stream '{entry.Stream}' has an entry of format {entry.Format} at version {entry.FirstVersion}; a box reads format {Format}.");
        for (var at = 0; at < entry.Payload.Length;)
        {
            var reader = new FieldReader(entry.Payload.Span[at..]);
            var happened = ReadOne(ref reader);
            at += reader.Taken;
            yield return happened;
        }
    }

    private static void WriteCredentials(IBufferWriter<byte> to, string batch, string group, IReadOnlyList<string>? units, IReadOnlyList<CredentialHash> hashes)
    {
        to.WriteText(batch);
        to.WriteText(group);
        to.WriteUnits(units);
        to.WriteNumber((uint)hashes.Count);
        foreach (var hash in hashes)
            to.WriteHash(hash);
    }

    internal static BoxEvent ReadOne(ref FieldReader reader) => reader.Byte() switch
    {
        SealedEventTag => new SealedEvent(reader.Bytes().ToArray()),
        BoxKeyedTag => new BoxKeyed(reader.Text()),
        BallotCastTag => new BallotCast(reader.Hash(), reader.Number(), reader.Bytes().ToArray()),
        BallotWithIdCastTag => ReadWithId(ref reader),
        ResendMismatchedTag => new ResendMismatched(reader.Hash()),
        BallotFinishedTag => new BallotFinished(reader.Hash(), reader.Number()),
        CredentialsStoredTag => new CredentialsStored(reader.Text(), reader.Text(), reader.Units(), reader.Hashes()),
        BatchStoredTag => new BatchStored(reader.Text(), reader.Text(), reader.Units(), reader.Hashes()),
        NumberedBatchStoredTag => ReadNumbered(ref reader),
        SlipRevokedTag => new SlipRevoked((int)reader.Number(), reader.Text()),
        SpareActivatedTag => new SpareActivated((int)reader.Number(), reader.Text()),
        BatchSettledTag => new BatchSettled(reader.Text(), (int)reader.Number()),
        BatchHeldTag => new BatchHeld(reader.Text(), (int)reader.Number()),
        CredentialsVoidedTag => new CredentialsVoided(reader.Text()),
        BoxOpenedTag => new BoxOpened(JsonSerializer.Deserialize(reader.Bytes(), BoxJson.Default.BoxShape)!),
        WindowSetTag => new WindowSet(JsonSerializer.Deserialize(reader.Bytes(), BoxJson.Default.BoxWindow)!),
        BoxClosedTag => new BoxClosed(JsonSerializer.Deserialize(reader.Bytes(), BoxJson.Default.DateTimeOffset)),
        var tag => throw new InvalidDataException($"A box has no event with tag {tag}."),
    };

    private static BatchStored ReadNumbered(ref FieldReader reader)
    {
        var stored = new BatchStored(reader.Text(), reader.Text(), reader.Units(), reader.Hashes());
        var slips = new SlipMark[stored.Hashes.Count];
        for (var i = 0; i < slips.Length; i++)
        {
            var isSpare = reader.Byte() == 1;
            slips[i] = new(reader.Tag(), isSpare);
        }
        return stored with { Slips = slips };
    }

    private static BallotCast ReadWithId(ref FieldReader reader)
    {
        var (credential, minute, id) = (reader.Hash(), reader.Number(), reader.Id());
        return new(credential, minute, reader.Bytes().ToArray(), id);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BoxShape))]
[JsonSerializable(typeof(BoxWindow))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class BoxJson : JsonSerializerContext;
