using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Staff.Sessions;

/// <summary>The sessions of an account in browsers.</summary>
internal static class SessionRoutes
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/staff/{name}/sessions").WithTags("Staff").RequireRoleAnywhere(Enum.GetValues<Role>()).Refuses(RefusalCode.NoSuchStaff, RefusalCode.NotAllowed, RefusalCode.Busy);
        sessions.MapGet("", ListAsync).WithSummary("The sessions of an account in browsers, the last used first; for the account itself and administrators");
        sessions.MapDelete("", EndAllAsync).WithSummary("End all sessions of an account, for the account itself and administrators");
        sessions.MapDelete("/{session}", EndAsync).WithSummary("End one session of an account, for the account itself and administrators; the same again changes nothing");
    }

    private static async Task<Results<Ok<StaffSession[]>, RefusalResult>> ListAsync(string name, HttpContext context, SessionUseCases sessions)
    {
        context.Response.Headers.CacheControl = "no-store";
        return (await sessions.ListAsync(name, context.CallerAccount)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<NoContent, RefusalResult>> EndAllAsync(string name, HttpContext context, SessionUseCases sessions) =>
        (await sessions.EndAsync(name, null, context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());

    private static async Task<Results<NoContent, RefusalResult>> EndAsync(string name, string session, HttpContext context, SessionUseCases sessions) =>
        (await sessions.EndAsync(name, session, context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());
}
