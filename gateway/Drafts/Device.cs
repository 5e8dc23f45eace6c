namespace Evaluation.Gateway.Drafts;

/// <summary>Tells a phone from a computer, so that a person recognises a draft. Nothing else of the browser is kept.</summary>
internal static class Device
{
    public const string Phone = "phone";
    public const string Computer = "computer";

    public static string Of(HttpRequest request) =>
        request.Headers.UserAgent.ToString().Contains("Mobi", StringComparison.Ordinal) || request.Headers["Sec-CH-UA-Mobile"] == "?1" ? Phone : Computer;
}
