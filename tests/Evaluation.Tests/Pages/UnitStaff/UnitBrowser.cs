using System.Text;

namespace Evaluation.Tests.Pages.UnitStaff;

/// <summary>A browser that is signed in with an account of a unit.</summary>
internal static class UnitBrowser
{
    /// <param name="grants">Further grants of the account, as JSON objects.</param>
    public static async Task<Browser> OpenAsync(Site site, string round, string unit, params string[] grants)
    {
        var name = TestServer.NewId("officer");
        var added = await site.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{string.Join(',', [$$"""{"role":"unit","round":"{{round}}","unit":"{{unit}}"}""", .. grants])}}]}""");
        return await new Browser(site.Address, "en").SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
    }

    /// <summary>Sends a file with the token of a form of the page, and further fields.</summary>
    public static async Task<Seen> SendFileAsync(this Browser browser, Seen page, string action, byte[]? file, string fileName, params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent { { new StringContent(page.Document.QuerySelector("input[name=form-token]")!.GetAttribute("value")!), "form-token" } };
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        if (file is not null)
            content.Add(new ByteArrayContent(file), "file", fileName);
        return await browser.PostAsync(action, content);
    }

    public static Task<Seen> SendTextAsync(this Browser browser, Seen page, string action, string file) => browser.SendFileAsync(page, action, Encoding.UTF8.GetBytes(file), "table.csv");
}
