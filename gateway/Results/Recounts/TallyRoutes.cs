using System.Reflection;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Results.Recounts;

/// <summary>What is published with a result for a recount, for callers who may read the result.</summary>
internal static class TallyRoutes
{
    public static void MapTallies(this IEndpointRouteBuilder api) =>
        api.MapGet("/rounds/{round}/results/tallies", ReadAsync).WithTags("Results")
            .WithSummary("The rules, the published tallies or slips and the adjustments of a version of the result, as the bytes whose SHA-256 the version names; recount/recount.mjs recounts the result from them")
            .Refuses(RefusalCode.BadRequest, SignInRequired, Sealed, NotPublished, NoSuchRound, NoSuchVersion, NoResults, NoRecount);

    private static async Task<Results<TallyResult, RefusalResult>> ReadAsync(string round, string? version, HttpContext context, IEngine engine, TallyCopies copies)
    {
        var number = VersionNumber.Read("version", version);
        if (number.IsRefused(out var refusal))
            return refusal.ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (await Viewers.RefuseResultAsync(view.Answer, context) is { } closed)
            return closed.ToResult();
        var copy = await copies.ReadAsync(round, number.Answer ?? view.Answer.ResultVersions);
        return copy.ToTypedResult(found => new TallyResult(found, LifeCycle.IsPublic(view.Answer.State) && view.Answer.InternalTo is null));
    }
}

/// <summary>Sends the bytes in an encoding that the client accepts, or status 304. The entity tag is their SHA-256.</summary>
/// <param name="isPublic">Whether shared caches may keep it.</param>
internal sealed class TallyResult(TallyCopy copy, bool isPublic) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(PublishedRecount), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    public Task ExecuteAsync(HttpContext httpContext) => SharedJson.SendAsync(httpContext, copy.Body, copy.Sha256, isPublic);
}
