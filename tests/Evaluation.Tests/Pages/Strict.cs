using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;

namespace Evaluation.Tests.Pages;

/// <summary>Checks a page against its content security policy, so that no browser blocks anything.</summary>
internal static class Strict
{
    public static void Check(Seen page)
    {
        var policy = page.Header("Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", page.Header("Referrer-Policy"));
        Assert.DoesNotContain("public", page.Header("Cache-Control"), StringComparison.Ordinal);

        Assert.Empty(page.All("[style]"));
        Assert.True(page.Document.QuerySelector("[data-characters]:not([disabled])") is null || page.Document.QuerySelector("script[data-left][data-over]") is not null, "no script counts the characters");
        Assert.Empty(page.All("textarea[maxlength]"));
        Assert.All(page.All("style"), sheet => Assert.Contains($" 'sha256-{Sha256(sheet.TextContent)}'", policy, StringComparison.Ordinal));
        Assert.All(page.All("script"), script => Assert.True(script.HasAttribute("src") || script.GetAttribute("type") == "application/json", script.OuterHtml));
        Assert.DoesNotContain(page.All("*"), element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.All(page.All("link[href], script[src], img[src], form[action]"), element => Assert.StartsWith("/", Address(element), StringComparison.Ordinal));
        Assert.All(page.All("form[method=post]"), form => Assert.NotNull(form.QuerySelector("input[name=form-token]")));

        Assert.NotEqual("", page.Document.Title);
        Assert.NotNull(page.Document.QuerySelector("a.skip[href='#content']"));
        // A page may have several headings, of which a module shows one.
        Assert.NotEmpty(page.All("h1"));
        Assert.InRange(page.All("h1").Count(heading => heading.Closest("[hidden]") is null), 0, 1);
        Assert.All(page.All("input:not([type=hidden]), select, textarea"), field => Assert.True(IsNamed(page, field), field.OuterHtml));
        var ids = page.All("[id]").Select(element => element.Id).ToArray();
        Assert.Equal(ids.Distinct(), ids);
    }

    private static string Sha256(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Address(IElement element) => element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")!;

    private static bool IsNamed(Seen page, IElement field) =>
        field.HasAttribute("aria-label") || field.HasAttribute("aria-labelledby") || field.Closest("label") is not null || (field.Id is { } id && page.All("label").Any(label => label.GetAttribute("for") == id));
}
