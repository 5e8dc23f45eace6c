using System.Reflection;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>
/// Streams an export. A refusal comes before the first byte. An export that is interrupted later aborts the connection and has no end line,
/// so that no recipient takes a part for the whole.
/// </summary>
internal sealed class ExportResult(Export export, ExportFormat format, string? round, string what, bool isPublic)
    : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/csv"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), [ExportRoutes.Workbook]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(ExportedTable), ["application/json"]));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            Describe(httpContext.Response);
            return;
        }
        using var place = httpContext.RequestServices.GetRequiredService<ExportLimiter>().Acquire(httpContext.Connection.RemoteIpAddress);
        if (!place.IsAcquired)
        {
            await Refusal.Busy.ToResult().ExecuteAsync(httpContext);
            return;
        }
        await using var rows = export.Rows.GetAsyncEnumerator(cancel);
        bool isThere;
        try
        {
            isThere = await rows.MoveNextAsync();
        }
        catch (ExportInterruptedException interrupted)
        {
            await interrupted.Refusal.ToResult().ExecuteAsync(httpContext);
            return;
        }
        Describe(httpContext.Response);
        // Disposed after the connection is aborted, because disposing a writer can still write.
        await using var writer = Writer(new ExportBody(httpContext.Response.BodyWriter));
        try
        {
            await writer.BeginAsync(export.Table, cancel);
            for (; isThere; isThere = await rows.MoveNextAsync())
                await writer.WriteAsync(rows.Current, cancel);
            await writer.EndAsync(cancel);
        }
        catch (Exception)
        {
            httpContext.Abort();
            throw;
        }
    }

    private IExportWriter Writer(ExportBody body) => format switch
    {
        ExportFormat.Csv => new CsvExport(body),
        ExportFormat.Xlsx => new XlsxExport(body),
        _ => new JsonExport(body, round, what),
    };

    private void Describe(HttpResponse response)
    {
        response.ContentType = format switch
        {
            ExportFormat.Csv => "text/csv; charset=utf-8",
            ExportFormat.Xlsx => ExportRoutes.Workbook,
            _ => "application/json; charset=utf-8",
        };
        response.Headers.ContentDisposition = DownloadName.Attachment(export.Name, format.ToString().ToLowerInvariant());
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = isPublic ? "no-cache" : "no-store";
    }
}
