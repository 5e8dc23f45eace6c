using System.Buffers;
using System.Text.Json;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots;

/// <summary>
/// The state of a box as bytes. Totals are not stored: they are recounted from the standing slips, so a snapshot cannot contain a wrong
/// tally.
/// </summary>
internal static class BoxSnapshot
{
    /// <summary>
    /// Increased with every change of the format. A snapshot of another format is ignored, and the box replays from the start.
    /// </summary>
    public const int Format = 3;

    /// <summary>The format of the snapshot of an encrypted box: the other one, sealed.</summary>
    public const int SealedFormat = 4;

    // Sections after the credentials. A section without contents is left out.
    private const byte BatchSection = 2;
    private const byte FinishedSection = 3;
    private const byte SlipSection = 4;

    /// <summary>Credentials with more than one ballot. Earlier builds ignore a snapshot with it, and replay.</summary>
    private const byte RepeatedSection = 6;

    public static void Write(BallotBox box, IBufferWriter<byte> to)
    {
        if (box.Seal.Cipher is not { } cipher)
        {
            WritePlain(box, to);
            return;
        }
        // As large as the buffer of the caller, who knows the size of the last snapshot: a buffer that grows is copied.
        var plain = new ArrayBufferWriter<byte>(Math.Max(1, to.GetMemory().Length));
        WritePlain(box, plain);
        cipher.Seal(SealedText.Snapshot, plain.WrittenSpan, to);
    }

    /// <exception cref="InvalidDataException">The snapshot was sealed with another key, or was changed.</exception>
    public static BallotBox ReadSealed(ReadOnlySpan<byte> payload, string stream, RoundKey key)
    {
        var cipher = key.ForBox(stream);
        var box = Read(cipher.Open(SealedText.Snapshot, payload) ?? throw new InvalidDataException("The snapshot was sealed with another key, or was changed."));
        box.Seal.Restore(key, cipher);
        return box;
    }

    private static void WritePlain(BallotBox box, IBufferWriter<byte> to)
    {
        to.WriteBytes(box.Shape is null ? [] : JsonSerializer.SerializeToUtf8Bytes(box.Shape, BoxJson.Default.BoxShape));
        to.WriteBytes(box.Window is null ? [] : JsonSerializer.SerializeToUtf8Bytes(box.Window, BoxJson.Default.BoxWindow));
        to.WriteByte(box.IsSealed ? (byte)1 : (byte)0);
        to.WriteNumber(box.Sequence);
        to.WriteNumber((ulong)box.Version);
        to.WriteNumber((uint)box.CredentialCount);
        foreach (var (credential, batch, holding) in box.Holdings)
        {
            to.WriteHash(credential);
            to.WriteText(batch);
            to.WriteText(holding.Group);
            to.WriteUnits(holding.Allowed.Codes);
            to.WriteBytes(holding.Standing.Span);
            if (!holding.Standing.IsEmpty)
                WriteLast(holding, to);
        }
        WriteBatches([.. box.Batches.Decided], to);
        WriteFinished([.. box.Holdings.Where(held => held.Holding.IsFinished).Select(held => held.Credential)], to);
        WriteRepeated([.. box.Holdings.Where(held => held.Holding.Ballots > 1).Select(held => (held.Credential, held.Holding.Ballots))], to);
        WriteSlips(box, to);
    }

    public static BallotBox Read(ReadOnlySpan<byte> payload)
    {
        var reader = new FieldReader(payload);
        var box = new BallotBox();
        var shape = reader.Bytes();
        var window = reader.Bytes();
        box.Restore(
            shape.IsEmpty ? null : JsonSerializer.Deserialize(shape, BoxJson.Default.BoxShape),
            window.IsEmpty ? null : JsonSerializer.Deserialize(window, BoxJson.Default.BoxWindow),
            reader.Byte() == 1,
            reader.Number(),
            (long)reader.BigNumber());
        for (var left = reader.Number(); left > 0; left--)
        {
            var (credential, batch, group, units) = (reader.Hash(), reader.Text(), reader.Text(), reader.Units());
            box.Restore(credential, batch, group, units is null ? AllowedUnits.All : new(units));
            var standing = reader.Bytes();
            if (!standing.IsEmpty)
                box.Restore(standing, ReadLast(ref reader));
        }
        while (reader.Taken < payload.Length)
        {
            var section = reader.Byte();
            if (section == SlipSection)
            {
                ReadSlips(ref reader, box);
                continue;
            }
            if (section is not (BatchSection or FinishedSection or RepeatedSection))
                throw new InvalidDataException($"A snapshot of format {Format} has no section {section}.");
            for (var left = reader.Number(); left > 0; left--)
            {
                if (section == BatchSection)
                    box.Set(reader.Text(), new((int)reader.Number(), (BatchRight)reader.Byte()));
                else if (section == RepeatedSection)
                    box.Restore(reader.Hash(), reader.Number());
                else
                    box.Finish(reader.Hash());
            }
        }
        if (box.IsSealed)
            box.LeaveOut();
        return box;
    }

    private static void WriteFinished(CredentialHash[] finished, IBufferWriter<byte> to)
    {
        if (finished.Length == 0)
            return;
        to.WriteByte(FinishedSection);
        to.WriteNumber((uint)finished.Length);
        foreach (var credential in finished)
            to.WriteHash(credential);
    }

    private static void WriteRepeated((CredentialHash Credential, uint Ballots)[] repeated, IBufferWriter<byte> to)
    {
        if (repeated.Length == 0)
            return;
        to.WriteByte(RepeatedSection);
        to.WriteNumber((uint)repeated.Length);
        foreach (var (credential, ballots) in repeated)
        {
            to.WriteHash(credential);
            to.WriteNumber(ballots);
        }
    }

    /// <summary>The slips in the order of the credentials.</summary>
    private static void WriteSlips(BallotBox box, IBufferWriter<byte> to)
    {
        if (box.SlipStep == 0 && box.Holdings.All(held => held.Holding.SlipRight == SlipRight.Unnumbered))
            return;
        to.WriteByte(SlipSection);
        to.WriteNumber((uint)box.SlipStep);
        foreach (var (_, _, holding) in box.Holdings)
        {
            to.WriteByte((byte)holding.SlipRight);
            if (holding.SlipRight != SlipRight.Unnumbered)
                to.WriteTag(holding.Slip);
        }
    }

    private static void ReadSlips(ref FieldReader reader, BallotBox box)
    {
        box.SlipStep = (int)reader.Number();
        for (var at = 0; at < box.CredentialCount; at++)
            if ((SlipRight)reader.Byte() is var right && right != SlipRight.Unnumbered)
                box.Restore(at, reader.Tag(), right);
    }

    private static void WriteBatches((string Batch, BatchStanding Standing)[] batches, IBufferWriter<byte> to)
    {
        if (batches.Length == 0)
            return;
        to.WriteByte(BatchSection);
        to.WriteNumber((uint)batches.Length);
        foreach (var (batch, standing) in batches)
        {
            to.WriteText(batch);
            to.WriteNumber((uint)standing.Version);
            to.WriteByte((byte)standing.Right);
        }
    }

    private static void WriteLast(Holding holding, IBufferWriter<byte> to)
    {
        to.WriteNumber(holding.Sequence);
        to.WriteNumber((uint)holding.Last.Length);
        to.WriteNumber(holding.Minute);
        to.WriteByte(holding.Mismatches);
        to.WriteId(holding.Id);
    }

    private static LastBallot ReadLast(ref FieldReader reader) => new(reader.Number(), (int)reader.Number(), reader.Number(), reader.Byte(), reader.Id());
}
