using System.Security.Cryptography;
using System.Text;
using Evaluation.Staff;

namespace Evaluation.Gateway.Complaints;

/// <summary>
/// The secret of a complaint: 128 bits. Derived from the <c>Idempotency-Key</c> where that is random enough, so that a repeat gets the same
/// secret although the server keeps only a hash of it; random otherwise.
/// </summary>
/// <remarks>An unsalted hash is sufficient for 128 random bits, because they cannot be guessed.</remarks>
internal static class ComplaintSecret
{
    public const int CharactersMax = 200;

    private const int Bytes = 16;

    private const int KeyBits = 128;

    /// <summary>A random key of 32 hexadecimal digits has about 14 distinct ones.</summary>
    private const int DistinctMin = 8;

    /// <summary>The secret of a complaint that is created by this call.</summary>
    /// <param name="header">The <c>Idempotency-Key</c> as sent; null without one.</param>
    /// <param name="key">The key with its caller and route; null without one.</param>
    public static string Of(string? header, CreationKey? key) =>
        header is not null && key is not null && IsRandomEnough(header) ? Derive(header, key) : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>
    /// Whether a key can have 128 random bits: 32 hexadecimal digits (a UUID), 22 letters and digits, 39 digits. It is no common word, and
    /// it does not repeat itself.
    /// </summary>
    public static bool IsRandomEnough(string header)
    {
        var signs = header.Where(char.IsAsciiLetterOrDigit).ToArray();
        var kinds = signs.All(char.IsAsciiDigit) ? 10
            : signs.All(char.IsAsciiHexDigitLower) || signs.All(char.IsAsciiHexDigitUpper) ? 16
            : signs.All(sign => !char.IsAsciiLetterUpper(sign)) || signs.All(sign => !char.IsAsciiLetterLower(sign)) ? 36
            : 62;
        return signs.Length * Math.Log2(kinds) >= KeyBits && signs.Distinct().Count() >= DistinctMin && !SecretRules.IsEasy(header);
    }

    private static string Derive(string header, CreationKey key) => Convert.ToHexStringLower(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(header), Bytes, info: Encoding.UTF8.GetBytes($"evaluation complaint\n{key.Key}\n{key.Body}")));
}
