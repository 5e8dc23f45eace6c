using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Assessment.SelfAssessments;

/// <summary>A number as a person typed it, such as <c>423余人</c>, <c>98.50%</c>, <c>近160余家次</c> or <c>XXX</c>.</summary>
/// <param name="Number">The number; null when there is none, or more than one.</param>
/// <param name="Decimals">The decimals that are shown.</param>
/// <param name="IsMasked">Whether a placeholder stands in place of the number.</param>
/// <param name="Said">What the text says of its precision; null when it says nothing.</param>
public sealed partial record TypedNumber(decimal? Number, int Decimals, bool IsMasked, FigurePrecision? Said)
{
    private const int FullWidth = 0xFEE0;

    private static readonly SearchValues<char> DigitsAndPoint = SearchValues.Create("0123456789.");

    private static readonly string[] AboutWords = ["余", "多", "近", "约", "左右", "上下", "大概", "几", "about", "around", "nearly", "~", "≈", "odd"];
    private static readonly string[] AtLeastWords = ["以上", "至少", "不少于", "不低于", "超过", "超", "逾", "at least", "over", "more than", "≥", ">=", ">", "+"];

    public static TypedNumber Of(string text)
    {
        if (IsPlain(text) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plainly))
            return new(plainly, plainly.Scale, IsMasked: false, Said: null);
        var plain = HalfWidth(text).Trim();
        if (Masked().IsMatch(plain))
            return new(null, 0, IsMasked: true, Said: null);
        var numbers = Numbers().Matches(Thousands().Replace(plain, ""));
        var said = AboutWords.Any(word => plain.Contains(word, StringComparison.OrdinalIgnoreCase)) ? FigurePrecision.About
            : AtLeastWords.Any(word => plain.Contains(word, StringComparison.OrdinalIgnoreCase)) ? FigurePrecision.AtLeast
            : (FigurePrecision?)null;
        return numbers.Count == 1 && decimal.TryParse(numbers[0].Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new(number, number.Scale, IsMasked: false, said)
            : new(null, 0, IsMasked: false, said);
    }

    /// <summary>Whether the text is digits, perhaps with a point between them. Most values are, and need no search for words.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]) && !text.AsSpan().ContainsAnyExcept(DigitsAndPoint) && text.AsSpan().Count('.') <= 1;

    /// <summary>The text with full-width characters, minus signs and blanks in their usual forms.</summary>
    public static string HalfWidth(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
            plain.Append(character switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(character - FullWidth),
                '\u3000' or '\u00A0' => ' ',
                '。' => '.',
                '−' or '–' => '-',
                '×' or '╳' or '✕' => 'X',
                '※' => '*',
                _ => character,
            });
        return plain.ToString();
    }

    /// <summary>Placeholders, perhaps between digits and before a counter: XXX, x, *, 1XX, XX人.</summary>
    [GeneratedRegex(@"^[0-9.]*[xX*][0-9.xX*]*\s*[%\p{IsCJKUnifiedIdeographs}]{0,4}$")]
    private static partial Regex Masked();

    /// <summary>Commas between thousands.</summary>
    [GeneratedRegex(@"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"(?<![0-9])-?[0-9]+(\.[0-9]+)?")]
    private static partial Regex Numbers();
}
