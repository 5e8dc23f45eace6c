using Evaluation.Gateway.Http.Downloads;
using Evaluation.Results.Exports;
using Evaluation.Rules;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Cell = Evaluation.Results.Exports.Cell;
using Written = SpreadCheetah.Cell;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>
/// Writes a workbook: typed cells, no formulas, a frozen header on every worksheet, and a last worksheet with the number of rows and the
/// SHA-256 of the same content as CSV, so that the two formats can be compared.
/// </summary>
/// <param name="body">The response body.</param>
/// <param name="rowsPerSheet">Rows of a worksheet, including its header; further rows go to another worksheet.</param>
internal sealed class XlsxExport(ExportBody body, int rowsPerSheet = Limits.RowsPerWorksheet) : IExportWriter
{
    private const double ColumnWidth = 14;
    private static readonly LocalText CheckTitle = new("校验", "Check");

    private readonly CsvContent _content = new();
    private readonly WorksheetNames _names = new();
    private readonly StyleId[] _decimals = new StyleId[Limits.Decimals + 1];
    private Spreadsheet _book = null!;
    private ExportTable _table = null!;
    private Written[] _cells = [];
    private StyleId _header = null!;
    private StyleId _instant = null!;
    private LocalText? _sheet;
    private int _rowsOfSheet;

    public async ValueTask BeginAsync(ExportTable table, CancellationToken cancel)
    {
        _table = table;
        _cells = new Written[table.Columns.Count];
        _content.Head(table);
        _book = await Spreadsheet.CreateNewAsync(new ExportBodyStream(body), new() { PreserveStringWhitespace = true }, cancel);
        _header = _book.AddStyle(new() { Font = { Bold = true } });
        _instant = _book.AddStyle(new() { Format = NumberFormat.Custom("yyyy\\-mm\\-dd\\ hh:mm:ss") });
        for (var decimals = 0; decimals < _decimals.Length; decimals++)
            _decimals[decimals] = _book.AddStyle(new() { Format = NumberFormat.Custom(decimals == 0 ? "0" : "0." + new string('0', decimals)) });
    }

    public async ValueTask WriteAsync(ExportRow row, CancellationToken cancel)
    {
        _content.Row(row);
        var sheet = row.Sheet ?? _table.Title;
        if (!ReferenceEquals(sheet, _sheet) || _rowsOfSheet == rowsPerSheet)
            await StartSheetAsync(sheet, cancel);
        for (var index = 0; index < _cells.Length; index++)
            _cells[index] = Typed(row.Cells[index]);
        await _book.AddRowAsync(_cells, cancel);
        _rowsOfSheet++;
    }

    public async ValueTask EndAsync(CancellationToken cancel)
    {
        if (_sheet is null)
            await StartSheetAsync(_table.Title, cancel);
        await _book.StartWorksheetAsync(_names.Take(CheckTitle), new WorksheetOptions { FrozenRows = 1 }, cancel);
        await _book.AddHeaderRowAsync(["行数 Rows", "SHA-256 (CSV)"], _header, cancel);
        await _book.AddRowAsync([new Written(_content.Rows), new Written(_content.Digest)], cancel);
        await _book.FinishAsync(cancel);
        await body.SendAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _content.Dispose();
        if (_book is not null)
            await _book.DisposeAsync();
    }

    private async ValueTask StartSheetAsync(LocalText sheet, CancellationToken cancel)
    {
        await _book.StartWorksheetAsync(_names.Take(sheet), new WorksheetOptions { FrozenRows = 1, DefaultColumnWidth = ColumnWidth }, cancel);
        await _book.AddHeaderRowAsync([.. _table.Columns.Select(column => SpreadsheetText.ForCell(column.Header))], _header, cancel);
        (_sheet, _rowsOfSheet) = (sheet, 1);
    }

    private Written Typed(Cell cell) => cell.Kind switch
    {
        CellKind.Text => new(SpreadsheetText.ForCell(cell.Text!)),
        CellKind.Number => new(cell.Number, _decimals[Math.Min(cell.Number.Scale, (byte)Limits.Decimals)]),
        CellKind.Flag => new(cell.Flag),
        // A workbook has no time offsets, so it gets the local time of the round's time zone.
        CellKind.Instant => new(cell.At.DateTime, _instant),
        _ => default,
    };
}
