using System.Text;
using Evaluation.Kernel.Reading;

namespace Evaluation.Comments;

/// <summary>A short word by which comments are sorted. Tags that differ only in capitals, spaces or full-width letters are equal.</summary>
public static class CommentTag
{
    private const int FullWidthFirst = '\uFF01';
    private const int FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = FullWidthFirst - '!';

    /// <summary>The tag in lower case and half width, with single spaces between words and none around them.</summary>
    public static string Normalise(string tag)
    {
        var words = new StringBuilder(tag.Length);
        foreach (var character in tag)
        {
            if (!char.IsWhiteSpace(character) || character is '\n' or '\r')
                words.Append(char.ToLowerInvariant(character is >= (char)FullWidthFirst and <= (char)FullWidthLast ? (char)(character - FullWidthOffset) : character));
            else if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }
        return words.ToString().TrimEnd(' ');
    }

    /// <summary>The problem of a normalised tag, or null.</summary>
    public static string? Fault(string tag) =>
        PlainText.Fault(tag, Limits.TagCharacters, lines: false) ?? (tag.Contains(',', StringComparison.Ordinal) ? "holds a comma; tags are listed with commas between" : null);

    /// <summary>Reads a tag of a request body and normalises it. The substitute is empty.</summary>
    public static string Read(JsonCursor at)
    {
        if (!at.IsText)
            return at.Text(Limits.TagCharacters);
        // Checked after it is normalised, so that surrounding spaces do no harm.
        var tag = Normalise(at.Text(Limits.ReasonCharacters));
        if (tag.Length == 0 || Fault(tag) is not { } fault)
            return tag;
        at.Fail(fault);
        return "";
    }
}
