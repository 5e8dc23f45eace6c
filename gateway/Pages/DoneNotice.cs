namespace Evaluation.Gateway.Pages;

/// <summary>
/// A form leads to a page that says what has just been done, in the query parameter <c>done</c>. A link in a message or on another site
/// could say the same of an act that nobody did, so it leads to the page without the notice.
/// </summary>
internal static class DoneNotice
{
    private const string Parameter = "done";

    /// <summary>The address without the notice; null where the page may show it, also to a browser that sends no Sec-Fetch-Site.</summary>
    public static string? AddressWithout(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) || !request.Query.ContainsKey(Parameter) || request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin"
            ? null
            : request.Path.ToUriComponent() + QueryString.Create(request.Query.Where(pair => pair.Key != Parameter));
}
