using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Assets;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Inspection.Offline;

/// <summary>What the pages of an inspector need to work without a network: service worker, session, and a page of last resort.</summary>
internal static class OfflineRoutes
{
    private const string Scope = "/inspection";

    public static void MapOffline(this IEndpointRouteBuilder pages)
    {
        pages.MapGet($"{Scope}/worker.js", SendWorker);
        pages.MapGet($"{Scope}/session", SaySession);
        pages.MapGet($"{Scope}/offline", () => PageResults.Show<OfflinePage>()).RequireRoleAnywhere(Role.Inspector).AddEndpointFilter<WorkerPolicy>();
    }

    /// <summary>The service worker. A browser looks at it again whenever it opens a page of an inspector.</summary>
    private static FileContentHttpResult SendWorker(HttpContext context, SiteAssets assets)
    {
        var worker = assets.Find(assets.Address("worker.js"))!;
        var (encoding, body) = worker.Body.For(context.Request);
        var headers = context.Response.Headers;
        headers["Service-Worker-Allowed"] = Scope;
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding";
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return TypedResults.Bytes(body, worker.ContentType);
    }

    /// <summary>
    /// The account that is signed in, with a fresh token for its forms. A form that was kept on a device for days has an old token. Always
    /// JSON, so that a script can tell an ended session from a network that redirects.
    /// </summary>
    private static IResult SaySession(HttpContext context, IAntiforgery antiforgery)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (PageRequest.Of(context).Account is not { } account)
            return Refuse(RefusalCode.SignInRequired);
        return Access.HasAnywhere(account, Role.Inspector) ? TypedResults.Json(new InspectorSession(account.Name, FreshToken.Of(context, antiforgery))) : Refuse(RefusalCode.NotAllowed);

        static IResult Refuse(RefusalCode code) => TypedResults.Json(new InspectionRoutes.FormRefused(RefusalTable.Word(code)), statusCode: RefusalTable.Status(code));
    }

    /// <summary>Who is signed in.</summary>
    /// <param name="Token">For the header or field <c>form-token</c> of the forms that are sent in this session.</param>
    internal sealed record InspectorSession(string Account, string Token);
}
