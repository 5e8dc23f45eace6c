using Evaluation.Cluster.Tests.Postgres;
namespace Evaluation.Cluster.Tests.Survival;

/// <summary>The dashboard at a gateway that is also a silo and at one that is not.</summary>
[Collection(Processes.Name)]
public sealed class DashboardTests
{
    private static readonly string[] Pages = ["", "/index.html", "/index.min.js", "/DashboardCounters", "/ClusterStats", "/GrainTypes", "/GrainState", "/Trace", "/Reminders", "/version"];

    [PostgresTheory]
    [InlineData("silo,gateway", null)]
    [InlineData("silo", "gateway")]
    public async Task Only_operators_and_administrators_see_the_dashboard(string first, string? second)
    {
        using var cluster = await LocalCluster.StartAsync(silos: 0, gateways: 0);
        cluster.Silos.Add(await cluster.AnotherAsync(first));
        if (second is not null)
            cluster.Gateways.Add(await cluster.AnotherAsync(second));
        var site = cluster.Gateways.Concat(cluster.Silos).First().Site;
        var (operating, auditing) = (await StaffAsync(site, "operator"), await StaffAsync(site, "auditor"));

        foreach (var page in Pages)
        {
            (await site.Anybody.GetAsync($"/cluster{page}")).Refuses(401, "sign-in-required");
            (await auditing.GetAsync($"/cluster{page}")).Refuses(403, "not-allowed");
        }
        foreach (var caller in (Caller[])[operating, site.Administrator])
        {
            Assert.Equal("text/html", (await caller.GetAsync("/cluster/")).MediaType);
            // The dashboard refreshes its counters at intervals.
            await Eventually.IsTrueAsync(async () => (await caller.GetAsync("/cluster/DashboardCounters")).Answers().GetProperty("totalActiveHostCount").GetInt32() == 1, "the silo is seen");
            var silo = (await caller.GetAsync("/cluster/DashboardCounters")).Answers().GetProperty("hosts")[0].GetProperty("siloAddress").GetString();
            // Neither the state of grains nor the logs are shown.
            Assert.Equal(404, (await caller.GetAsync("/cluster/GrainState?grainId=staff&grainType=staff")).Status);
            Assert.Equal(403, (await caller.GetAsync("/cluster/Trace")).Status);
            foreach (var page in (string[])["HistoricalStats", "SiloProperties", "SiloMetadata", "SiloStats", "SiloCounters"])
            {
                foreach (var wrong in (string[])["x", "127.0.0.1:1@1", "S10.0.0.1:11111:1", "%20", "a/b"])
                    (await caller.GetAsync($"/cluster/{page}/{wrong}")).Refuses(404, "not-found");
                Assert.InRange((await caller.GetAsync($"/cluster/{page}")).Status, 400, 499);
                (await caller.GetAsync($"/cluster/{page}/{silo}")).Answers();
            }
            foreach (var odd in (string[])["GrainStats/x", "Reminders/-1", "Reminders/x", "TopGrainMethods?exclude=x&exclude=", "GrainTypes?exclude=%00", "DashboardCounters?exclude="])
                Assert.InRange((await caller.GetAsync($"/cluster/{odd}")).Status, 200, 499);
        }
    }

    private static async Task<Caller> StaffAsync(Site site, string role)
    {
        var added = await RepeatedCalls.AskAsync(() => site.Administrator.PostAsync("/api/staff", $$"""{"name":"{{role}}","roles":[{"role":"{{role}}"}]}"""));
        return site.Staff(added.Answers(201).GetProperty("key").GetString()!);
    }
}
