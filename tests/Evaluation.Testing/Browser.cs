using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Evaluation.Testing;

/// <summary>A browser without scripts: keeps cookies, fills in forms, does not follow redirects.</summary>
public sealed class Browser : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;

    /// <param name="from">The loopback address of the browser. Null: an address that no other browser has.</param>
    public Browser(Uri site, string language = "zh-CN", IPAddress? from = null)
    {
        _handler = Loopback.HandlerOf(from ?? Loopback.NewAddress());
        _handler.AllowAutoRedirect = false;
        _http = new(_handler) { BaseAddress = site };
        _http.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        _http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public CookieContainer Cookies => _handler.CookieContainer;

    public async Task<Seen> OpenAsync(string address) => await Seen.OfAsync(await _http.GetAsync(address));

    /// <summary>Fills in and sends the form with this <paramref name="action"/>, including its other present values.</summary>
    public async Task<Seen> SendAsync(Seen page, string action, params (string Name, string Value)[] values) =>
        await Seen.OfAsync(await _http.PostAsync(action, new FormUrlEncodedContent(Fields(page, action, values))));

    /// <summary>The same for one of several forms with the same address, by its id.</summary>
    public async Task<Seen> SendAsync(Seen page, string action, string id, params (string Name, string Value)[] values) =>
        await Seen.OfAsync(await _http.PostAsync(action, new FormUrlEncodedContent(Fields(page.Document.Forms.Single(form => form.Id == id), values))));

    public async Task<Seen> PostAsync(string address, HttpContent content) => await Seen.OfAsync(await _http.PostAsync(address, content));

    /// <summary>Sends a form as a script of the page does, which asks for another kind of answer than a page.</summary>
    public async Task<Seen> PostAsync(string address, HttpContent content, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Accept.ParseAdd(accept);
        return await Seen.OfAsync(await _http.SendAsync(request));
    }

    /// <summary>Signs in as a staff account; by default as the administrator.</summary>
    public async Task<Browser> SignedInAsync(string name = "admin", string secret = Site.AdministratorKey)
    {
        Assert.Equal(302, (await SendAsync(await OpenAsync("/sign-in"), "/sign-in", ("name", name), ("secret", secret))).Status);
        return this;
    }

    /// <summary>The fields that the form would send, with these values replaced.</summary>
    public static List<KeyValuePair<string, string>> Fields(Seen page, string action, params (string Name, string Value)[] values)
    {
        var form = page.Document.Forms.LastOrDefault(form => form.GetAttribute("action") == action) ?? throw new InvalidOperationException($"No form goes to {action}: {page.Text}");
        return Fields(form, values);
    }

    private static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form, (string Name, string Value)[] values)
    {
        var names = values.Select(value => value.Name).ToHashSet();
        var standing = form.Elements.OfType<IHtmlElement>().SelectMany(Standing).Where(field => !names.Contains(field.Key));
        return [.. standing, .. values.Select(value => KeyValuePair.Create(value.Name, value.Value))];
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, string>> Standing(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "submit" or "file" } or IHtmlButtonElement => [],
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        IHtmlInputElement { Name: { } name } input => [KeyValuePair.Create(name, input.Value)],
        IHtmlSelectElement { Name: { } name } select => [KeyValuePair.Create(name, select.Value ?? "")],
        IHtmlTextAreaElement { Name: { } name } text => [KeyValuePair.Create(name, text.Value)],
        _ => [],
    };
}

/// <summary>A received page.</summary>
public sealed record Seen(HttpResponseMessage Response, string Text, IHtmlDocument Document)
{
    public int Status => (int)Response.StatusCode;

    /// <summary>The target of a redirect.</summary>
    public string? Location => Response.Headers.Location?.OriginalString;

    public string Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The text of the first match.</summary>
    public string In(string selector) => Document.QuerySelector(selector)?.TextContent.Trim() ?? "";

    public IEnumerable<IElement> All(string selector) => Document.QuerySelectorAll(selector);

    public static async Task<Seen> OfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new(response, text, new HtmlParser().ParseDocument(text));
    }
}
