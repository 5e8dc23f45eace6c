using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A staff session on two gateways of one cluster.</summary>
[Collection(Processes.Name)]
public sealed class SessionTests
{
    [PostgresFact]
    public async Task A_session_is_accepted_by_every_gateway_and_signing_out_at_one_ends_it_at_all()
    {
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        cluster.Silos.Add(await cluster.AnotherAsync("silo,gateway"));
        cluster.Gateways.Add(await cluster.AnotherAsync("gateway"));
        var (first, second) = (cluster.Silos[0].Site, cluster.Gateways[0].Site);
        await RepeatedCalls.AskAsync(() => second.Administrator.GetAsync("/api/staff"));
        using var browser = await new Browser(first.Address).SignedInAsync();
        using var copy = new Browser(second.Address);
        foreach (System.Net.Cookie cookie in browser.Cookies.GetCookies(first.Address))
            copy.Cookies.Add(second.Address, new System.Net.Cookie(cookie.Name, cookie.Value));

        Assert.Equal(200, (await copy.OpenAsync("/account")).Status);
        Assert.Equal("/", (await browser.SendAsync(await browser.OpenAsync("/account"), "/sign-out")).Location);
        Assert.Equal("/sign-in?back=/account", (await copy.OpenAsync("/account")).Location);

        using var elsewhere = await new Browser(second.Address).SignedInAsync();
        await browser.SignedInAsync();
        Assert.Equal("/", (await browser.SendAsync(await browser.OpenAsync("/account"), "/sign-out-everywhere")).Location);
        Assert.Equal(302, (await elsewhere.OpenAsync("/account")).Status);
    }

    [PostgresFact]
    public async Task A_sign_in_by_the_provider_that_begins_at_one_gateway_ends_at_another()
    {
        await using var provider = await IdentityProvider.StartAsync();
        (string, object)[] settings = [.. provider.Settings.Chunk(2).Select(pair => (pair[0].TrimStart('-'), (object)pair[1]))];
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        cluster.Silos.Add(await cluster.AnotherAsync("silo,gateway", settings));
        cluster.Gateways.Add(await cluster.AnotherAsync("gateway", settings));
        var (first, second) = (cluster.Silos[0].Site, cluster.Gateways[0].Site);
        (await first.Administrator.PutAsync("/api/staff/admin/provider-id", """{"providerId":"p-1"}""")).Answers();
        provider.Subject = "p-1";

        using var browser = new Browser(first.Address);
        var start = await browser.OpenAsync("/sign-in/provider");
        using var elsewhere = new Browser(provider.Address);
        var back = new Uri((await elsewhere.OpenAsync(start.Location!)).Location!);
        Assert.Equal(first.Address.Authority, back.Authority);
        using var copy = new Browser(second.Address);
        foreach (System.Net.Cookie cookie in browser.Cookies.GetCookies(back))
            copy.Cookies.Add(back, new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path, second.Address.Host));

        Assert.Equal("登录成功", (await copy.OpenAsync(back.PathAndQuery)).Heading);
        Assert.Equal(200, (await copy.OpenAsync("/account")).Status);
    }
}
