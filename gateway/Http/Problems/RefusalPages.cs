namespace Evaluation.Gateway.Http.Problems;

/// <summary>Shows a refusal to a browser as a page. The pages register it; without it, browsers get problem details.</summary>
public sealed record RefusalPages(Func<Refusal, IResult> Show);

internal static class PageRequests
{
    extension(HttpRequest request)
    {
        /// <summary>Whether the caller accepts HTML, as browsers do and programs that call the API do not.</summary>
        public bool TakesPages => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
