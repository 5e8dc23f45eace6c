namespace Evaluation.Gateway.Http.Authentication.Keys;

/// <summary>The secrets that the API takes in the header <c>Authorization</c>, by the word before them.</summary>
internal static class SecretTypes
{
    public const string Key = "Bearer", Credential = "Ballot", Complaint = "Complaint";

    /// <summary>
    /// What follows this word in the header, which may be nothing; null when the header is absent or begins with another word.
    /// </summary>
    public static string? SecretOf(HttpRequest request, string type)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(type, StringComparison.OrdinalIgnoreCase) && (header.Length == type.Length || header[type.Length] == ' ') ? header[type.Length..].Trim() : null;
    }

    /// <summary>Whether the header is there, but is not one secret of a known type.</summary>
    public static bool IsUnknown(HttpRequest request) =>
        request.Headers.Authorization.Count > 1
        || (request.Headers.Authorization.Count == 1 && SecretOf(request, Key) is null && SecretOf(request, Credential) is null && SecretOf(request, Complaint) is null);
}
