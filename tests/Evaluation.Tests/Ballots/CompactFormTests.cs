using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;

namespace Evaluation.Tests.Ballots;

public sealed class CompactFormTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(Limits.VoteCriteria)]
    public void Slips_are_read_back_as_they_were_written(int criteria)
    {
        var random = new Random(criteria);
        (int Unit, ulong Marks, string Comment)[] written =
        [
            .. Enumerable.Range(0, 200).Select(i => (
                i % 2 == 0 ? i : Limits.Units - i,
                PackedMarks.Pack([.. Enumerable.Range(0, criteria).Select(_ => (byte)random.Next(Limits.Options))]),
                i % 3 == 0 ? new string("好x😀"[i % 2], random.Next(1, Limits.CommentCharacters)) : "")),
        ];
        List<byte> bytes = [];
        foreach (var (unit, marks, comment) in written)
        {
            var slip = new byte[Slips.Size(criteria, Encoding.UTF8.GetByteCount(comment))];
            Assert.Equal(slip.Length, Slips.Write(slip, unit, marks, criteria, Encoding.UTF8.GetBytes(comment)));
            bytes.AddRange(slip);
        }

        Assert.True(Slips.AreWhole(bytes.ToArray(), criteria));
        List<(int, ulong, string)> read = [];
        foreach (var slip in Slips.Read(bytes.ToArray(), criteria))
            read.Add((slip.Unit, slip.Marks, Encoding.UTF8.GetString(slip.Comment)));
        Assert.Equal(written, read);
    }

    [Fact]
    public void Truncated_slips_are_detected()
    {
        var slips = Given.Slips("u1:AB", "u2:CD good");
        for (var length = 0; length < slips.Length; length++)
        {
            var isWhole = length is 0 or 3;
            Assert.Equal(isWhole, Slips.AreWhole(slips.AsSpan(0, length), 2));
            if (!isWhole)
                Assert.Throws<InvalidDataException>(() => Count(slips[..length]));
        }

        static int Count(byte[] slips)
        {
            var count = 0;
            foreach (var _ in Slips.Read(slips, 2))
                count++;
            return count;
        }
    }

    [Fact]
    public void Marks_are_packed_with_the_first_criterion_in_the_lowest_bits()
    {
        Assert.Equal(0x3210UL, PackedMarks.Pack([0, 1, 2, 3]));
        Assert.Equal([0, 1, 2, 3, 0], Enumerable.Range(0, 5).Select(criterion => PackedMarks.Mark(0x3210, criterion)));
        Assert.Equal(15, PackedMarks.Mark(PackedMarks.Pack([.. Enumerable.Repeat((byte)15, 16)]), 15));
    }

    [Fact]
    public void A_tally_digest_does_not_depend_on_the_order_of_slips_and_shows_every_difference()
    {
        SlipPattern[] slips = [new(0, 0, 0x10), new(0, 1, 0x10), new(1, 0, 0x10), new(0, 0, 0x11), new(0, 0, 0x10)];
        string[] digests =
        [
            Digest(slips), Digest(slips[1..]), Digest(slips[..3]),
            .. new[] { slips[0] with { Unit = 2 }, slips[0] with { Group = 2 }, slips[0] with { Marks = 2 } }.Select(other => Digest([other, .. slips[1..]])),
        ];

        Assert.Equal(digests[0], Digest([.. slips.Reverse()]));
        Assert.Equal(digests.Length, digests.Distinct().Count());

        static string Digest(SlipPattern[] slips)
        {
            var tally = new Tally();
            foreach (var slip in slips)
                tally.Add(slip);
            return TallyDigest.Of(tally);
        }
    }

    [Fact]
    public void A_slip_that_is_not_in_the_tally_cannot_be_removed() =>
        Assert.Throws<InvalidOperationException>(() => new Tally().Add(new SlipPattern(0, 0, 0), -1));
}
