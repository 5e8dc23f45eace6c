using Evaluation.Ballots.Keys;

namespace Evaluation.Tests.Ballots.Keys;

/// <summary>The two shares of a key, as they are printed and typed again.</summary>
public sealed class KeySharesTests
{
    private const string Round = "small";

    private readonly RoundKey _key = new([.. Enumerable.Range(0, RoundKey.Bytes).Select(i => (byte)(255 - (3 * i)))]);

    private string A => KeyShares.Write(_key, Round, KeyShare.A);

    private string B => KeyShares.Write(_key, Round, KeyShare.B);

    [Fact]
    public void Two_shares_give_the_key_in_any_order_and_typed_as_people_type()
    {
        foreach (var (one, other) in new[] { (A, B), (B, A), (A.ToUpperInvariant().Replace('0', 'O').Replace('1', 'l'), B.Replace("-", " ", StringComparison.Ordinal)) })
        {
            Assert.Equal(_key.Commitment, KeyShares.Read(one, other, Round, out var fault)!.Commitment);
            Assert.Null(fault);
        }
        Assert.Matches("^([0-9a-z]{5}-){11}[0-9a-z]{5}$", A);
    }

    [Fact]
    public void The_same_share_twice_or_a_share_of_another_round_gives_nothing()
    {
        foreach (var (one, other, words) in new[]
        {
            (A, A, "same share"), (B, B, "same share"), (A, KeyShares.Write(_key, "other", KeyShare.B), "another round"), (A, B[..^1], "second share"), ("", B, "first share"), (A, B + "0", "second share"),
        })
        {
            Assert.Null(KeyShares.Read(one, other, Round, out var fault));
            Assert.Contains(words, fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_mistyped_letter_is_found()
    {
        for (var at = 0; at < A.Length; at++)
        {
            if (A[at] == '-')
                continue;
            var typed = A[..at] + (A[at] == '7' ? '8' : '7') + A[(at + 1)..];
            Assert.Null(KeyShares.Read(typed, B, Round, out _));
        }
    }

    [Fact]
    public void One_share_is_not_the_key_and_differs_from_the_other_in_half_of_its_bits()
    {
        var key = Convert.ToHexString(Enumerable.Range(0, RoundKey.Bytes).Select(i => (byte)(255 - (3 * i))).ToArray());
        Assert.NotEqual(A[5..20], B[5..20]);
        Assert.DoesNotContain(key[..8], A, StringComparison.OrdinalIgnoreCase);
    }
}
