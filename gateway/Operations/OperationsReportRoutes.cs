using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Operations;

/// <summary>How the system works.</summary>
internal static class OperationsReportRoutes
{
    public static void MapOperationsReport(this IEndpointRouteBuilder api) => api.MapGet("/operations", ReadAsync).WithTags("Operations")
        .RequireRole(Role.Operator, Role.Administrator).WithSummary("How the system works: ballots, delays, processes, storage, and what to do, one hour back")
        .WithDescription("Figures of all gateways and silos, without a collector. What cannot be seen is null. `toDo` names rules, figures and the section of the handbook.");

    private static async Task<Results<Ok<OperationsReport>, RefusalResult>> ReadAsync(HttpContext context, OperationsUseCases operations)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await operations.ReadAsync());
    }
}
