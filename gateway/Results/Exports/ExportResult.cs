using Evaluation.Gateway.Http.Problems;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>The format of an export.</summary>
public enum ExportFormat
{
    Csv,
    Xlsx,
    Json,
}

/// <summary>
/// Streams an export. What can be refused is refused before anything is sent; an export that is interrupted later breaks the connection off and has no end, so
/// that nobody takes a part for the whole.
/// </summary>
internal sealed class ExportResult(Export export, ExportFormat format, string round, ExportSubject subject, bool isPublic) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            Describe(httpContext.Response);
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
        // Put away after the connection was broken off: a writer that is put away may finish what it has begun.
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
        _ => new JsonExport(body, round, subject.ToString().ToLowerInvariant()),
    };

    private void Describe(HttpResponse response)
    {
        response.ContentType = format switch
        {
            ExportFormat.Csv => "text/csv; charset=utf-8",
            ExportFormat.Xlsx => ExportRoutes.Workbook,
            _ => "application/json; charset=utf-8",
        };
        response.Headers.ContentDisposition = $"attachment; filename=\"{export.Name}.{format.ToString().ToLowerInvariant()}\"";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = isPublic ? "no-cache" : "no-store";
    }
}
