using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Gateway.Http.Downloads;

/// <summary>Names of downloaded files.</summary>
public static class DownloadName
{
    /// <summary>Bytes of a file name in UTF-8, which most file systems store at the most.</summary>
    public const int BytesMax = 255;

    private static readonly SearchValues<char> Codes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>The value of <c>Content-Disposition</c> for a download with this name (RFC 6266).</summary>
    /// <param name="title">
    /// The name without extension. Letters, digits, hyphens and underscores of any script stay; all else separates words.
    /// </param>
    /// <param name="extension">The extension without its dot; ASCII.</param>
    public static string Attachment(string title, string extension)
    {
        var name = Of(title, extension);
        var header = new ContentDispositionHeaderValue("attachment") { FileName = $"\"{name}\"" };
        if (name.AsSpan().ContainsAnyExcept(Codes))
            header.SetHttpFileName(name);
        return header.ToString();
    }

    /// <summary>A file name of at most <see cref="BytesMax"/> bytes, cut between characters as readers see them.</summary>
    public static string Of(string title, string extension)
    {
        var words = Words(title);
        var stem = Graphemes.Cut(words, BytesMax - Encoding.UTF8.GetByteCount(extension) - 1, character => Encoding.UTF8.GetByteCount(character)).TrimEnd();
        return $"{stem}.{extension}";
    }

    /// <summary>Keeps whole characters, because a vowel sign, an accent or a joiner belongs to the letter before it.</summary>
    private static string Words(string title)
    {
        var words = new StringBuilder(title.Length);
        for (var rest = title.AsSpan(); !rest.IsEmpty;)
        {
            var character = rest[..StringInfo.GetNextTextElementLength(rest)];
            rest = rest[character.Length..];
            var isFit = Rune.DecodeFromUtf16(character, out var first, out _) == OperationStatus.Done && (Rune.IsLetterOrDigit(first) || first.Value is '-' or '_');
            if (isFit)
                words.Append(character);
            else if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }
        return words.ToString().TrimEnd();
    }
}
