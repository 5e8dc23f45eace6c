using System.Globalization;
using System.Reflection;
using Evaluation.Gateway.Http.Downloads;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>The second parts of the credentials of a batch as CSV, in the order of the numbers on the slips.</summary>
internal sealed class SecondPartCsv(FetchedParts parts) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/csv"]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, batch) = (httpContext.Response, parts.Batch);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = DownloadName.Attachment($"{parts.Round}-{batch.Group}-{batch.Batch}-second", "csv");
        CredentialCsv.Write(response, "serial,part,group\r\n");
        for (var serial = 1; serial <= parts.Count; serial++)
        {
            if (serial % Limits.CredentialsPerChunk == 0)
                await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            CredentialCsv.Write(response, string.Create(CultureInfo.InvariantCulture, $"{serial},{parts[serial]},{SpreadsheetText.Harmless(batch.Group)}\r\n"));
        }
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
