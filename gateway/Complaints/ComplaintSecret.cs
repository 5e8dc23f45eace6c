using System.Security.Cryptography;
using System.Text;
using Evaluation.Gateway.Http.Creation;

namespace Evaluation.Gateway.Complaints;

/// <summary>The secret of a complaint: 128 bits, made as <see cref="DerivedSecret"/> says.</summary>
/// <remarks>An unsalted hash is sufficient for 128 random bits, because they cannot be guessed.</remarks>
internal static class ComplaintSecret
{
    public const int CharactersMax = 200;

    private const int Bytes = 16;

    /// <summary>The secret of a complaint that is created by this call.</summary>
    /// <param name="header">The <c>Idempotency-Key</c> as sent; null without one.</param>
    /// <param name="key">The key with its caller and route; null without one.</param>
    public static string Of(string? header, CreationKey? key) => Convert.ToHexStringLower(DerivedSecret.Of(header, key, Bytes, "evaluation complaint"));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
