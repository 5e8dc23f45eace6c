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
        foreach (var name in Assets.Names)
            Assert.DoesNotMatch(Elsewhere(), Text(name));
    }

    [Fact]
    public void The_dark_colours_are_the_same_whether_the_device_or_the_reader_asks_for_them()
    {
        var dark = Dark().Matches(Text("site.css")).Select(block => Blank().Replace(block.Groups[1].Value, " ").Trim()).ToArray();
        Assert.Equal(2, dark.Length);
        Assert.Equal(dark[0], dark[1]);
    }

    [Fact]
    public void Letters_have_two_weights_and_headings_in_serif_a_third()
    {
        foreach (var sheet in Assets.Names.Where(name => name.EndsWith(".css", StringComparison.Ordinal)))
            Assert.Equal(["400", "600", "700"], Weight().Matches(Text(sheet)).Select(weight => weight.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public void What_the_network_takes_longest_over_is_asked_before_the_rest_of_the_voters_module_begins()
    {
        var module = Text("vote.js");
        Assert.InRange(module.IndexOf("const $opening = ", StringComparison.Ordinal), 0, module.IndexOf("const $dom = ", StringComparison.Ordinal));
    }

    private static string Text(string name) => System.Text.Encoding.UTF8.GetString(Assets.Find(Assets.Address(name))!.Body.Plain);

    [GeneratedRegex(@":root(?:\[data-theme=""dark""\]|:not\(\[data-theme=""light""\]\)) \{\s*(--ground: #11[^}]*)\}")]
    private static partial Regex Dark();

    [GeneratedRegex(@"\bfont(?:-weight)?: (\w*00|bold|normal)\b")]
    private static partial Regex Weight();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"https?://(?!www\.w3\.org/)|@import|url\(|innerHTML|insertAdjacentHTML|\beval\(")]
    private static partial Regex Elsewhere();
}
