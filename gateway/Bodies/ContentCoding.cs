namespace Evaluation.Gateway.Bodies;

/// <summary>Which of the ready-made encodings of a body a client takes.</summary>
internal static class ContentCoding
{
    /// <summary>The smallest that the client takes, with its name; without a name for the plain one.</summary>
    public static (string? Name, byte[] Body) Choose(HttpRequest request, byte[] brotli, byte[] gzip, byte[] plain)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        return Accepts(accepted, "br") ? ("br", brotli) : Accepts(accepted, "gzip") ? ("gzip", gzip) : (null, plain);
    }

    private static bool Accepts(string header, string encoding) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(part =>
            part.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var parameters]
            && name.Equals(encoding, StringComparison.OrdinalIgnoreCase)
            && !parameters.Any(parameter => parameter is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"));
}
