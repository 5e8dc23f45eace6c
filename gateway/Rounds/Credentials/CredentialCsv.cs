using System.Reflection;
using System.Text;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Workflows;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>The credentials of a batch as CSV, as fast as the client reads.</summary>
internal sealed class CredentialCsv(CredentialUseCases credentials, UnsentBatch batch) : BatchAnswer(credentials, batch), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/csv"]));

    private protected override async Task SendAsync(HttpContext context, CancellationToken cancel)
    {
        var (response, order, made) = (context.Response, Batch.Order, Batch.Credentials);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers[BatchId.Header] = Batch.Id;
        response.Headers.ContentDisposition = DownloadName.Attachment($"{Batch.Round}-{order.Group}-{Batch.Id}", "csv");
        var link = context.RequestServices.GetRequiredService<PublicAddress>().VotingLink(Batch.Round);
        var (group, units) = (SpreadsheetText.Harmless(order.Group), SpreadsheetText.Harmless(string.Join(' ', order.Units ?? [])));
        Write(response, made.AreFirstParts ? "credential,group,units,link,slip,serial\r\n" : "credential,group,units,link,slip\r\n");
        for (var row = 0; row < made.Count; row++)
        {
            if (row % Limits.CredentialsPerChunk == 0)
                await response.BodyWriter.FlushAsync(cancel);
            var credential = made[row];
            Write(response, made.AreFirstParts
                ? $"{credential},{group},{units},{link}{credential},{made.Slip(row)},{MadeCredentials.Serial(row)}\r\n"
                : $"{credential},{group},{units},{link}{credential},{made.Slip(row)}\r\n");
        }
    }

    internal static void Write(HttpResponse response, string line)
    {
        var span = response.BodyWriter.GetSpan(Encoding.UTF8.GetMaxByteCount(line.Length));
        response.BodyWriter.Advance(Encoding.UTF8.GetBytes(line, span));
    }
}
