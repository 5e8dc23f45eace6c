using System.Buffers;
using System.Text;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>Tables as spreadsheets read and write them (RFC 4180): with commas, semicolons or tabs, in UTF-8 or, as Chinese Excel saves it, in GB 18030.</summary>
public static class Csv
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Quotable = SearchValues.Create("\",;\t\r\n'");

    static Csv() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text of a file, in whichever of the two encodings it is.</summary>
    public static string Decode(ReadOnlySpan<byte> file)
    {
        try
        {
            return Strict.GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030").GetString(file);
        }
    }

    /// <summary>Rows of cells without blanks around them; rows without any text are left out.</summary>
    public static IReadOnlyList<string[]> Read(string text)
    {
        var separator = Separator(text);
        var (rows, row, cell, isQuoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (isQuoted && character == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (character == '"' && (isQuoted || cell.ToString().Trim().Length == 0))
                isQuoted = !isQuoted;
            else if (isQuoted)
                cell.Append(character);
            else if (character == separator)
                EndCell();
            else if (character == '\n')
                EndRow();
            else if (character != '\r')
                cell.Append(character);
        }
        EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString().Trim());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            if (row.Exists(text => text.Length > 0))
                rows.Add([.. row]);
            row.Clear();
        }
    }

    /// <summary>With a mark at the beginning by which Excel knows the encoding.</summary>
    public static string Write(IEnumerable<IEnumerable<string>> rows) => "\uFEFF" + Text(rows.Select(row => row.Select(Inert)));

    /// <summary>The same rows as <see cref="Read"/> makes of it again, for nobody but this program to read.</summary>
    public static string Text(IEnumerable<IEnumerable<string>> rows) => string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\r\n"));

    /// <summary>What a spreadsheet would take for a formula is made a text.</summary>
    private static string Inert(string cell) => cell is ['=' or '+' or '-' or '@', _, ..] ? "'" + cell : cell;

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(Quotable) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static char Separator(string text)
    {
        var head = text.AsSpan()[..Math.Max(0, text.IndexOf('\n') is var end && end < 0 ? text.Length : end)];
        return head.Contains('\t') ? '\t' : head.Contains(';') && !head.Contains(',') ? ';' : ',';
    }
}
