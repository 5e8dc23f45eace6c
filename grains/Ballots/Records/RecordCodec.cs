using System.Buffers;
using Evaluation.Ballots.Packing;
using Evaluation.Journal;

namespace Evaluation.Ballots.Records;

/// <summary>
/// The journal's format of a sealed record: one tag byte, then the fields. Golden files pin the format: a tag may be added, never changed.
/// </summary>
internal static class RecordCodec
{
    public const int Format = 5;

    private const byte UnitRecordedTag = 1;
    private const byte CommentsRecordedTag = 2;
    private const byte RecordCompletedTag = 3;
    private const byte RecordWithSlipsCompletedTag = 4;

    public static void Write(RecordEvent happened, IBufferWriter<byte> to)
    {
        switch (happened)
        {
            case UnitRecorded { Counts: var counts }:
                to.WriteByte(UnitRecordedTag);
                to.WriteBytes(counts.Slips);
                to.WriteByte(counts.Uniform is null ? (byte)0 : (byte)1);
                if (counts.Uniform is not null)
                    to.WriteBytes(counts.Uniform);
                to.WriteNumber((uint)counts.Comments);
                break;
            case CommentsRecorded recorded:
                to.WriteByte(CommentsRecordedTag);
                to.WriteNumber((uint)recorded.Unit);
                to.WriteNumber((uint)recorded.Comments.Count);
                foreach (var comment in recorded.Comments)
                {
                    to.WriteByte(comment.Group);
                    to.WriteNumber((uint)comment.Count);
                    to.WriteText(comment.Text);
                }
                break;
            case RecordCompleted completed:
                to.WriteByte(completed.Totals.HasLostSlips ? RecordWithSlipsCompletedTag : RecordCompletedTag);
                WriteTotals(to, completed.Totals);
                to.WriteBytes(Convert.FromHexString(completed.Digest));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(happened.GetType().Name);
        }
    }

    /// <exception cref="InvalidDataException">The payload does not match its format.</exception>
    public static IEnumerable<RecordEvent> Read(JournalEntry entry)
    {
        entry = entry.Unframed();
        if (entry.Format != Format)
            throw new InvalidDataException($"Stream '{entry.Stream}' has an entry of format {entry.Format} at version {entry.FirstVersion}; a record reads format {Format}.");
        for (var at = 0; at < entry.Payload.Length;)
        {
            var reader = new FieldReader(entry.Payload.Span[at..]);
            var happened = ReadOne(ref reader);
            at += reader.Taken;
            yield return happened;
        }
    }

    private static RecordEvent ReadOne(ref FieldReader reader) => reader.Byte() switch
    {
        UnitRecordedTag => new UnitRecorded(new(reader.Bytes().ToArray(), reader.Byte() == 0 ? null : reader.Bytes().ToArray(), (int)reader.Number())),
        CommentsRecordedTag => new CommentsRecorded((int)reader.Number(), ReadComments(ref reader)),
        RecordCompletedTag => new RecordCompleted(ReadTotals(ref reader, hasLostSlips: false), Convert.ToHexStringLower(reader.Bytes())),
        RecordWithSlipsCompletedTag => new RecordCompleted(ReadTotals(ref reader, hasLostSlips: true), Convert.ToHexStringLower(reader.Bytes())),
        var tag => throw new InvalidDataException($"A sealed record has no event with tag {tag}."),
    };

    private static List<CommentCount> ReadComments(ref FieldReader reader)
    {
        var comments = new List<CommentCount>();
        for (var left = reader.Number(); left > 0; left--)
        {
            var (group, count) = (reader.Byte(), (int)reader.Number());
            comments.Add(new(group, reader.Text(), count));
        }
        return comments;
    }

    private static void WriteTotals(IBufferWriter<byte> to, RecordTotals totals)
    {
        to.WriteNumber((uint)totals.Groups.Count);
        foreach (var group in totals.Groups)
        {
            to.WriteText(group.Group);
            to.WriteNumber((uint)group.Issued);
            to.WriteNumber((uint)group.Voted);
            to.WriteNumber(group.Unfinished is { } unfinished ? (uint)unfinished + 1 : 0);
            if (!totals.HasLostSlips)
                continue;
            to.WriteNumber((uint)(group.Activated ?? 0));
            to.WriteNumber((uint)(group.Replaced ?? 0));
        }
        to.WriteNumber((uint)totals.Raters.Count);
        foreach (var raters in totals.Raters)
            to.WriteNumber((uint)raters);
        to.WriteNumber((uint)totals.Ballots);
        to.WriteNumber((ulong)totals.Slips);
        to.WriteNumber((ulong)totals.Replaced);
        to.WriteNumber((uint)totals.LeftOut);
    }

    private static RecordTotals ReadTotals(ref FieldReader reader, bool hasLostSlips)
    {
        var groups = new List<GroupParticipation>();
        for (var left = reader.Number(); left > 0; left--)
        {
            var (code, issued, voted) = (reader.Text(), (int)reader.Number(), (int)reader.Number());
            var unfinished = (int)reader.Number() - 1;
            groups.Add(new(code, issued, voted, unfinished < 0 ? null : unfinished, hasLostSlips ? OrNull(reader.Number()) : null, hasLostSlips ? OrNull(reader.Number()) : null));
        }
        var raters = new List<int>();
        for (var left = reader.Number(); left > 0; left--)
            raters.Add((int)reader.Number());
        return new(groups, raters, (int)reader.Number(), (long)reader.BigNumber(), (long)reader.BigNumber(), (int)reader.Number());
    }

    private static int? OrNull(uint count) => count == 0 ? null : (int)count;
}
