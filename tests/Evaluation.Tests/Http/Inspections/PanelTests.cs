namespace Evaluation.Tests.Http.Inspections;

[Collection(SharedServer.Name)]
public sealed class PanelTests(TestServer server)
{
    [Fact]
    public async Task A_panel_is_set_read_and_listed()
    {
        var round = await InspectedRound.CreateAsync(server, isOpen: false);
        var set = await round.SetPanelAsync("south", round.Panel("\"u3\"", more: ""","visits":{"from":"2020-10-20","to":"2020-10-28"}"""));
        var panel = set.Answers();
        Assert.Equal("\"panel-1\"", set.Headers.ETag!.ToString());
        Assert.Equal(("south", "2020-10-28", "u3", 1), (panel.GetProperty("panel").GetString(), panel.GetProperty("visits").GetProperty("to").GetString(), panel.GetProperty("units")[0].GetString(), panel.GetProperty("version").GetInt32()));
        Assert.Equal(panel.GetRawText(), (await round.Wang.Caller.GetAsync($"{round.Path}/panels/south")).Answers().GetRawText());
        var first = (await round.Wang.Caller.GetAsync($"{round.Path}/panels?limit=1")).Answers();
        Assert.Equal(("north", "north"), (first.GetProperty("items")[0].GetProperty("panel").GetString(), first.GetProperty("next").GetString()));
        Assert.Equal("south", (await round.Wang.Caller.GetAsync($"{round.Path}/panels?after=north")).Answers().GetProperty("items")[0].GetProperty("panel").GetString());
        (await round.Wang.Caller.GetAsync($"{round.Path}/panels/west")).Refuses(404, "no-such-panel");
    }

    [Fact]
    public async Task The_same_panel_again_changes_nothing_and_a_stale_one_is_refused()
    {
        var round = await InspectedRound.CreateAsync(server);
        Assert.Equal("\"panel-1\"", (await round.SetPanelAsync("north", round.Panel())).Headers.ETag!.ToString());
        (await round.SetPanelAsync("north", round.Panel("\"u1\""))).Answers();
        using var body = new StringContent(round.Panel("\"u2\""));
        (await server.Administrator.SendAsync(HttpMethod.Put, $"{round.Path}/panels/north", body, ("If-Match", "\"panel-1\""))).Refuses(412, "stale");
        Assert.Equal(412, (await server.Administrator.SendAsync(HttpMethod.Delete, $"{round.Path}/panels/north", null, ("If-Match", "\"panel-1\""))).Status);
        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Where(line => line.GetProperty("act").GetString() == "panel-set");
        Assert.Equal(2, audit.Count());
    }

    [Fact]
    public async Task A_unit_has_one_panel_and_an_inspector_no_interest_in_it()
    {
        var round = await InspectedRound.CreateAsync(server);
        var refused = (await round.SetPanelAsync("south", round.Panel("\"u3\",\"u2\""))).Refuses(409, "panels-mixed");
        Assert.Equal(("u2", "north"), (refused.GetProperty("unit").GetString(), refused.GetProperty("panel").GetString()));
        var liaison = await Inspector.AddAsync(server, $$"""{"role":"inspector"},{"role":"unit","round":"{{round.Round.Id}}","unit":"u3"}""");
        (await round.SetPanelAsync("south", round.Panel("\"u3\"", $"\"{liaison.Name}\""))).Refuses(409, "conflict-of-interest");
        (await round.SetPanelAsync("north", round.Panel(inspectors: $"\"{liaison.Name}\""))).Answers();
    }

    [Fact]
    public async Task Every_fault_of_a_panel_is_reported_by_its_pointer()
    {
        var round = await InspectedRound.CreateAsync(server);
        var reviewer = await Inspector.AddAsync(server, """{"role":"reviewer"}""");
        AssertFaults(await round.SetPanelAsync("south", round.Panel("\"u3\",\"u9\"", $"\"{round.Wang.Name}\",\"{reviewer.Name}\",\"nobody\"")), "/units/1", "/inspectors/1", "/inspectors/2");
        AssertFaults(await round.SetPanelAsync("south", round.Panel("\"u3\",\"u3\"", "", ""","visits":{"from":"2020-10-28","to":"2020-10-20"}""")), "/units/1", "/visits/to");
        AssertFaults(await round.SetPanelAsync("south", "{}"), "/label", "/inspectors", "/units");
        (await round.SetPanelAsync("South%20", round.Panel("\"u3\""))).Refuses(400, "bad-request");
    }

    [Fact]
    public async Task A_panel_is_removed_only_while_no_sheet_of_it_is_filed()
    {
        var round = await InspectedRound.CreateAsync(server);
        (await round.PutAsync(round.Wang, """{"points":{"law":1}}""")).Answers();
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"{round.Path}/panels/north")).Status);
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"{round.Path}/panels/north")).Status);
        (await server.Administrator.DeleteAsync($"{round.Path}/panels/west")).Refuses(404, "no-such-panel");
        (await round.PutAsync(round.Wang, """{"points":{"law":1}}""")).Refuses(403, "unit-not-yours");
        (await round.SetPanelAsync("north", round.Panel())).Answers();
        (await round.FileAsync(round.Wang, "1", "2", "1")).Answers();
        (await server.Administrator.DeleteAsync($"{round.Path}/panels/north")).Refuses(409, "wrong-state");
        (await round.SetPanelAsync("north", round.Panel("\"u2\""))).Refuses(409, "wrong-state");
    }

    private static void AssertFaults(Answer answer, params string[] pointers) => Assert.Equal(
        pointers.Order(StringComparer.Ordinal),
        answer.Refuses(400, "bad-request").GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()!).Distinct().Order(StringComparer.Ordinal));
}
