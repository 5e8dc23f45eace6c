namespace Evaluation.Browser.Tests;

/// <summary>Where the browser and the rules of accessibility are; null for what this machine does not have.</summary>
internal static class Chromium
{
    /// <summary>First the one without windows: what a desktop's windows want of the processors while they open is no phone's work.</summary>
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary><c>EVALUATION_BROWSER</c>, or where Debian and others put it.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("EVALUATION_BROWSER") is { Length: > 0 } chosen ? chosen : Array.Find(Places, File.Exists);

    /// <summary>axe-core, as <c>npm install</c> beside this project lays it.</summary>
    public static string? Axe { get; } = Find("node_modules/axe-core/axe.min.js");

    /// <summary>Where screenshots are kept for people to look at.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(System.IO.Path.Combine(Root(), "artifacts", "screenshots")).FullName;

    private static string? Find(string file) => System.IO.Path.Combine(Root(), "tests", "Evaluation.Browser.Tests", file) is var path && File.Exists(path) ? path : null;

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Evaluation.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("Evaluation.sln is in none of the folders above the tests.");
    }
}

/// <summary>A test that needs a browser; skipped with a message where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Path is null ? "No browser was found: install chromium-headless-shell, or name one in EVALUATION_BROWSER." : null;
}

/// <summary>The same with several sets of values.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = new BrowserFactAttribute().Skip;
}

/// <summary>A test of accessibility, which needs axe-core too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AxeFactAttribute : FactAttribute
{
    public AxeFactAttribute() =>
        Skip = new BrowserFactAttribute().Skip ?? (Chromium.Axe is null ? "axe-core was not found: run npm install in tests/Evaluation.Browser.Tests." : null);
}
