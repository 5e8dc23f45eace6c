using System.Buffers;
using System.Text;
using Evaluation.Gateway.Results.Exports;
using ExcelDataReader;

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

    /// <summary>Rows of cells without blanks around them; rows without any text are left out. What <see cref="Text"/> made harmless is what it was.</summary>
    public static IReadOnlyList<string[]> Read(string text)
    {
        using var content = new MemoryStream(Strict.GetBytes(text));
        using var reader = ExcelReaderFactory.CreateCsvReader(content, new() { FallbackEncoding = Strict, AutodetectSeparators = [',', ';', '\t'], AnalyzeInitialCsvRows = 1 });
        return [.. SheetRows.Of(reader).Select(row => Array.ConvertAll(row, SpreadsheetText.Plain))];
    }

    /// <summary>With a mark at the beginning by which Excel knows the encoding.</summary>
    public static string Write(IEnumerable<IEnumerable<string>> rows) => "\uFEFF" + Text(rows);

    /// <summary>Rows of which no cell is taken for a formula (<see cref="SpreadsheetText"/>); the same rows as <see cref="Read"/> makes of it again.</summary>
    public static string Text(IEnumerable<IEnumerable<string>> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(cell => Quoted(SpreadsheetText.Harmless(cell)))) + "\r\n"));

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(Quotable) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
