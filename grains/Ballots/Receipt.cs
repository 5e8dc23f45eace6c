using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Ballots;

/// <summary>
/// The receipt of a ballot in a round of the old form, which has no key. It proves that the ballot was counted and reveals nothing about
/// its marks, so that a vote cannot be sold with
/// it.
/// </summary>
/// <remarks>
/// Format: <c>box-sequence-check</c>. The check is the first 10 bytes, in lower-case hexadecimal, of SHA-256 over the round's id, the box,
/// the sequence and the credential's hash. With the journal anybody can verify that the box holds a ballot of this credential at this
/// sequence.
/// </remarks>
public static class Receipt
{
    private const int CheckBytes = 10;

    /// <summary>Characters of the longest receipt: two numbers of ten digits, two dashes, and the check.</summary>
    public const int CharactersMax = 22 + (2 * CheckBytes);

    public static string Of(string round, int box, uint sequence, CredentialHash credential)
    {
        Span<char> receipt = stackalloc char[CharactersMax];
        return new(receipt[..Format(receipt, round, box, sequence, credential)]);
    }

    /// <summary>Writes the receipt and returns its length.</summary>
    public static int Format(Span<char> to, string round, int box, uint sequence, CredentialHash credential)
    {
        Span<byte> seed = stackalloc byte[Limits.SlugCharacters + 8 + CredentialHash.Bytes];
        var length = Encoding.ASCII.GetBytes(round, seed);
        BinaryPrimitives.WriteInt32BigEndian(seed[length..], box);
        BinaryPrimitives.WriteUInt32BigEndian(seed[(length + 4)..], sequence);
        credential.Write(seed[(length + 8)..]);
        Span<byte> check = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(seed[..(length + 8 + CredentialHash.Bytes)], check);

        Span<char> hex = stackalloc char[2 * CheckBytes];
        Convert.TryToHexStringLower(check[..CheckBytes], hex, out _);
        to.TryWrite(CultureInfo.InvariantCulture, $"{box}-{sequence}-{hex}", out var written);
        return written;
    }
}
