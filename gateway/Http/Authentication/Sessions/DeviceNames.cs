namespace Evaluation.Gateway.Http.Authentication.Sessions;

/// <summary>The device of a session in words: browser and system, without versions.</summary>
internal static class DeviceNames
{
    // A browser also names those that it resembles, so the order decides.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"), ("Trident", "Internet Explorer"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("OpenHarmony", "HarmonyOS"), ("HarmonyOS", "HarmonyOS"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Such as <c>Chrome, Windows</c>; null for a client that does not say.</summary>
    public static string? Of(string? userAgent)
    {
        string[] known = [.. new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>()];
        return known.Length == 0 ? null : string.Join(", ", known);
    }

    private static string? Find((string Mark, string Name)[] names, string? text) =>
        text is null ? null : names.FirstOrDefault(name => text.Contains(name.Mark, StringComparison.Ordinal)).Name;
}
