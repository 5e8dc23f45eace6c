using System.Security.Cryptography;
using System.Text;
using Evaluation.Staff;

namespace Evaluation.Gateway.Http.Creation;

/// <summary>
/// A secret in the answer of a call that creates something. Derived from the <c>Idempotency-Key</c> where that is random enough, so that a
/// repeat gets the same secret although the server keeps only a hash of it; random otherwise.
/// </summary>
internal static class DerivedSecret
{
    private const int KeyBits = 128;

    /// <summary>A random key of 32 hexadecimal digits has about 14 distinct ones.</summary>
    private const int DistinctMin = 8;

    /// <param name="header">The <c>Idempotency-Key</c> as sent; null without one.</param>
    /// <param name="key">The key with its caller and route; null without one.</param>
    /// <param name="bytes">The length of the secret.</param>
    /// <param name="purpose">What the secret is for: secrets of two purposes differ.</param>
    public static byte[] Of(string? header, CreationKey? key, int bytes, string purpose) => header is not null && key is not null && IsRandomEnough(header)
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(header), bytes, info: Encoding.UTF8.GetBytes($"{purpose}\n{key.Key}\n{key.Body}"))
        : RandomNumberGenerator.GetBytes(bytes);

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
}
