using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

public sealed class ReceiptTests
{
    [Fact]
    public void A_receipt_has_the_documented_form() =>
        Assert.Equal("1-7-193efd4fcf7f009e9091", Receipt.Of("small", 1, 7, new CredentialHash(42)));

    [Fact]
    public void A_receipt_does_not_depend_on_the_marks()
    {
        var (one, other) = (Given.OpenBox(), Given.OpenBox());
        var counted = one.Do(Given.Ballot(1, "u1:AA"));

        Assert.Equal(counted, other.Do(Given.Ballot(1, "u1:DD a complaint")));
        // The inputs of a receipt besides the round and the box.
        Assert.Equal(Of(counted.Sequence, 1), Receipt.Of(Given.Round, 0, counted.Sequence, Given.Credential(1)));
    }

    [Fact]
    public void Every_ballot_has_its_own_receipt()
    {
        string[] receipts =
        [
            Of(1, 1), Of(2, 1), Of(1, 2), Receipt.Of(Given.Round, 1, 1, Given.Credential(1)), Receipt.Of("smal", 0, 1, Given.Credential(1)),
        ];
        Assert.Equal(receipts.Length, receipts.Select(receipt => receipt[^20..]).Distinct().Count());
    }

    [Fact]
    public void The_longest_round_id_has_a_receipt() =>
        Assert.StartsWith("63-4294967295-", Receipt.Of(new string('a', Limits.SlugCharacters), 63, uint.MaxValue, Given.Credential(1)), StringComparison.Ordinal);

    private static string Of(uint sequence, int credential) => Receipt.Of(Given.Round, 0, sequence, Given.Credential(credential));
}
