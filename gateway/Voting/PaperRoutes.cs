using System.Collections.Concurrent;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Voting;

/// <summary>Serves ballot papers: to everybody while voting is open, to the round's staff at any time.</summary>
public sealed class PaperRoutes(IEngine engine, RoundViews views, Access access)
{
    private readonly ConcurrentDictionary<string, Paper> _papers = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapMethods("/rounds/{round}/paper", [HttpMethods.Get, HttpMethods.Head], (string round, HttpContext context, PaperRoutes papers) => papers.ReadAsync(round, context)).WithTags("Voting")
            .WithSummary("The ballot paper: units with reports, vote criteria, options").Produces<PaperContent>().Produces(StatusCodes.Status304NotModified).ProducesProblem(409);

    private async Task<IResult> ReadAsync(string round, HttpContext context)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var isPublic = view.Answer.State is RoundState.Voting or RoundState.Paused;
        if (!isPublic)
        {
            var caller = await access.CallerAsync(context);
            if (caller.IsRefused(out refusal))
                return refusal.ToResult();
            if (!Access.Has(caller.Answer, round, Role.Administrator, Role.Auditor, Role.Reviewer))
                return NotOpen.Refuse(view.Answer).ToResult();
        }
        var paper = await PaperAsync(view.Answer);
        return paper.ToResult(found => new PaperResult(found, isPublic));
    }

    private async ValueTask<Outcome<Paper>> PaperAsync(RoundView view)
    {
        if (_papers.TryGetValue(view.Id, out var paper) && paper.RulesVersion == view.RulesVersion)
            return paper;
        var rules = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRules());
        return rules.IsRefused(out var refusal) ? refusal : _papers[view.Id] = Paper.Of(rules.Answer, view.RulesVersion);
    }
}

/// <summary>A paper in the encoding that the client takes, or "not modified".</summary>
/// <param name="paper">What to send.</param>
/// <param name="isPublic">Whether caches on the way may keep it; a preview for staff is nobody else's.</param>
internal sealed class PaperResult(Paper paper, bool isPublic) : IResult
{
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
