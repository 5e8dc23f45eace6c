using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>Issues credentials as CSV, shown this once. Memory does not grow with their number.</summary>
internal static class CredentialRoutes
{
    public static void MapCredentials(this IEndpointRouteBuilder api) =>
        api.MapPost("/rounds/{round}/credentials", IssueAsync).WithTags("Rounds").RequireRole(Role.Administrator)
            .WithSummary("Issue credentials as CSV: credential,group,units,link. All or none: an answer that breaks off issued nothing")
            .Reads<CredentialOrder>().Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(400).ProducesProblem(409);

    private static async Task<IResult> IssueAsync(string round, HttpContext context, CredentialIssue issue)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, CredentialOrder.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var order = body.Answer;
        var batch = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var reserved = await issue.ReserveAsync(round, batch, order.Group, order.Count, order.Units, context.CallerName);
        return reserved.ToResult(view => new CredentialCsv(issue, view, batch, order));
    }
}

/// <summary>The body of a call for credentials.</summary>
/// <param name="Units">What they may rate; left out for all units.</param>
public sealed record CredentialOrder(string Group, int Count, IReadOnlyList<string>? Units = null)
{
    internal static CredentialOrder Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("group", "count", "units");
        var count = fields.Required("count");
        var number = count.Integer(1);
        if (number is < 1 or > Limits.CredentialsPerCall)
            count.Fail($"is {number}; one call issues 1 to {Limits.CredentialsPerCall}");
        var units = fields.Nullable("units");
        var codes = units.IsThere ? units.List(Limits.Units, code => code.Text(Limits.SlugCharacters)) : null;
        if (codes is { Count: 0 })
            units.Fail("names no unit; leave it out for all units");
        return new(fields.Required("group").Text(Limits.SlugCharacters), number, codes);
    }
}

/// <summary>Streams the credentials; an interruption takes back the whole batch and breaks the answer off, so that nobody takes a part for the whole.</summary>
internal sealed class CredentialCsv(CredentialIssue issue, RoundView round, string batch, CredentialOrder order) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{round.Id}-{order.Group}-{batch}.csv\"";
        var link = $"{httpContext.Request.Scheme}://{httpContext.Request.Host}/vote/{round.Id}#";
        var units = order.Units is null ? "" : string.Join(' ', order.Units);
        using var late = new CancellationTokenSource(Limits.CredentialCallMax, httpContext.RequestServices.GetRequiredService<TimeProvider>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, httpContext.RequestAborted);
        try
        {
            Write(response, "credential,group,units,link\r\n");
            await foreach (var chunk in issue.MakeAsync(round, batch, order.Group, order.Count, order.Units, stop.Token))
            {
                foreach (var credential in chunk)
                    Write(response, $"{credential},{order.Group},{units},{link}{credential}\r\n");
                await response.BodyWriter.FlushAsync(stop.Token);
            }
            var confirmed = await issue.ConfirmAsync(round.Id, batch, order.Count);
            if (confirmed.IsRefused(out var refusal))
                throw new IssueInterruptedException(refusal);
        }
        catch (Exception)
        {
            await issue.AbandonAsync(round, batch);
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
