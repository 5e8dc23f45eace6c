using System.Security.Cryptography;
using System.Text;
using Evaluation.Journal;

namespace Evaluation.Tests.Runtime;

/// <summary>The chain as somebody would compute it who has nothing but the entries.</summary>
public sealed class ChainTests
{
    [Fact]
    public void A_stream_begins_with_the_hash_of_its_name() =>
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes("box-small-0")), Chain.Genesis("box-small-0"));

    [Fact]
    public void Every_entry_of_an_old_format_is_hashed_behind_the_one_before_and_behind_nothing_else()
    {
        var previous = Chain.Genesis("box-small-0");
        for (byte entry = 0; entry < 3; entry++)
        {
            byte[] payload = [entry, .. "ballots"u8];
            byte[] expected = SHA256.HashData([.. previous, .. payload]);

            Assert.Equal(expected, Next(previous, format: 2, payload));
            Assert.Equal(expected, Next(previous, format: 1, payload));
            previous = expected;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(300)]
    public void An_entry_of_format_3_is_hashed_with_its_header_and_the_tree_of_its_events(int count)
    {
        byte[][] events = [.. Enumerable.Range(0, count).Select(number => Entries.Bytes(number * 37 % 20_000, number))];
        var first = Entries.Framed("box-small-0", null, events);
        var second = Entries.Framed("box-small-0", first, events);

        Assert.Equal(Expected(Chain.Genesis("box-small-0"), 0), first.Hash.ToArray());
        Assert.Equal(Expected(first.Hash.ToArray(), count), second.Hash.ToArray());

        byte[] Expected(byte[] previous, int version) => SHA256.HashData([
            .. previous, 0, 11, .. "box-small-0"u8, .. Big(version, 8), .. Big(count, 4), .. Big(3, 4), .. Big(2, 4), .. Root(events)]);
    }

    [Fact]
    public void The_chain_of_a_payload_that_is_written_is_that_of_the_payload_that_is_read()
    {
        var (payload, random, genesis) = (new FramedPayload(), new Random(7), Chain.Genesis("box-small-0"));
        foreach (var count in (int[])[1, 2, 3, 64, 100, 1, 7])
        {
            payload.Reset(2);
            List<byte[]> leaves = [];
            for (var number = 0; number < count; number++)
            {
                var happened = Entries.Bytes(random.Next(700), number);
                payload.BeginEvent();
                happened.CopyTo(payload.GetSpan(happened.Length));
                payload.Advance(happened.Length);
                leaves.Add(payload.EndEvent().ToArray());
                Assert.Equal(SHA256.HashData([0, .. happened]), leaves[^1]);
            }
            Assert.Equal(Chain.Next(genesis, "box-small-0", 5, count, Framing.Format, payload.WrittenSpan), Chain.Next(genesis, "box-small-0", 5, payload));
        }
    }

    [Theory]
    [InlineData("box-small-1", 0L, 3, 3)]
    [InlineData("box-small-0", 1L, 3, 3)]
    [InlineData("box-small-0", 0L, 3, 1)]
    public void A_changed_field_of_the_header_changes_the_chain(string stream, long version, int format, byte inner)
    {
        var entry = Entries.Framed("box-small-0", null, [1, 2], [3], [4, 5, 6]);
        byte[] payload = [inner, .. entry.Payload.Span[1..]];
        Assert.NotEqual(entry.Hash.ToArray(), Chain.Next(Chain.Genesis("box-small-0"), stream, version, 3, format, payload));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("02", 1)]
    [InlineData("02 02 AA", 1)]
    [InlineData("02 01 AA 01 BB", 1)]
    [InlineData("02 01 AA", 2)]
    [InlineData("02 01 AA", -1)]
    [InlineData("02 81 00 AA", 1)]
    [InlineData("82 00 01 AA", 1)]
    [InlineData("02 FF FF FF FF FF 01", 1)]
    [InlineData("02 80", 1)]
    public void A_payload_that_is_not_made_of_the_stated_events_is_broken(string payload, int count)
    {
        var entry = new JournalEntry("staff", 7, count, 3, Convert.FromHexString(payload.Replace(" ", "", StringComparison.Ordinal)), default);
        var broken = Assert.Throws<JournalBrokenException>(() => Chain.Next(Chain.Genesis("staff"), entry));
        Assert.Equal(("staff", 7), (broken.Stream, broken.Version));
        Assert.Throws<JournalBrokenException>(() => entry.Unframed());
    }

    [Fact]
    public void A_framed_entry_of_JSON_reads_as_one_event_a_line()
    {
        var entry = Entries.Framed("staff", null, "{}"u8.ToArray(), "{\"a\":1}"u8.ToArray());
        var lines = (entry with { Payload = (byte[])[1, .. entry.Payload.Span[1..]] }).Unframed();
        Assert.Equal((1, "{}\n{\"a\":1}\n"), (lines.Format, Encoding.UTF8.GetString(lines.Payload.Span)));
    }

    [Fact]
    public void Threads_that_hash_at_the_same_time_do_not_disturb_each_other() => Parallel.For(0, 2_000, entry =>
    {
        byte[] previous = SHA256.HashData(BitConverter.GetBytes(entry)), payload = new byte[1 + entry];
        Assert.Equal(SHA256.HashData([.. previous, .. payload]), Next(previous, format: 2, payload));
        Assert.Equal(SHA256.HashData([0, .. payload]), Merkle.Leaf(payload));
    });

    private static byte[] Next(byte[] previous, int format, byte[] payload) => Chain.Next(previous, "box-small-0", 0, 1, format, payload);

    private static byte[] Big(long number, int bytes) => [.. BitConverter.GetBytes(number).Take(bytes).Reverse()];

    /// <summary>The root as RFC 9162 defines it, section 2.1.1.</summary>
    private static byte[] Root(byte[][] leaves)
    {
        if (leaves.Length == 1)
            return SHA256.HashData([0, .. leaves[0]]);
        var split = 1;
        while (2 * split < leaves.Length)
            split *= 2;
        return SHA256.HashData([1, .. Root(leaves[..split]), .. Root(leaves[split..])]);
    }
}
