using System.Net.Mime;
using System.Text;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Scoring.Derivation;
using Evaluation.Workflows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Results;

/// <summary>How a unit's result was computed, for whoever may read the result: as JSON, or as a page of text in Chinese or English.</summary>
internal static class DerivationRoutes
{
    private const string Json = "json", Text = "text", Chinese = "zh", English = "en";

    public static void MapDerivation(this IEndpointRouteBuilder api) =>
        api.MapGet("/rounds/{round}/results/{unit}/derivation", ReadAsync).WithTags("Results")
            .WithSummary("Every published number of a unit's result opened into inputs, rule and arithmetic; format=text (or Accept: text/plain) with lang=zh or en for a page to read")
            .Produces<UnitDerivation>().Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Plain)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> ReadAsync(
        string round, string unit, string? version, string? format, string? lang, HttpContext context, IEngine engine, DerivationReader reader, Access access)
    {
        var number = VersionNumber.Read("version", version);
        if (number.IsRefused(out var refusal))
            return refusal.ToResult();
        if (format is not (null or Json or Text) || lang is not (null or Chinese or English))
            return new Refusal(RefusalCode.BadRequest, "format is json or text, lang is zh or en.").ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (await Viewers.RefuseResultAsync(view.Answer, context, access) is { } closed)
            return closed.ToResult();
        var read = await reader.ReadAsync(round, unit, number.Answer);
        if (read.IsRefused(out refusal))
            return refusal.Code == RefusalCode.NoSuchUnit ? refusal.NotThere() : refusal.ToResult();
        var derivation = read.Answer with { ComputedAt = read.Answer.ComputedAt.In(view.Answer.TimeZone) };
        context.Response.Headers.Vary = "Accept";
        return format == Text || (format is null && WantsText(context.Request)) ? Page(context.Response, derivation, lang ?? Chinese) : TypedResults.Ok(derivation);
    }

    private static ContentHttpResult Page(HttpResponse response, UnitDerivation derivation, string language)
    {
        response.Headers.ContentLanguage = language;
        return TypedResults.Text(DerivationPage.Write(derivation, language), MediaTypeNames.Text.Plain, Encoding.UTF8);
    }

    // Of what the caller takes, the first of the highest quality that is one of the two; JSON for a caller that takes anything.
    private static bool WantsText(HttpRequest request) => request.GetTypedHeaders().Accept
        .OrderByDescending(accepted => accepted.Quality ?? 1)
        .Select(accepted => accepted.MediaType.Value)
        .FirstOrDefault(accepted => accepted is MediaTypeNames.Text.Plain or MediaTypeNames.Application.Json or "*/*") == MediaTypeNames.Text.Plain;
}
