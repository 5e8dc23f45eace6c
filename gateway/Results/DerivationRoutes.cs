using System.Net.Mime;
using System.Text;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Scoring.Derivation;
using Evaluation.Workflows;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Results;

/// <summary>
/// The derivation of a unit's result, for callers who may read the result: as JSON, or as text in Chinese or English. For the round's staff
/// it names the people behind adjustments.
/// </summary>
internal static class DerivationRoutes
{
    private const string Json = "json", Text = "text", Chinese = "zh", English = "en";

    public static void MapDerivation(this IEndpointRouteBuilder api) =>
        api.MapGet("/rounds/{round}/results/{unit}/derivation", ReadAsync).WithTags("Results")
            .WithSummary("Every published number of a unit's result opened into inputs, rule and arithmetic; format=text (or Accept: text/plain) with lang=zh or en for a page to read")
            // The framework does not describe text results.
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Plain)
            .Refuses(RefusalCode.BadRequest, SignInRequired, NotAllowed, Sealed, NotPublished, NoSuchRound, NoSuchUnit, NoSuchVersion, NoResults);

    private static async Task<Results<Ok<UnitDerivation>, ContentHttpResult, RefusalResult>> ReadAsync(
        string round, string unit, string? version, string? format, string? lang, HttpContext context, IEngine engine, DerivationReader reader, InspectionReach reach)
    {
        var number = VersionNumber.Read("version", version);
        if (number.IsRefused(out var refusal))
            return refusal.ToResult();
        if (format is not (null or Json or Text) || lang is not (null or Chinese or English))
            return new Refusal(RefusalCode.BadRequest, "format is json or text, lang is zh or en.").ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (await Viewers.RefuseResultAsync(view.Answer, context) is { } closed)
            return closed.ToResult();
        if (await reach.RefuseDerivationAsync(view.Answer, unit, context) is { } blind)
            return blind.ToResult();
        var read = await reader.ReadAsync(round, unit, number.Answer, await Access.IsStaffAsync(context, round), await Access.ReadsCountsAsync(context, round));
        if (read.IsRefused(out refusal))
            return refusal.ToResult();
        var derivation = read.Answer with { ComputedAt = read.Answer.ComputedAt.In(view.Answer.TimeZone) };
        context.Response.VaryBy("Accept");
        if (format == Text || (format is null && WantsText(context.Request)))
            return WriteText(context.Response, derivation, lang ?? Chinese);
        return TypedResults.Ok(derivation);
    }

    private static ContentHttpResult WriteText(HttpResponse response, UnitDerivation derivation, string language)
    {
        response.Headers.ContentLanguage = language;
        return TypedResults.Text(DerivationPage.Write(derivation, language), MediaTypeNames.Text.Plain, Encoding.UTF8);
    }

    // Among the media types that the caller accepts, the first of the highest quality that is supported decides. Any type means JSON.
    private static bool WantsText(HttpRequest request) => request.GetTypedHeaders().Accept
        .OrderByDescending(accepted => accepted.Quality ?? 1)
        .Select(accepted => accepted.MediaType.Value)
        .FirstOrDefault(accepted => accepted is MediaTypeNames.Text.Plain or MediaTypeNames.Application.Json or "*/*") == MediaTypeNames.Text.Plain;
}
