using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Pages.Operations.Handbook;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Operations;

/// <summary>The pages of operators: how the system works, the same for a wall, and the handbook.</summary>
internal static class OperationsPageRoutes
{
    public const string Address = "/operations";

    private static readonly Refusal NoSuchDocument = new(RefusalCode.NotFound, "The handbook has no such document.");

    public static void MapOperationsPages(this IEndpointRouteBuilder pages)
    {
        var operations = pages.MapGroup(Address).RequireRole(Role.Operator, Role.Administrator);
        operations.MapGet("", ShowAsync);
        operations.MapGet("/handbook/{document}", ShowHandbook);
    }

    /// <summary>The page replaces itself every few seconds, so no browser may keep it.</summary>
    private static async Task<IResult> ShowAsync(HttpContext context, OperationsUseCases operations)
    {
        context.Response.Headers.CacheControl = "no-store";
        var report = await operations.ReadAsync();
        var request = PageRequest.Of(context);
        var words = new OperationsWords(request.Texts, request.Formats, report);
        return context.Request.Query.ContainsKey("wall") ? PageResults.Show<WallPage>(new { Report = report, Words = words }) : PageResults.Show<SystemPage>(new { Report = report, Words = words });
    }

    private static IResult ShowHandbook(string document, HttpContext context) =>
        HandbookText.Find(document, PageRequest.Of(context).Texts.Language) is { } text ? PageResults.Show<HandbookPage>(new { Document = text }) : NoSuchDocument.ToResult();
}
