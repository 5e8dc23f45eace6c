using Evaluation.Results.Exports;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>Writes a table in one format: the head, the rows one by one, then the end with the number of rows and their hash.</summary>
/// <remarks>An export without its end is incomplete: the end is written last.</remarks>
internal interface IExportWriter : IAsyncDisposable
{
    ValueTask BeginAsync(ExportTable table, CancellationToken cancel);

    ValueTask WriteAsync(ExportRow row, CancellationToken cancel);

    ValueTask EndAsync(CancellationToken cancel);
}
