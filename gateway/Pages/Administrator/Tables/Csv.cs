using System.Buffers;
using System.Text;
using Evaluation.Gateway.Results.Exports;
using ExcelDataReader;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>
/// Reads and writes tables as CSV (RFC 4180). Reads commas, semicolons or tabs, in UTF-8 or in GB 18030, which Chinese Excel writes.
/// </summary>
public static class Csv
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Quotable = SearchValues.Create("\",;\t\r\n'");

    static Csv() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Decodes a file from either of the two encodings.</summary>
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

    /// <summary>Reads rows of trimmed cells, without empty rows. Reverses the escaping by <see cref="Text"/>.</summary>
    public static IReadOnlyList<string[]> Read(string text)
    {
        using var content = new MemoryStream(Strict.GetBytes(text));
        using var reader = ExcelReaderFactory.CreateCsvReader(content, new() { FallbackEncoding = Strict, AutodetectSeparators = [',', ';', '\t'], AnalyzeInitialCsvRows = 1 });
        return [.. WorksheetRows.Of(reader).Select(row => Array.ConvertAll(row, SpreadsheetText.Plain))];
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
