using System.Collections.Concurrent;
using System.Reflection;
using Evaluation.Ballots;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Serves ballot papers: public while voting is open, for the round's staff at any time. The paper of an internal round takes a credential.
/// </summary>
public sealed class PaperRoutes(IEngine engine, RoundViews views, VoterKeys keys, AttemptLimiter attempts, PartLimiter parts)
{
    private readonly ConcurrentDictionary<string, Paper> _papers = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/rounds/{round}/paper", (string round, HttpContext context, PaperRoutes papers) => papers.ReadAsync(round, context)).WithTags("Voting")
            .WithSummary("The ballot paper: units with reports, vote criteria, options").Refuses(RefusalCode.SignInRequired, RefusalCode.NoSuchRound, RefusalCode.NotOpen, RefusalCode.NotAllowed, RefusalCode.NoSuchCredential, RefusalCode.KeyMissing, RefusalCode.KeyDiffers);

    private async Task<Results<PaperResult, RefusalResult>> ReadAsync(string round, HttpContext context)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var isOpen = view.Answer.State is RoundState.Voting or RoundState.Paused;
        if (isOpen && await RefuseInsideAsync(view.Answer, context) is { } outsider)
            return outsider.ToResult();
        if (!isOpen)
        {
            var caller = await Access.CallerAsync(context);
            if (caller.IsRefused(out refusal))
                return refusal.ToResult();
            if (!Access.Has(caller.Answer, round, Role.Administrator, Role.Auditor, Role.Reviewer))
                return NotOpenRefusal.Of(view.Answer).ToResult();
        }
        var paper = await PaperAsync(view.Answer);
        return paper.ToTypedResult(found => new PaperResult(found, isOpen && view.Answer.InternalTo is null));
    }

    /// <summary>The paper of an internal round is for its voters, by their credential, and for its insiders.</summary>
    private async ValueTask<Refusal?> RefuseInsideAsync(RoundView round, HttpContext context)
    {
        if (round.InternalTo is null)
            return null;
        if (!BallotHandler.TryRead(context.Request, out var secret))
            return await Insiders.RefuseAsync(round, context) is null ? null : BallotRoutes.CredentialMissing;
        var from = context.Connection.RemoteIpAddress;
        if (parts.IsExhausted(secret, from, out var refusal))
            return refusal;
        var key = await keys.GetAsync(round.Id);
        if (key.IsRefused(out refusal))
            return refusal;
        var credential = key.Answer.NameOf(secret);
        var known = await engine.SendAsync(BoxGrain.Ref(round.Id, credential.Box(round.BallotBoxes)), new ViewProgress(credential));
        if (known.Refusal is not { Code: RefusalCode.NoSuchCredential } unknown)
            return known.Refusal;
        parts.Count(secret, from);
        return attempts.Refuse(SecretKind.Credential, from, unknown);
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

    public Task ExecuteAsync(HttpContext httpContext) => SharedJson.SendAsync(httpContext, paper.Body, paper.Tag, isPublic);
}
