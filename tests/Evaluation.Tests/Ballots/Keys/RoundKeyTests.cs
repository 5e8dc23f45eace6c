using System.Buffers;
using System.Security.Cryptography;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.Packing;

namespace Evaluation.Tests.Ballots.Keys;

/// <summary>The key of a round: commitment, pseudonyms, ciphers of boxes.</summary>
public sealed class RoundKeyTests
{
    private const string Box = "box-a-1";

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, RoundKey.Bytes).Select(i => (byte)(7 * i))];

    private readonly RoundKey _key = new(Bytes);

    [Fact]
    public void The_commitment_is_the_SHA_256_of_the_key_and_no_text_of_the_key_holds_its_bytes()
    {
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes)), _key.Commitment);
        Assert.Equal(typeof(RoundKey).FullName, _key.ToString());
    }

    [Fact]
    public void A_pseudonym_is_the_first_half_of_the_HMAC_of_the_secret()
    {
        var expected = CredentialHash.Read(HMACSHA256.HashData(Bytes, Given.Secret(1)));
        Assert.Equal(expected, _key.Pseudonym(Given.Secret(1)));
        Assert.Equal(expected, new VoterKey(_key).NameOf(CredentialSecret.Read(Given.Secret(1))));
        Assert.NotEqual(CredentialHash.Of(Given.Secret(1)), expected);
        Assert.Equal(CredentialHash.Of(Given.Secret(1)), VoterKey.None.NameOf(CredentialSecret.Read(Given.Secret(1))));
    }

    [Fact]
    public void Threads_that_name_voters_at_the_same_time_do_not_disturb_each_other()
    {
        CredentialHash[] expected = [.. Enumerable.Range(0, 50).Select(voter => _key.Pseudonym(Given.Secret(voter)))];
        Parallel.For(0, 5_000, voter => Assert.Equal(expected[voter % 50], _key.Pseudonym(Given.Secret(voter % 50))));
    }

    [Fact]
    public void A_sealed_text_is_read_with_the_key_of_the_same_box_and_purpose_only()
    {
        var text = "a ballot"u8.ToArray();
        var bytes = Seal(text);
        Assert.Equal(text, Open(_key, Box, SealedText.Snapshot, bytes));
        Assert.Null(Open(_key, "box-a-2", SealedText.Snapshot, bytes));
        Assert.Null(Open(_key, Box, SealedText.Event, bytes));
        Assert.Null(Open(new(SHA256.HashData(Bytes)), Box, SealedText.Snapshot, bytes));
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            Assert.Null(Open(_key, Box, SealedText.Snapshot, bytes));
            bytes[at] ^= 1;
        }
        Assert.Null(Open(_key, Box, SealedText.Snapshot, bytes[..20]));
    }

    [Fact]
    public void The_same_text_gives_the_same_bytes_and_another_text_another_nonce()
    {
        var nonces = new HashSet<string>();
        for (var length = 0; length < 300; length++)
            for (var last = 0; last < 3; last++)
            {
                var text = Enumerable.Repeat((byte)0, length).Append((byte)last).ToArray();
                var bytes = Seal(text);
                Assert.Equal(bytes, Seal(text));
                Assert.True(nonces.Add(Convert.ToHexString(bytes.AsSpan(0, BoxCipher.NonceBytes))));
            }
    }

    [Fact]
    public void The_length_of_a_sealed_event_tells_only_a_power_of_two()
    {
        var lengths = Enumerable.Range(0, 400).Select(comment => Event(new BallotCast(Given.Credential(1), 1, Given.Slip(0, [1, 1], new('x', comment))), 1).Length).ToList();
        Assert.Equal([64, 128, 256, 512], lengths.Distinct().Select(length => length - BoxCipher.NonceBytes - BoxCipher.TagBytes));
    }

    [Fact]
    public void Equal_events_with_different_numbers_have_nothing_in_common()
    {
        var mismatched = new ResendMismatched(Given.Credential(1));
        var (one, other) = (Event(mismatched, 1), Event(mismatched, 2));
        Assert.Equal(one.Length, other.Length);
        Assert.NotEqual(one[..BoxCipher.NonceBytes], other[..BoxCipher.NonceBytes]);
        Assert.InRange(one.Zip(other).Count(pair => pair.First == pair.Second), 0, 10);
    }

    private byte[] Seal(byte[] text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        _key.ForBox(Box).Seal(SealedText.Snapshot, text, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private byte[] Event(BoxEvent happened, ulong number)
    {
        var bytes = new ArrayBufferWriter<byte>();
        _key.ForBox(Box).Seal(happened, number, bytes);
        // Behind the tag of the event.
        return new FieldReader(bytes.WrittenSpan[1..]).Bytes().ToArray();
    }

    private static byte[]? Open(RoundKey key, string box, SealedText purpose, byte[] bytes) => key.ForBox(box).Open(purpose, bytes);
}
