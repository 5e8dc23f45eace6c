using System.Net.Mime;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Rules;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Rounds.Templates;

/// <summary>Definitions that a new round can start from.</summary>
internal static class TemplateRoutes
{
    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        var templates = api.MapGroup("/templates").RequireRole(Role.Administrator).WithTags("Rounds");
        templates.MapGet("", List).WithSummary("The templates, each with its title and what it is for");
        templates.MapGet("/{code}", Read).WithSummary("The definition of a template, ready for POST /api/rounds")
            .Produces<RoundRules>(StatusCodes.Status200OK).Refuses(RefusalCode.NotFound);
    }

    private static Results<Ok<IReadOnlyList<RoundTemplate>>, RefusalResult> List() => TypedResults.Ok(RoundTemplates.All);

    private static Results<FileStreamHttpResult, RefusalResult> Read(string code) => RoundTemplates.Open(code) is { } definition
        ? TypedResults.Stream(definition, MediaTypeNames.Application.Json)
        : new Refusal(RefusalCode.NotFound, $"There is no template '{code}'.").ToResult();
}
