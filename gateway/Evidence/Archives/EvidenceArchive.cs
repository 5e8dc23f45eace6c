using System.IO.Compression;
using System.Reflection;
using Evaluation.Evidence;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Gateway.Rounds;
using Evaluation.Results.Exports;
using Evaluation.Rules;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Evidence.Archives;

/// <summary>
/// All files of a unit's evidence with their index as one ZIP, which is written while it is sent, with constant memory. If a file is
/// damaged or the store does not answer, the connection is aborted and the archive has no end, so that nobody takes a part for the whole.
/// </summary>
/// <param name="name">The name of the archive without extension.</param>
/// <param name="rules">The rules of the round.</param>
/// <param name="filed">The items.</param>
/// <param name="index">The rows of their index.</param>
/// <param name="evidence">Opens the files.</param>
internal sealed class EvidenceArchive(string name, RoundRules rules, IReadOnlyList<FiledEvidence> filed, IEnumerable<ExportRow> index, EvidenceUseCases evidence) : IResult, IEndpointMetadataProvider
{
    private const string IndexName = "index.csv";

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), ["application/zip"]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = DownloadName.Attachment(name, "zip");
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        try
        {
            await WriteAsync(new ExportBody(response.BodyWriter), cancel);
        }
        catch (Exception)
        {
            httpContext.Abort();
            throw;
        }
    }

    private async Task WriteAsync(ExportBody body, CancellationToken cancel)
    {
        await using (var zip = await ZipArchive.CreateAsync(new ExportBodyStream(body), ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
        {
            await WriteIndexAsync(zip, cancel);
            foreach (var item in filed)
            {
                await using var content = await evidence.OpenAsync(item.Item, cancel);
                var entry = zip.CreateEntry(EvidenceFileName.Of(item), CompressionLevel.NoCompression);
                entry.LastWriteTime = item.At.In(rules.TimeZone);
                await using var file = await entry.OpenAsync(cancel);
                await content.CopyToAsync(file, cancel);
            }
        }
        await body.SendAsync(cancel);
    }

    private async Task WriteIndexAsync(ZipArchive zip, CancellationToken cancel)
    {
        await using var file = await zip.CreateEntry(IndexName, CompressionLevel.NoCompression).OpenAsync(cancel);
        using var written = new MemoryStream();
        var pipe = System.IO.Pipelines.PipeWriter.Create(written, new(leaveOpen: true));
        var writer = new CsvExport(new ExportBody(pipe));
        await writer.BeginAsync(EvidenceRows.Table, cancel);
        foreach (var row in index)
            await writer.WriteAsync(row, cancel);
        await writer.EndAsync(cancel);
        await pipe.CompleteAsync();
        written.Position = 0;
        await written.CopyToAsync(file, cancel);
    }
}
