using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Routing.Template;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>
/// The addresses to which a reader can return: pages that a browser can open. A form may be sent to an address that has no page.
/// </summary>
internal sealed class ReturnAddresses(EndpointDataSource routes)
{
    private readonly Lazy<TemplateMatcher[]> _pages = new(() =>
    [
        .. from route in routes.Endpoints.OfType<RouteEndpoint>()
           where route.Metadata.GetMetadata<IRefusalForm>() is not null && route.Metadata.GetMetadata<SignsIn>() is null && route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true
           select new TemplateMatcher(TemplateParser.Parse(route.RoutePattern.RawText!), []),
    ]);

    /// <summary>
    /// The address, if a page of this site can be opened there; otherwise the nearest address above it where one can be, at last the front
    /// page.
    /// </summary>
    public static string Of(HttpContext context, string? address) => context.RequestServices.GetRequiredService<ReturnAddresses>().Of(address);

    private string Of(string? address)
    {
        var local = Preferences.Local(address);
        var path = local.Split('?', '#')[0];
        if (IsPage(path))
            return local;
        while (path.LastIndexOf('/') is var end and > 0)
        {
            path = path[..end];
            if (IsPage(path))
                return path;
        }
        return "/";
    }

    private bool IsPage(string path) => _pages.Value.Any(page => page.TryMatch(PathString.FromUriComponent(path), []));
}
