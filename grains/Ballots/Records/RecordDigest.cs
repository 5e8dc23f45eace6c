using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots.Counting;

namespace Evaluation.Ballots.Records;

/// <summary>
/// One hash over the content of a sealed record, however it was divided into events. Created empty; content is added in order.
/// </summary>
/// <remarks>
/// <para>
/// SHA-256, in lower-case hexadecimal, over SHA-256 of the content, followed by the totals. All numbers are big-endian.
/// </para>
/// <para>
/// Content: of every unit in the order of the rules its patterns in ascending order of group and marks, each as the byte 1, the unit (2
/// bytes), the group (1), the marks (8) and the number of slips (4); then, where the rules flag them, the uniform ones likewise with the
/// byte 2. After all units the comments in ascending order of unit, group and text, each as the byte 3, the unit (2), the group (1), the
/// number of slips (4), the length (4) and the text in UTF-8.
/// </para>
/// <para>
/// Totals: for every group in ordinal order the byte 4, the length of its code (4), its code, issued (4), voted (4) and unfinished ballots
/// (4, −1 for none); in a round with lost slips for every group in the same order the byte 7, activated spares (4) and replaced slips (4);
/// for every unit and group the byte 5 and the credentials that may rate (4); the byte 6, ballots (4), slips (8),
/// replaced (8) and left out (4).
/// </para>
/// </remarks>
internal sealed class RecordDigest
{
    private readonly IncrementalHash _content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(int unit, IReadOnlyList<PatternCount> slips, IReadOnlyList<PatternCount>? uniform)
    {
        Add(1, unit, slips);
        Add(2, unit, uniform ?? []);
    }

    public void Add(int unit, IReadOnlyList<CommentCount> comments)
    {
        Span<byte> line = stackalloc byte[12];
        line[0] = 3;
        BinaryPrimitives.WriteUInt16BigEndian(line[1..], (ushort)unit);
        foreach (var comment in comments)
        {
            var text = Encoding.UTF8.GetBytes(comment.Text);
            line[3] = comment.Group;
            BinaryPrimitives.WriteInt32BigEndian(line[4..], comment.Count);
            BinaryPrimitives.WriteInt32BigEndian(line[8..], text.Length);
            _content.AppendData(line);
            _content.AppendData(text);
        }
    }

    public string With(RecordTotals totals)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_content.GetCurrentHash());
        Span<byte> number = stackalloc byte[8];
        foreach (var group in totals.Groups)
        {
            var code = Encoding.UTF8.GetBytes(group.Group);
            hash.AppendData([4]);
            Append(hash, code.Length);
            hash.AppendData(code);
            foreach (var count in (int[])[group.Issued, group.Voted, group.Unfinished ?? -1])
                Append(hash, count);
        }
        foreach (var group in totals.HasLostSlips ? totals.Groups : [])
        {
            hash.AppendData([7]);
            Append(hash, group.Activated ?? 0);
            Append(hash, group.Replaced ?? 0);
        }
        foreach (var raters in totals.Raters)
        {
            hash.AppendData([5]);
            Append(hash, raters);
        }
        hash.AppendData([6]);
        Append(hash, totals.Ballots);
        foreach (var count in (long[])[totals.Slips, totals.Replaced])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, count);
            hash.AppendData(number);
        }
        Append(hash, totals.LeftOut);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, int count)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, count);
        hash.AppendData(number);
    }

    private void Add(byte kind, int unit, IReadOnlyList<PatternCount> patterns)
    {
        Span<byte> line = stackalloc byte[16];
        line[0] = kind;
        BinaryPrimitives.WriteUInt16BigEndian(line[1..], (ushort)unit);
        foreach (var pattern in patterns)
        {
            line[3] = pattern.Group;
            BinaryPrimitives.WriteUInt64BigEndian(line[4..], pattern.Marks);
            BinaryPrimitives.WriteInt32BigEndian(line[12..], pattern.Slips);
            _content.AppendData(line);
        }
    }
}
