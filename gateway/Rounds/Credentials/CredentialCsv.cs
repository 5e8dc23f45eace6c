using System.Reflection;
using System.Text;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Workflows;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>
/// Streams the credentials of a batch as CSV; memory does not grow with their number. An interruption abandons the whole batch and aborts
/// the connection, so that no recipient takes a part for the whole.
/// </summary>
internal sealed class CredentialCsv(CredentialUseCases credentials, CredentialBatch batch) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(void), ["text/csv"]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, order, round) = (httpContext.Response, batch.Order, batch.Round.Id);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{round}-{order.Group}-{batch.Id}.csv\"";
        var link = httpContext.RequestServices.GetRequiredService<PublicAddress>().VotingLink(round);
        var units = order.Units is null ? "" : string.Join(' ', order.Units);
        using var late = new CancellationTokenSource(Limits.CredentialCallMax, httpContext.RequestServices.GetRequiredService<TimeProvider>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, httpContext.RequestAborted);
        try
        {
            Write(response, "credential,group,units,link\r\n");
            await foreach (var chunk in credentials.MakeAsync(batch, stop.Token))
            {
                foreach (var credential in chunk)
                    Write(response, $"{credential},{order.Group},{units},{link}{credential}\r\n");
                await response.BodyWriter.FlushAsync(stop.Token);
            }
            var confirmed = await credentials.ConfirmAsync(batch);
            if (confirmed.IsRefused(out var refusal))
                throw new IssueInterruptedException(refusal);
        }
        catch (Exception)
        {
            await credentials.AbandonAsync(batch);
            httpContext.Abort();
            throw;
        }
    }

    private static void Write(HttpResponse response, string line)
    {
        var span = response.BodyWriter.GetSpan(Encoding.UTF8.GetMaxByteCount(line.Length));
        response.BodyWriter.Advance(Encoding.UTF8.GetBytes(line, span));
    }
}
