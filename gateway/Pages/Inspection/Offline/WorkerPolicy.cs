using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Gateway.Pages.Inspection.Offline;

/// <summary>
/// The headers of the pages of an inspector: their policy allows the service worker and nothing else more, and the worker learns whose page
/// it keeps.
/// </summary>
internal sealed class WorkerPolicy : IEndpointFilter
{
    /// <summary>The account whose page it is. Names of accounts are ASCII.</summary>
    public const string AccountHeader = "Inspection-Account";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = WithWorker(headers.ContentSecurityPolicy.ToString());
        headers[AccountHeader] = context.HttpContext.CallerName;
        return next(context);
    }

    /// <summary>The policy of all pages, and the address of the worker as the only text that may become a script.</summary>
    private static string WithWorker(string policy) =>
        policy.Replace("trusted-types 'none'", "trusted-types inspection-worker", StringComparison.Ordinal) + "; worker-src 'self'";
}
