using System.Globalization;

namespace Evaluation.Gateway.Http.Downloads;

/// <summary>Characters as readers see them: a letter with its marks, or a symbol of several code points (Unicode, UAX 29).</summary>
internal static class Graphemes
{
    /// <summary>The beginning of a text of at most so many UTF-16 units, cut between characters.</summary>
    public static string Cut(string text, int lengthMax) => text.Length <= lengthMax ? text : Cut(text, lengthMax, character => character.Length);

    /// <summary>The beginning of a text, cut between characters.</summary>
    /// <param name="sizeMax">The size that all characters of the beginning have together at the most.</param>
    /// <param name="size">The size of a character.</param>
    public static string Cut(string text, int sizeMax, Func<ReadOnlySpan<char>, int> size)
    {
        var rest = text.AsSpan();
        for (var left = sizeMax; !rest.IsEmpty;)
        {
            var length = StringInfo.GetNextTextElementLength(rest);
            left -= size(rest[..length]);
            if (left < 0)
                break;
            rest = rest[length..];
        }
        return text[..^rest.Length];
    }
}
