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
}
