using Evaluation.Staff;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Evaluation.Tests.Http;

/// <summary>The calls that a server has, read from its routes, so that no list in a test can miss one.</summary>
internal static class ServedCalls
{
    /// <summary>Every role, as the API names it.</summary>
    public static string[] Roles { get; } = [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];

    /// <summary>The calls below an address. HEAD is left out: it is answered as GET is.</summary>
    public static IEnumerable<(string Method, string Template)> Below(this TestServer server, string address) =>
        from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let template = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where template == address || template.StartsWith(address.TrimEnd('/') + "/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        where method != "HEAD"
        select (method, template);

    /// <summary>The grant of a role for all rounds, as the API takes it.</summary>
    public static string Grant(string role) => role == "unit" ? """{"role":"unit","unit":"u1"}""" : $$"""{"role":"{{role}}"}""";

    /// <summary>Whether a path is served by a route of this template.</summary>
    public static bool Serves(string template, string path) => new TemplateMatcher(TemplateParser.Parse(template), []).TryMatch(path, []);
}
