using System.Buffers;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Evaluation.Gateway.Http.Downloads;

namespace Evaluation.Gateway.Tables;

/// <summary>Reads and writes tables as CSV (RFC 4180). Reads commas, semicolons or tabs.</summary>
public static class Csv
{
    private const string Misquoted = "has a quotation mark in the wrong place: a cell that begins with one ends with one, and inside it each is doubled";

    private static readonly SearchValues<char> Quotable = SearchValues.Create("\",;\t\r\n'");

    /// <summary>
    /// Reads the rows of a text as far as the limits of a table allow. Every fault has the line at which its row begins. Reverses the
    /// escaping by <see cref="Text"/>.
    /// </summary>
    /// <param name="rowsMax">The most rows below the heading.</param>
    public static TableContent Read(string text, int rowsMax)
    {
        var (separator, declaredLines, start) = CsvSeparator.Of(text);
        var rows = new TableRows(sheet: null, rowsMax);
        var isMisquoted = false;
        using var source = new BoundedReader(text, start, Limits.TableRowCharacters);
        using var parser = new CsvParser(source, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            // A quotation mark inside an unquoted cell is text. Spreadsheets write it so to the clipboard.
            BadDataFound = cell => isMisquoted |= cell.Field.StartsWith('"'),
        });
        while (!rows.IsFull)
        {
            var line = declaredLines + parser.RawRow + 1;
            source.BeginRow();
            isMisquoted = false;
            var begin = parser.CharCount;
            if (!Advance())
                break;
            // The reader stops the parser only after it has filled its buffer.
            if (parser.CharCount - begin > Limits.TableRowCharacters && parser.RawRecord.AsSpan().TrimEnd("\r\n").Length > Limits.TableRowCharacters)
            {
                FailLong(line);
                break;
            }
            if (parser.Count > Limits.TableColumns)
            {
                rows.Fail($"has {parser.Count} columns; a table has at most {Limits.TableColumns}, blank ones included", line);
                break;
            }
            if (parser.Row > Limits.TableElements)
                rows.Stop(line);
            if (parser.Count == 1 && parser[0].Length == 0)
                continue;
            rows.Add(line, Array.ConvertAll(parser.Record!, cell => SpreadsheetText.Plain(cell.Trim())));
            if (isMisquoted)
                rows.Fail(Misquoted, line);

            bool Advance()
            {
                try
                {
                    return parser.Read();
                }
                catch (RowTooLongException)
                {
                    FailLong(line);
                    return false;
                }
            }
        }
        return rows.Content();

        void FailLong(int line) => rows.Fail($"begins a row of more than {Limits.TableRowCharacters} characters; perhaps a quotation mark is missing", line);
    }

    /// <summary>Writes rows in UTF-8 with a byte order mark, from which Excel recognises the encoding.</summary>
    public static string Write(IEnumerable<IEnumerable<string>> rows) => "\uFEFF" + Text(rows);

    /// <summary>
    /// Writes rows with every cell escaped that a spreadsheet would read as a formula (<see cref="SpreadsheetText"/>). <see cref="Read"/>
    /// returns the same rows.
    /// </summary>
    public static string Text(IEnumerable<IEnumerable<string>> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(cell => Quoted(SpreadsheetText.Harmless(cell)))) + "\r\n"));

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(Quotable) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
