using Evaluation.Results.Exports;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>A format in which a table is written: its head, then its rows one by one, then the end, which says how many rows there were and their hash.</summary>
/// <remarks>An export without its end is broken: the end is written when everything before it has been.</remarks>
internal interface IExportWriter : IAsyncDisposable
{
    ValueTask BeginAsync(ExportTable table, CancellationToken cancel);

    ValueTask WriteAsync(ExportRow row, CancellationToken cancel);

    ValueTask EndAsync(CancellationToken cancel);
}
