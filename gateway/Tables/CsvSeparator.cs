namespace Evaluation.Gateway.Tables;

/// <summary>Finds the separator of a CSV file: the one that the file declares, or the most frequent one of its first row.</summary>
internal static class CsvSeparator
{
    private const string Declaration = "sep=";

    private static readonly char[] Known = [',', ';', '\t'];

    /// <returns>The separator, the number of lines that only declare it, and where the rows begin.</returns>
    public static (char Separator, int DeclaredLines, int Start) Of(string text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        var rest = text.AsSpan(start);
        var end = rest.IndexOfAny('\r', '\n');
        var first = (end < 0 ? rest : rest[..end]).Trim('"');
        if (first.Length < Declaration.Length + 1 || !first.StartsWith(Declaration, StringComparison.OrdinalIgnoreCase) || first[(Declaration.Length + 1)..].Trim(",;\t \"").Length > 0)
            return (MostFrequent(rest), 0, start);
        var next = end < 0 ? rest.Length : end + (rest[end..].StartsWith("\r\n") ? 2 : 1);
        return (first[Declaration.Length], 1, start + next);
    }

    /// <summary>
    /// Counts outside of quotation marks in the first row that has a separator, up to the length of a row. A title above the table has
    /// none.
    /// </summary>
    private static char MostFrequent(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[Known.Length];
        var (isQuoted, isFound) = (false, false);
        foreach (var character in text[..Math.Min(text.Length, Limits.TableRowCharacters)])
        {
            if (character == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && character is '\r' or '\n' && isFound)
                break;
            else if (!isQuoted && Array.IndexOf(Known, character) is var index and >= 0)
            {
                counts[index]++;
                isFound = true;
            }
        }
        var most = 0;
        for (var index = 1; index < Known.Length; index++)
            if (counts[index] > counts[most])
                most = index;
        return Known[most];
    }
}
