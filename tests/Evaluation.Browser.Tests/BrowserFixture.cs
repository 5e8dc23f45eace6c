
namespace Evaluation.Browser.Tests;

/// <summary>One program and one browser for all tests. Each test opens its own windows as a separate person.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal TestServer Server { get; } = new();

    /// <summary>A window of a person without cookies.</summary>
    /// <param name="site">Where the person goes; null for the program of all tests.</param>
    internal async Task<Visitor> VisitAsync(Screen screen, Uri? site = null)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = (site ?? Server.Address).ToString(),
            ViewportSize = screen.Size,
            Locale = screen.Locale,
            ColorScheme = screen.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        return await Visitor.OfAsync(context);
    }

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        await Server.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
        SetDefaultExpectTimeout((float)Visitor.Patience.TotalMilliseconds);
    }

    public async Task DisposeAsync()
    {
        if (_browser is null)
            return;
        await _browser.DisposeAsync();
        _playwright!.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>Size, language and colours of a window.</summary>
internal sealed record Screen(string Name, ViewportSize Size, string Locale, bool IsDark = false)
{
    public static readonly Screen Phone = new("phone", new() { Width = 390, Height = 844 }, "zh-CN");
    public static readonly Screen Desktop = new("desktop", new() { Width = 1440, Height = 900 }, "zh-CN");

    public Screen English => this with { Locale = "en-GB", Name = Name + "-en" };

    public Screen Dark => this with { IsDark = true, Name = Name + "-dark" };
}

[CollectionDefinition(Name)]
public sealed class OneFixture : ICollectionFixture<BrowserFixture>
{
    public const string Name = "one fixture";
}
