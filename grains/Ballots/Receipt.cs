using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Ballots;

/// <summary>
/// What a voter keeps: it proves that a ballot is in, and says nothing of the marks, so it cannot be sold.
/// </summary>
/// <remarks>
/// <c>box-sequence-check</c>, where check is the first 10 bytes, in lower-case hexadecimal, of SHA-256 over the round's id, the box, the sequence and the
/// credential's hash. The journal holds at that place of that box a ballot of that credential, and whoever has the journal can see so.
/// </remarks>
public static class Receipt
{
    private const int CheckBytes = 10;

    /// <summary>The longest receipt: two numbers of ten digits, two dashes, the check.</summary>
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
