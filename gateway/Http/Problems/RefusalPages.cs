namespace Evaluation.Gateway.Http.Problems;

/// <summary>How a browser is shown a refusal. Registered by the pages; the API alone needs none.</summary>
public sealed record RefusalPages(Func<Refusal, IResult> Show);

internal static class PageRequests
{
    extension(HttpRequest request)
    {
        /// <summary>Whether the caller accepts HTML: browsers do, programs that call the API do not.</summary>
        public bool TakesPages => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
