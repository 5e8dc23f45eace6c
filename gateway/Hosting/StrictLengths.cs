using System.Text;

namespace Evaluation.Gateway.Hosting;

/// <summary>
/// Makes Kestrel refuse a <c>Content-Length</c> that is not digits only (RFC 9110, 8.6). Its own parser accepts <c>+5</c>, which a proxy
/// may read in another way.
/// </summary>
/// <remarks>With an encoding for this header, Kestrel parses the characters that the encoding gives it.</remarks>
internal sealed class StrictLengths : Encoding
{
    /// <summary>More digits than any length that Kestrel takes.</summary>
    private const int CharactersMax = 20;

    /// <summary>A character that no parser takes for a number.</summary>
    private const char Invalid = 'x';

    private static readonly StrictLengths Lengths = new();

    /// <summary>The encoding of a request header; null for the standard one.</summary>
    public static Encoding? Of(string header) => header.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) ? Lengths : null;

    /// <summary>The digits of the header. Anything else, and a number that is too long, becomes a text that is no number.</summary>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (bytes.Length is 0 or >= CharactersMax || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            chars[0] = Invalid;
            return 1;
        }
        for (var at = 0; at < bytes.Length; at++)
            chars[at] = (char)bytes[at];
        return bytes.Length;
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => Math.Min(count, CharactersMax);

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;
}
