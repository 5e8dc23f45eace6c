using Evaluation.Ballots;
using Evaluation.Ballots.Keys;

namespace Evaluation.Tests.Ballots;

public sealed class CredentialTests
{
    // 0x00 to 0x0f: every character encodes five bits, so the text is known.
    private const string Counted = "000g40r40m30e209185gr38e1w";

    [Fact]
    public void A_secret_is_written_without_letters_that_look_alike()
    {
        Assert.Equal(Counted, Credential.Format([.. Enumerable.Range(0, 16).Select(i => (byte)i)]));
        Assert.Equal(new string('z', 25) + "w", Credential.Format([.. Enumerable.Repeat((byte)0xFF, 16)]));
    }

    [Fact]
    public void A_written_credential_is_recognised_by_its_hash()
    {
        var random = new Random(1);
        var secret = new byte[Credential.SecretBytes];
        for (var run = 0; run < 1_000; run++)
        {
            random.NextBytes(secret);
            Assert.True(Credential.TryRead(Credential.Format(secret), out var read));
            Assert.Equal(CredentialHash.Of(secret), VoterKey.None.NameOf(read));
        }
    }

    [Theory]
    [InlineData("000G40R40M30E209185GR38E1W")]
    [InlineData("000g4-0r40m-30e20-9185g-r38e1-w")]
    [InlineData(" 000g 40r4 0m30 e209 185g r38e 1w ")]
    [InlineData("OoOg4Or4om3Oe2o9I85gr38eLw")]
    [InlineData("000g40r40m30e209l85gr38eiw")]
    public void A_credential_is_recognised_with_the_usual_typing_errors(string typed)
    {
        Assert.True(Credential.TryRead(Counted, out var expected));
        Assert.True(Credential.TryRead(typed, out var read));
        Assert.Equal(VoterKey.None.NameOf(expected), VoterKey.None.NameOf(read));
    }

    [Theory]
    [InlineData("")]
    [InlineData("000g40r40m30e209185gr38e1")]
    [InlineData("000g40r40m30e209185gr38e1w0")]
    [InlineData("000g40r40m30e209185gr38e1x")]
    [InlineData("u00g40r40m30e209185gr38e1w")]
    [InlineData("０00g40r40m30e209185gr38e1w")]
    [InlineData("000g40r40m30e209185gr38e1w\n")]
    public void A_text_that_cannot_be_a_credential_is_rejected(string typed)
    {
        Assert.False(Credential.TryRead(typed, out var read));
        Assert.Equal(VoterKey.None.NameOf(default(CredentialSecret)), VoterKey.None.NameOf(read));
    }

    [Fact]
    public void A_hash_is_read_back_and_selects_one_box()
    {
        Span<byte> bytes = stackalloc byte[CredentialHash.Bytes];
        foreach (var number in Enumerable.Range(0, 100))
        {
            var hash = Given.Credential(number);
            hash.Write(bytes);
            Assert.Equal(hash, CredentialHash.Read(bytes));
            Assert.InRange(hash.Box(16), 0, 15);
            Assert.Equal(0, hash.Box(1));
        }
        Assert.Equal(16, Enumerable.Range(0, 500).Select(number => Given.Credential(number).Box(16)).Distinct().Count());
    }
}
