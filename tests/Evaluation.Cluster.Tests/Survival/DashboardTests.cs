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
        using var town = await Town.StartAsync(silos: 0, gateways: 0);
        town.Silos.Add(await town.AnotherAsync(first));
        if (second is not null)
            town.Gateways.Add(await town.AnotherAsync(second));
        var site = town.Gateways.Concat(town.Silos).First().Site;
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
            // Neither the state of grains nor the logs are shown.
            Assert.Equal(404, (await caller.GetAsync("/cluster/GrainState?grainId=staff&grainType=staff")).Status);
            Assert.Equal(403, (await caller.GetAsync("/cluster/Trace")).Status);
        }
    }

    private static async Task<Caller> StaffAsync(Site site, string role)
    {
        var added = await Patiently.AskAsync(() => site.Administrator.PostAsync("/api/staff", $$"""{"name":"{{role}}","roles":[{"role":"{{role}}"}]}"""));
        return site.Staff(added.Answers(201).GetProperty("key").GetString()!);
    }
}
