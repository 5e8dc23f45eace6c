using System.IO.Pipelines;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Results.Exports;

namespace Evaluation.Tests.Results.Exports;

/// <summary>A table written in each format.</summary>
internal static class Written
{
    public static Task<byte[]> CsvAsync(ExportTable table, IEnumerable<ExportRow> rows) => AsAsync(body => new CsvExport(body), table, rows);

    public static Task<byte[]> XlsxAsync(ExportTable table, IEnumerable<ExportRow> rows, int rowsPerSheet = Limits.RowsPerWorksheet) =>
        AsAsync(body => new XlsxExport(body, rowsPerSheet), table, rows);

    public static Task<byte[]> JsonAsync(ExportTable table, IEnumerable<ExportRow> rows) => AsAsync(body => new JsonExport(body, "small", "slips"), table, rows);

    private static async Task<byte[]> AsAsync(Func<ExportBody, IExportWriter> format, ExportTable table, IEnumerable<ExportRow> rows)
    {
        using var written = new MemoryStream();
        var pipe = PipeWriter.Create(written, new(leaveOpen: true));
        await using (var writer = format(new ExportBody(pipe)))
        {
            await writer.BeginAsync(table, default);
            foreach (var row in rows)
                await writer.WriteAsync(row, default);
            await writer.EndAsync(default);
        }
        await pipe.CompleteAsync();
        return written.ToArray();
    }
}
