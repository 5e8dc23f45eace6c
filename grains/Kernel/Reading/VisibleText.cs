using System.Globalization;
using System.Text;

namespace Evaluation.Kernel.Reading;

/// <summary>What a reader sees of a text: whether anything is visible, and whether two texts look the same.</summary>
public static class VisibleText
{
    /// <summary>The distance between a full-width form of an ASCII character and the character itself.</summary>
    private const int FullWidth = 0xFEE0;

    /// <summary>Whether any character of the text leaves a mark of its own. Blanks, controls and combining marks alone do not.</summary>
    public static bool IsAny(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsVisible(rune)) return true;
        return false;
    }

    /// <summary>
    /// The first character that changes the direction of the text around it, or its line, or null. Such a character makes a text look
    /// like another one and reorders the page after it.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="lines">Whether the text may have several lines.</param>
    public static char? Reordering(string text, bool lines)
    {
        foreach (var character in text)
            if (lines ? IsTurning(character) : IsReordering(character)) return character;
        return null;
    }

    internal static bool IsReordering(int character) => IsTurning(character) || character is 0x2028 or 0x2029;

    /// <summary>Whether a character changes the direction of writing of the text around it.</summary>
    internal static bool IsTurning(int character) => character is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>
    /// The text without what does not show: invisible characters, blanks around it, repeated blanks, letter case and full width. Readers
    /// cannot distinguish two names with the same appearance. Composed and decomposed letters (U+00E9, or U+0065 and U+0301) count as
    /// different: <see cref="string.Normalize()"/> needs ICU, which the program runs without (<c>InvariantGlobalization</c>).
    /// </summary>
    public static string Appearance(string text)
    {
        var seen = new StringBuilder(text.Length);
        var isBlankDue = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                isBlankDue = seen.Length > 0;
                continue;
            }
            if (!IsVisible(rune) && !IsMark(rune)) continue;
            if (isBlankDue) seen.Append(' ');
            isBlankDue = false;
            seen.Append(Rune.ToUpperInvariant(rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - FullWidth) : rune));
        }
        return seen.ToString();
    }

    private static bool IsVisible(Rune rune) => !IsMark(rune) && !IsBlankSymbol(rune.Value) && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>A combining mark that shows on the character before it. Variation selectors and invisible marks do not show.</summary>
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        && !IsBlankSymbol(rune.Value);

    /// <summary>
    /// Letters, symbols and marks without a glyph: Hangul fillers, the blank Braille pattern, selectors, the object character, and code
    /// points that Unicode keeps free for invisible characters.
    /// </summary>
    private static bool IsBlankSymbol(int rune) => rune is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or 0xFFFC or 0x1D159 or 0x16FE4 or (>= 0xE0000 and <= 0xE0FFF);
}
