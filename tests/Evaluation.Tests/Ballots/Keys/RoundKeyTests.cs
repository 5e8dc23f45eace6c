using System.Buffers;
using System.Security.Cryptography;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.Packing;

namespace Evaluation.Tests.Ballots.Keys;

/// <summary>The key of a round: commitment, pseudonyms, ciphers of boxes.</summary>
public sealed class RoundKeyTests
{
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
        Assert.Equal(expected, _key.Pseudonym(CredentialSecret.Read(Given.Secret(1))));
        Assert.NotEqual(CredentialHash.Of(Given.Secret(1)), expected);
    }

    [Fact]
    public void A_sealed_text_is_read_with_the_key_of_the_same_box_and_purpose_only()
    {
        var text = "a ballot"u8.ToArray();
        var bytes = Seal(_key, "box-a-1", text);
        Assert.Equal(text, Open(_key, "box-a-1", SealedText.Event, bytes)![..text.Length]);
        Assert.Null(Open(_key, "box-a-2", SealedText.Event, bytes));
        Assert.Null(Open(_key, "box-a-1", SealedText.Snapshot, bytes));
        Assert.Null(Open(new(SHA256.HashData(Bytes)), "box-a-1", SealedText.Event, bytes));
        for (var at = 0; at < bytes.Length; at++)
        {
            // A changed length is a broken payload.
            if (at is BoxCipher.NonceBytes)
                continue;
            bytes[at] ^= 1;
            Assert.Null(Open(_key, "box-a-1", SealedText.Event, bytes));
            bytes[at] ^= 1;
        }
    }

    [Fact]
    public void The_same_text_gives_the_same_bytes_and_another_text_another_nonce()
    {
        var nonces = new HashSet<string>();
        for (var length = 0; length < 300; length++)
            for (var last = 0; last < 3; last++)
            {
                var text = Enumerable.Repeat((byte)0, length).Append((byte)last).ToArray();
                var bytes = Seal(_key, "box-a-1", text);
                Assert.Equal(bytes, Seal(_key, "box-a-1", text));
                Assert.True(nonces.Add(Convert.ToHexString(bytes.AsSpan(0, BoxCipher.NonceBytes))));
            }
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 128)]
    [InlineData(300, 512)]
    public void The_length_of_a_sealed_text_tells_a_power_of_two(int length, int padded) =>
        Assert.Equal(padded, Open(_key, "box-a-1", SealedText.Event, Seal(_key, "box-a-1", new byte[length]))!.Length);

    private static byte[] Seal(RoundKey key, string box, byte[] text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        key.ForBox(box).Seal(SealedText.Event, text, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static byte[]? Open(RoundKey key, string box, SealedText purpose, byte[] bytes)
    {
        var reader = new FieldReader(bytes);
        return key.ForBox(box).Open(purpose, ref reader);
    }
}
