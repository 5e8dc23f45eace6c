namespace Evaluation.Browser.Tests;

/// <summary>A person with a separate window. Closing it reports script errors and blocked resources.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>The timeout of short waits; only a broken program, or a very busy machine, needs more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<string> _complaints = [];

    private Visitor(IBrowserContext context, IPage page) => (Context, Page) = (context, page);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public static async Task<Visitor> OfAsync(IBrowserContext context)
    {
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Listen(visitor.Page);
        return visitor;
    }

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> AnotherTabAsync()
    {
        var page = await Context.NewPageAsync();
        Listen(page);
        return page;
    }

    /// <summary>Opens a voting link and waits for the paper.</summary>
    public async Task OpenPaperAsync(string round, string credential, IPage? tab = null)
    {
        await (tab ?? Page).GotoAsync($"/vote/{round}#{credential}");
        await Expect((tab ?? Page).Locator("#vote-paper")).ToBeVisibleAsync();
    }

    public async Task SignInAsync(string name, string secret)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#secret", secret);
        await Page.ClickAsync("main button[type=submit]");
        await Page.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>
    /// Takes a screenshot of the whole page in a window of the page's height, so that sticky elements are at their place.
    /// </summary>
    public async Task KeepAsync(string name)
    {
        var size = Page.ViewportSize!;
        var height = await Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await Page.SetViewportSizeAsync(size.Width, Math.Max(height, size.Height));
        await TakeAsync(new() { Path = Path.Combine(Chromium.Screenshots, $"{name}.png"), FullPage = true });
        await Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>On a busy machine the browser sometimes has no picture of a long page in time. Then it is asked once more.</summary>
    private async Task TakeAsync(PageScreenshotOptions picture)
    {
        try
        {
            await Page.ScreenshotAsync(picture);
        }
        catch (PlaywrightException failure) when (failure.Message.Contains("Unable to capture screenshot", StringComparison.Ordinal))
        {
            await Page.ScreenshotAsync(picture);
        }
    }

    /// <summary>Whether the page needs no horizontal scrolling.</summary>
    public Task<bool> FitsAsync() => Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth");

    /// <summary>The boxes of text whose content is wider than the box, so that it covers what is beside it.</summary>
    public Task<string[]> SpillsAsync() => Page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll("main *:not(svg *)")]
          .filter(part => part.checkVisibility() && part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX === "visible")
          .filter(part => part.textContent.trim() && [...part.children].every(child => getComputedStyle(child).display.startsWith("inline")))
          .map(part => `${part.localName}.${part.className}: ${part.scrollWidth} in ${part.clientWidth}: ${part.textContent.trim().slice(0, 60)}`)
        """);

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        Assert.True(_complaints.Count == 0, string.Join('\n', _complaints));
    }

    /// <summary>Expected error statuses are ignored; script errors and content blocked by the policy are reported.</summary>
    private void Listen(IPage page)
    {
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _complaints.Add($"{page.Url}: {message.Text}");
        };
    }
}
