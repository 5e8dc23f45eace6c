using System.Text.RegularExpressions;
using Evaluation.Gateway.Pages.Assets;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Assets;

/// <summary>Stylesheets and modules: their names contain a hash of their content, and they load nothing from other sites.</summary>
[Collection(SharedServer.Name)]
public sealed partial class AssetTests(TestServer server)
{
    private static readonly SiteAssets Assets = new();

    [Fact]
    public async Task An_asset_is_cached_without_expiry_and_compressed()
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
    public async Task The_default_icon_address_serves_the_seal() =>
        Assert.Equal("image/svg+xml", (await server.Anybody.GetAsync("/favicon.ico")).MediaType);

    [Fact]
    public void No_asset_refers_to_another_site()
    {
        foreach (var name in Assets.Names)
            Assert.DoesNotMatch(Elsewhere(), Text(name));
    }

    [Fact]
    public void The_dark_colours_are_the_same_by_device_setting_and_by_choice()
    {
        var dark = Dark().Matches(Text("site.css")).Select(block => Blank().Replace(block.Groups[1].Value, " ").Trim()).ToArray();
        Assert.Equal(2, dark.Length);
        Assert.Equal(dark[0], dark[1]);
    }

    [Fact]
    public void Text_has_two_font_weights_and_serif_headings_a_third()
    {
        foreach (var sheet in Assets.Names.Where(name => name.EndsWith(".css", StringComparison.Ordinal)))
            Assert.Equal(["400", "600", "700"], Weight().Matches(Text(sheet)).Select(weight => weight.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public void The_voters_module_requests_the_paper_before_its_other_parts_start()
    {
        var module = Text("vote.js");
        Assert.InRange(module.IndexOf("const $first_requests = ", StringComparison.Ordinal), 0, module.IndexOf("const $dom = ", StringComparison.Ordinal));
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
