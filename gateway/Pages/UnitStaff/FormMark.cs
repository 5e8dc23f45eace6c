using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Gateway.Pages.UnitStaff;

/// <summary>
/// A short mark of the text of some fields. A form carries the mark of what it showed at first, and so the server knows which fields the
/// person has changed without carrying the text twice.
/// </summary>
internal static class FormMark
{
    private const int Bytes = 9;

    /// <summary>Equal for equal texts; different for different texts, except for one pair in 2⁷².</summary>
    public static string Of(IEnumerable<string> texts) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => $"{text.Length}:{text}")))).AsSpan(0, Bytes));
}
