using System.Text;

namespace Evaluation.Kernel.Reading;

/// <summary>What a text from outside may contain, and how it is shown in a message.</summary>
public static class PlainText
{
    private const int QuotedCharacters = 40;

    /// <summary>
    /// What is wrong with a text, or null: it is blank, longer than <paramref name="charactersMax"/> Unicode scalar values, holds half a
    /// surrogate pair or a control character. With <paramref name="lines"/>, line breaks and tabs are allowed.
    /// </summary>
    public static string? Fault(string text, int charactersMax, bool lines)
    {
        if (string.IsNullOrWhiteSpace(text)) return "must not be empty";
        if (!IsUnicode(text)) return "is not valid Unicode: half of a surrogate pair stands alone";
        var characters = text.EnumerateRunes().Count();
        if (characters > charactersMax) return $"has {characters} characters; at most {charactersMax} are allowed";
        foreach (var character in text)
        {
            if (!char.IsControl(character) || (lines && character is '\n' or '\r' or '\t')) continue;
            return $"holds the control character U+{(int)character:X4}; {(lines ? "of these only line breaks and tabs are" : "none is")} allowed";
        }
        return null;
    }

    /// <summary>The beginning of a text between quotation marks, fit for a message.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        var shown = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown++ == QuotedCharacters)
            {
                quoted.Append('…');
                break;
            }
            quoted.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }
        return quoted.Append('"').ToString();
    }

    private static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var read) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[read..];
        }
        return true;
    }
}
