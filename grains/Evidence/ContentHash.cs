using System.Security.Cryptography;

namespace Evaluation.Evidence;

/// <summary>The name of a file's content: its SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.</summary>
public static class ContentHash
{
    public const int Characters = 2 * SHA256.HashSizeInBytes;

    /// <summary>Computes the hash of a stream from its first byte and returns to the first byte.</summary>
    public static async ValueTask<string> OfAsync(Stream content, CancellationToken cancel = default)
    {
        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        content.Position = 0;
        return hash;
    }

    /// <summary>Whether the text is such a name.</summary>
    public static bool IsOne(string text) => text.Length == Characters && text.All(char.IsAsciiHexDigitLower);

    /// <exception cref="ArgumentException">
    /// The text is not such a name. Callers that build paths or keys from the name rely on this check.
    /// </exception>
    public static void ThrowIfNone(string sha256)
    {
        if (!IsOne(sha256))
            throw new ArgumentException("The name of a content must be 64 lower-case hexadecimal digits.", nameof(sha256));
    }
}
