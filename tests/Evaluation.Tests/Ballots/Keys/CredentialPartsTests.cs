using Evaluation.Ballots;
using Evaluation.Ballots.Keys;

namespace Evaluation.Tests.Ballots.Keys;

/// <summary>Credentials in two parts: as people type them, and whether the parts are of one slip.</summary>
public sealed class CredentialPartsTests
{
    // 0x00 to 0x0e and 0x0f to 0x13: every character encodes five bits, so the texts are known. 0x155 is 10 and 21, "a" and "n".
    private const string First = "000g40r40m30e209185gr38ean", Second = "1w8124gkan";

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 20).Select(i => (byte)i)];
    private static readonly RoundKey Key = new([.. Enumerable.Repeat((byte)7, RoundKey.Bytes)]);

    [Fact]
    public void Both_parts_are_written_without_letters_that_look_alike_and_end_with_the_check()
    {
        Assert.Equal(First, CredentialParts.FormatFirst(Bytes.AsSpan(0, 15), 0x155));
        Assert.Equal(Second, CredentialParts.FormatSecond(Bytes.AsSpan(15), 0x155));
        Assert.Equal((CredentialParts.FirstCharacters, CredentialParts.SecondCharacters), (First.Length, Second.Length));
    }

    [Theory]
    [InlineData(First + Second)]
    [InlineData(First + "-" + Second)]
    [InlineData(" 000G 4OR4 om30 e209 i85g r38e an 1w8l 24gk an ")]
    public void A_pair_is_recognised_as_people_type_it(string typed)
    {
        Assert.True(Credential.TryRead(typed, out var read));
        Assert.True(read.HasTwoParts);
        var written = new byte[CredentialSecret.BytesMax];
        read.Write(written);
        Assert.Equal((Bytes.Length, Convert.ToHexString(Bytes)), (read.Length, Convert.ToHexString(written)));
        Assert.Equal(Key.Pseudonym(Bytes), new VoterKey(Key).NameOf(read));
        Assert.Equal(Key.Pseudonym(Bytes), Key.Pseudonym(read));
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    [InlineData(First + "1w8124gkam")]
    [InlineData(First + "1w8124gkbn")]
    [InlineData(First + Second + "0")]
    [InlineData(First + "1w8124gan")]
    [InlineData(First + "1w8124gkaü")]
    [InlineData(First + "1u8124gkan")]
    [InlineData(Second + First)]
    public void A_part_alone_and_parts_of_different_slips_are_no_credential(string typed) => Assert.False(Credential.TryRead(typed, out _));

    [Fact]
    public void Each_byte_of_each_part_makes_another_voter()
    {
        var names = new HashSet<CredentialHash> { Key.Pseudonym(Bytes) };
        for (var index = 0; index < Bytes.Length; index++)
        {
            byte[] other = [.. Bytes];
            other[index] ^= 1;
            var secret = CredentialSecret.Of(other.AsSpan(0, 15), other.AsSpan(15));
            Assert.True(names.Add(new VoterKey(Key).NameOf(secret)));
        }
        // Not even a second part of zeros makes a credential in one part of it.
        Assert.True(names.Add(Key.Pseudonym(CredentialSecret.Of(Bytes.AsSpan(0, 15), new byte[5]))));
        Assert.True(names.Add(Key.Pseudonym(CredentialSecret.Read([0, .. Bytes.AsSpan(0, 15)]))));
    }

    [Fact]
    public void Slips_whose_numbers_follow_each_other_never_agree()
    {
        foreach (var batch in new[] { "b1", "letter-7f3a9c" })
            Assert.Equal(1_024, Enumerable.Range(1, 1_024).Select(serial => CredentialParts.Check(batch, serial)).Distinct().Count());
        Assert.InRange(Enumerable.Range(1, 10_000).Count(serial => CredentialParts.Check("b1", serial) == CredentialParts.Check("b2", serial + (serial / 7))), 0, 100);
        Assert.InRange(CredentialParts.Check("b1", Limits.CredentialsPerCall), 0, 1_023);
    }

    [Fact]
    public void Second_parts_follow_from_key_batch_and_number()
    {
        var parts = new SecondParts(Key, "b1");
        Assert.Equal(parts[1], new SecondParts(Key, "b1")[1]);
        string[] others = [parts[2], new SecondParts(Key, "b2")[1], new SecondParts(new([.. Enumerable.Repeat((byte)8, RoundKey.Bytes)]), "b1")[1]];
        Assert.All(others, other => Assert.NotEqual(parts[1][..8], other[..8]));
        Assert.Equal(5_000, Enumerable.Range(1, 5_000).Select(serial => parts[serial][..8]).Distinct().Count());
    }
}
