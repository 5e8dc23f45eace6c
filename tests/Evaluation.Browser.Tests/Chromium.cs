namespace Evaluation.Browser.Tests;

/// <summary>The paths of the browser and of axe-core; null if they are not installed.</summary>
internal static class Chromium
{
    /// <summary>The headless shell comes first: opening the windows of a desktop browser would use the processor.</summary>
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary><c>EVALUATION_BROWSER</c>, or the usual place.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("EVALUATION_BROWSER") is { Length: > 0 } chosen ? chosen : Array.Find(Places, File.Exists);

    /// <summary>axe-core, installed by <c>npm install</c> in this project's folder.</summary>
    public static string? Axe { get; } = Find("node_modules/axe-core/axe.min.js");

    /// <summary>The folder of the screenshots.</summary>
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

/// <summary>A test that needs a browser; skipped with a message if none is found.</summary>
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

/// <summary>An accessibility test, which also needs axe-core.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AxeFactAttribute : FactAttribute
{
    public AxeFactAttribute() =>
        Skip = new BrowserFactAttribute().Skip ?? (Chromium.Axe is null ? "axe-core was not found: run npm install in tests/Evaluation.Browser.Tests." : null);
}
