namespace Evaluation.Gateway.Http.Problems;

/// <summary>
/// Answers a browser whose request no route answers: with a page, or by leading it to one. The pages register it; without it, browsers get
/// problem details.
/// </summary>
public sealed record RefusalPages(Func<HttpContext, Refusal, IResult> Show);

internal static class PageRequests
{
    extension(HttpRequest request)
    {
        /// <summary>Whether the caller accepts HTML, as browsers do and programs that call the API do not.</summary>
        public bool TakesPages => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
