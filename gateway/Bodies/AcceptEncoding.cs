namespace Evaluation.Gateway.Bodies;

/// <summary>Which content codings a client takes.</summary>
internal static class AcceptEncoding
{
    /// <summary>Whether the client names the coding and does not give it the weight 0.</summary>
    public static bool Takes(HttpRequest request, string coding) =>
        request.Headers.AcceptEncoding.ToString().Split(',', StringSplitOptions.TrimEntries).Any(part =>
            part.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var parameters]
            && name.Equals(coding, StringComparison.OrdinalIgnoreCase)
            && !parameters.Any(parameter => parameter is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"));

    /// <summary>The smallest of the ready-made encodings of a body that the client takes, with its name; without a name for the plain one.</summary>
    public static (string? Coding, byte[] Body) Choose(HttpRequest request, byte[] brotli, byte[] gzip, byte[] plain) =>
        Takes(request, "br") ? ("br", brotli) : Takes(request, "gzip") ? ("gzip", gzip) : (null, plain);
}
