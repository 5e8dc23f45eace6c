namespace Evaluation.Gateway.Http;

/// <summary>Lets every route that answers GET answer HEAD too (RFC 9110, 9.3.2).</summary>
public static class HeadAnswers
{
    /// <summary>
    /// A group whose routes answer HEAD with the headers of GET. The server sends no body to HEAD, so a route need not know; it may ask for
    /// the method to save the work.
    /// </summary>
    public static RouteGroupBuilder AnswersHead(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("");
        ((IEndpointConventionBuilder)group).Finally(AddHead);
        return group;
    }

    private static void AddHead(EndpointBuilder route)
    {
        if (route.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is not { } known || !known.HttpMethods.Contains(HttpMethods.Get) || known.HttpMethods.Contains(HttpMethods.Head))
            return;
        route.Metadata.Add(new HttpMethodMetadata([.. known.HttpMethods, HttpMethods.Head], known.AcceptCorsPreflight));
    }
}
