using System.Collections.Concurrent;
using System.Reflection;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Voting;

/// <summary>Serves ballot papers: public while voting is open, for the round's staff at any time.</summary>
public sealed class PaperRoutes(IEngine engine, RoundViews views)
{
    private readonly ConcurrentDictionary<string, Paper> _papers = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/rounds/{round}/paper", (string round, HttpContext context, PaperRoutes papers) => papers.ReadAsync(round, context)).WithTags("Voting")
            .WithSummary("The ballot paper: units with reports, vote criteria, options").Refuses(RefusalCode.SignInRequired, RefusalCode.NoSuchRound, RefusalCode.NotOpen);

    private async Task<Results<PaperResult, RefusalResult>> ReadAsync(string round, HttpContext context)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var isPublic = view.Answer.State is RoundState.Voting or RoundState.Paused;
        if (!isPublic)
        {
            var caller = await Access.CallerAsync(context);
            if (caller.IsRefused(out refusal))
                return refusal.ToResult();
            if (!Access.Has(caller.Answer, round, Role.Administrator, Role.Auditor, Role.Reviewer))
                return NotOpenRefusal.Of(view.Answer).ToResult();
        }
        var paper = await PaperAsync(view.Answer);
        return paper.ToTypedResult(found => new PaperResult(found, isPublic));
    }

    private async ValueTask<Outcome<Paper>> PaperAsync(RoundView view)
    {
        if (_papers.TryGetValue(view.Id, out var paper) && paper.RulesVersion == view.RulesVersion)
            return paper;
        var rules = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRules());
        return rules.IsRefused(out var refusal) ? refusal : _papers[view.Id] = Paper.Of(rules.Answer, view.RulesVersion);
    }
}

/// <summary>Sends a paper in an encoding that the client accepts, or status 304.</summary>
/// <param name="isPublic">Whether shared caches may keep the paper; they may not keep a preview for staff.</param>
internal sealed class PaperResult(Paper paper, bool isPublic) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(PaperContent), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var (encoding, body) = paper.Body.For(request);
        var tag = encoding is null ? $"\"{paper.Tag}\"" : $"\"{paper.Tag}-{encoding}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = isPublic ? "public, max-age=60" : "private, no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(known => known == tag || known == "*" || known == "W/" + tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
