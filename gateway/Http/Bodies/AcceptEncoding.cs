namespace Evaluation.Gateway.Http.Bodies;

/// <summary>Which content codings a client takes.</summary>
internal static class AcceptEncoding
{
    /// <summary>Whether the client names the coding and does not give it the weight 0.</summary>
    public static bool Takes(HttpRequest request, string coding) =>
        request.Headers.AcceptEncoding.ToString().Split(',', StringSplitOptions.TrimEntries).Any(part =>
            part.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var parameters]
            && name.Equals(coding, StringComparison.OrdinalIgnoreCase)
            && !parameters.Any(parameter => parameter is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"));
}
