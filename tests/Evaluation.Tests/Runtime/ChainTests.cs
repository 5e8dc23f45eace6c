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
    public void Every_entry_is_hashed_behind_the_one_before_and_behind_nothing_else()
    {
        var previous = Chain.Genesis("box-small-0");
        for (byte entry = 0; entry < 3; entry++)
        {
            byte[] payload = [entry, .. "ballots"u8];
            byte[] expected = SHA256.HashData([.. previous, .. payload]);

            Assert.Equal(expected, Chain.Next(previous, payload));
            Assert.Equal(expected, Chain.Next(previous, payload));
            previous = expected;
        }
    }

    [Fact]
    public void Threads_that_hash_at_the_same_time_do_not_disturb_each_other() => Parallel.For(0, 2_000, entry =>
    {
        byte[] previous = SHA256.HashData(BitConverter.GetBytes(entry)), payload = new byte[1 + entry];
        Assert.Equal(SHA256.HashData([.. previous, .. payload]), Chain.Next(previous, payload));
    });
}
