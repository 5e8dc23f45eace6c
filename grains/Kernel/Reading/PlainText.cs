using System.Text;

namespace Evaluation.Kernel.Reading;

/// <summary>Checks texts from requests and quotes them in messages.</summary>
public static class PlainText
{
    private const int QuotedCharacters = 40;
    private const int NamesShown = 20;

    /// <summary>
    /// The problem of a new text, or null: nothing of it is visible, it has more than <paramref name="charactersMax"/> Unicode scalar
    /// values, or contains an unpaired surrogate or a control character. Line breaks and tabs are allowed only with <paramref
    /// name="lines"/>. No text contains a character that changes the direction of writing, and a text of one line no separator of lines.
    /// </summary>
    public static string? Fault(string text, int charactersMax, bool lines)
    {
        if (StoredFault(text, charactersMax, lines) is { } fault) return fault;
        if (!VisibleText.IsAny(text)) return "has only characters that are not visible";
        return VisibleText.Reordering(text, lines) is { } character
            ? $"holds the character U+{(int)character:X4}, which changes the direction{(lines ? " of writing; none is allowed" : " or the line; none is allowed in a name")}"
            : null;
    }

    /// <summary>Like <see cref="Fault"/>, for the name of something that was stored before names had to be visible.</summary>
    public static string? StoredFault(string text, int charactersMax, bool lines)
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

    /// <summary>The beginning of a text in quotation marks, safe for a message.</summary>
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
            quoted.Append(Rune.IsControl(rune) || VisibleText.IsReordering(rune.Value) ? Rune.ReplacementChar : rune);
        }
        return quoted.Append('"').ToString();
    }

    /// <summary><c>"a", "b", "c"</c>; only the beginning of a long list.</summary>
    public static string QuotedList(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(NamesShown).Select(Quoted)) + (names.Count > NamesShown ? ", …" : "");

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
