using Evaluation.Results.Exports;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>Writes CSV that a spreadsheet can open; see <see cref="CsvContent"/>.</summary>
internal sealed class CsvExport(ExportBody body) : IExportWriter
{
    private readonly CsvContent _content = new();

    public ValueTask BeginAsync(ExportTable table, CancellationToken cancel)
    {
        body.Write(_content.Head(table));
        return body.SendIfDueAsync(cancel);
    }

    public ValueTask WriteAsync(ExportRow row, CancellationToken cancel)
    {
        body.Write(_content.Row(row));
        return body.SendIfDueAsync(cancel);
    }

    public ValueTask EndAsync(CancellationToken cancel)
    {
        body.Write(_content.Last());
        return body.SendAsync(cancel);
    }

    public ValueTask DisposeAsync()
    {
        _content.Dispose();
        return ValueTask.CompletedTask;
    }
}
