using System.Text;

namespace Evaluation.Scoring.Derivation.Layout;

/// <summary>Lays out text in columns of fixed width, where a Chinese character is two columns wide.</summary>
internal static class Columns
{
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>
    /// Breaks the text into lines of at most so many columns, at spaces and beside Chinese characters. A longer word gets a line of its
    /// own.
    /// </summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var (line, columns) = (new StringBuilder(), 0);
        foreach (var piece in Pieces(text))
        {
            var bare = piece.TrimEnd(' ');
            if (columns > 0 && columns + Width(bare) > width)
            {
                yield return line.ToString().TrimEnd(' ');
                (line, columns) = (line.Clear(), 0);
            }
            line.Append(piece);
            columns += Width(piece);
        }
        if (columns > 0)
            yield return line.ToString().TrimEnd(' ');
    }

    // The parts that are not broken: a word with the spaces behind it, or a Chinese character with the punctuation behind it.
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var wasBreak = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isWide = Width(rune) == 2;
            if (piece.Length > 0 && ((wasBreak && rune.Value != ' ' && !Rune.IsPunctuation(rune)) || (isWide && !Rune.IsPunctuation(rune))))
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(rune);
            wasBreak = isWide || rune.Value == ' ';
        }
        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private static int Width(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
}
