using Evaluation.Ballots;
using Evaluation.Ballots.Keys;

namespace Evaluation.Gateway.Voting;

/// <summary>The receipt that a voter gets: a <see cref="BallotMark"/>, or in rounds of the old form a <see cref="Receipt"/>.</summary>
internal static class ReceiptText
{
    public const int CharactersMax = BallotMark.CharactersMax > Receipt.CharactersMax ? BallotMark.CharactersMax : Receipt.CharactersMax;

    /// <summary>Writes the receipt and returns its length.</summary>
    /// <param name="leaf">The start of the ballot's leaf; 0 in a round of the old form.</param>
    public static int Format(Span<char> to, string round, int box, uint sequence, CredentialHash credential, UInt128 leaf) =>
        leaf == 0 ? Receipt.Format(to, round, box, sequence, credential) : new BallotMark(box, sequence, leaf).Format(to);

    public static string Of(string round, int box, uint sequence, CredentialHash credential, UInt128 leaf)
    {
        Span<char> receipt = stackalloc char[CharactersMax];
        return new(receipt[..Format(receipt, round, box, sequence, credential, leaf)]);
    }
}
