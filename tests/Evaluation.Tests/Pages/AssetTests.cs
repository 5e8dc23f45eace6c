using System.Text.RegularExpressions;
using Evaluation.Gateway.Pages.Assets;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Style sheets and modules: their names hold their content, and they come from nowhere else.</summary>
[Collection(SharedServer.Name)]
public sealed partial class AssetTests(TestServer server)
{
    private static readonly SiteAssets Assets = new();

    [Fact]
    public async Task An_asset_is_kept_for_ever_and_compressed()
    {
        var address = Assets.Address("site.css");
        Assert.Matches("^/assets/site\\.[0-9a-f]{16}\\.css$", address);
        foreach (var encoding in new[] { "br", "gzip", "identity" })
        {
            using var response = await server.Anybody.StartAsync(HttpMethod.Get, address, null, default, ("Accept-Encoding", encoding));
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single());
            Assert.Equal(encoding == "identity" ? [] : [encoding], response.Content.Headers.ContentEncoding);
        }
        Assert.Equal(404, (await server.Anybody.GetAsync("/assets/site.0000000000000000.css")).Status);
    }

    [Fact]
    public async Task A_browser_that_asks_for_the_usual_icon_gets_the_seal() =>
        Assert.Equal("image/svg+xml", (await server.Anybody.GetAsync("/favicon.ico")).MediaType);

    [Fact]
    public void No_asset_refers_to_another_site()
    {
        foreach (var address in All())
            Assert.DoesNotMatch(Elsewhere(), System.Text.Encoding.UTF8.GetString(Assets.Find(address)!.Plain));
    }

    private static IEnumerable<string> All() => new[] { "site.css", "vote.css", "staff.css", "slips.css" }.Concat(Modules()).Select(Assets.Address);

    private static IEnumerable<string> Modules() => typeof(SiteAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("assets/", StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal)).Select(name => name["assets/".Length..]);

    [GeneratedRegex(@"https?://(?!www\.w3\.org/)|@import|url\(|innerHTML|insertAdjacentHTML|\beval\(")]
    private static partial Regex Elsewhere();
}
