using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Results.Exports;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>
/// Writes a table as CSV, line by line: UTF-8 with a byte order mark, CRLF, quoted by RFC 4180, with texts escaped that a spreadsheet would
/// read as formulas. Counts the rows and computes the SHA-256 of all bytes written.
/// </summary>
internal sealed class CsvContent : IDisposable
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Rows { get; private set; }

    /// <summary>SHA-256 of the head and of all rows so far, in lower-case hexadecimal.</summary>
    public string Digest => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>The byte order mark and the header. The memory is valid until the next call.</summary>
    public ReadOnlySpan<byte> Head(ExportTable table)
    {
        _line.ResetWrittenCount();
        _line.Write(Encoding.UTF8.Preamble);
        return Line([.. table.Columns.Select(column => (Cell)column.Header)]);
    }

    /// <summary>One row. The memory is valid until the next call.</summary>
    public ReadOnlySpan<byte> Row(ExportRow row)
    {
        Rows++;
        _line.ResetWrittenCount();
        return Line(row.Cells);
    }

    /// <summary>
    /// The last line, with the number of rows and the hash of all bytes before it. A spreadsheet shows it as one more row.
    /// </summary>
    public byte[] Last() => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"# rows,{Rows},sha256,{Digest}\r\n"));

    public void Dispose() => _hash.Dispose();

    private ReadOnlySpan<byte> Line(IReadOnlyList<Cell> cells)
    {
        for (var index = 0; index < cells.Count; index++)
        {
            if (index > 0)
                _line.Write(","u8);
            Write(cells[index]);
        }
        _line.Write("\r\n"u8);
        _hash.AppendData(_line.WrittenSpan);
        return _line.WrittenSpan;
    }

    private void Write(Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Text: Text(SpreadsheetText.Harmless(cell.Text!)); break;
            case CellKind.Number: Number(cell.Number); break;
            case CellKind.Flag: _line.Write(cell.Flag ? "true"u8 : "false"u8); break;
            case CellKind.Instant: Encoding.UTF8.GetBytes(cell.At.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture), _line); break;
        }
    }

    private void Text(string text)
    {
        if (text.AsSpan().IndexOfAny(Quoted) < 0)
            Encoding.UTF8.GetBytes(text, _line);
        else
            Encoding.UTF8.GetBytes($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", _line);
    }

    private void Number(decimal number)
    {
        var span = _line.GetSpan(32);
        number.TryFormat(span, out var length, provider: CultureInfo.InvariantCulture);
        _line.Advance(length);
    }
}
