using Evaluation.Documents;
using Evaluation.Gateway.Rounds;
using Microsoft.Extensions.Hosting;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>Who sees which sheets.</summary>
[Collection(SharedServer.Name)]
public sealed class SheetReachTests(TestServer server)
{
    [Fact]
    public async Task Inspectors_are_blind_until_they_have_filed_and_officials_see_filed_sheets_only()
    {
        var round = await InspectedRound.CreateAsync(server);
        (await round.FileAsync(round.Wang, "1", "2")).Answers();
        (await round.PutAsync(round.Chen, """{"points":{"law":9}}""")).Answers();
        Assert.Equal("wang filed", await round.SeenAsync(round.Wang.Caller));
        Assert.Equal("chen draft", await round.SeenAsync(round.Chen.Caller));
        foreach (var role in new[] { "administrator", "reviewer", "auditor" })
            Assert.Equal("wang filed", await round.SeenAsync((await Inspector.AddAsync(server, $$"""{"role":"{{role}}"}""")).Caller));
        var path = $"{round.Path}/units/u1/inspections";
        Assert.Equal("filed", (await server.Administrator.GetAsync($"{path}/{round.Wang.Name}")).Answers().GetProperty("state").GetString());
        Assert.Equal("draft", (await round.Chen.Caller.GetAsync($"{path}/{round.Chen.Name}")).Answers().GetProperty("state").GetString());
        (await round.Chen.Caller.GetAsync($"{path}/{round.Wang.Name}")).Refuses(404, "no-such-sheet");
        (await server.Administrator.GetAsync($"{path}/{round.Chen.Name}")).Refuses(404, "no-such-sheet");
        (await server.Anybody.GetAsync($"{path}/{round.Wang.Name}")).Refuses(403, "not-published");
        Assert.Equal(round.Chen.Name, (await round.ReadAsync(server.Administrator)).GetProperty("notFiled").EnumerateArray().Single().GetString());

        (await round.FileAsync(round.Chen, "9", "8", "1")).Answers();
        Assert.Equal("wang filed, chen filed", await round.SeenAsync(round.Chen.Caller));
        Assert.Equal("wang filed, chen filed", await round.SeenAsync(round.Wang.Caller));
    }

    [Fact]
    public async Task An_inspector_who_is_a_reviewer_too_is_blind_until_the_own_sheet_is_filed()
    {
        var round = await InspectedRound.CreateAsync(server);
        var both = await Inspector.AddAsync(server, """{"role":"inspector"},{"role":"reviewer"}""");
        (await round.SetPanelAsync("north", round.Panel(inspectors: $"\"{round.Wang.Name}\",\"{both.Name}\""))).Answers();
        (await round.FileAsync(round.Wang, "1", "2")).Answers();
        Assert.Equal("", await round.SeenAsync(both.Caller));
        (await both.Caller.GetAsync($"{round.Path}/export?what=inspections")).Refuses(403, "not-allowed");
        await round.Round.MoveAsync("sealed", "provisional");
        (await both.Caller.GetAsync($"{round.Path}/results/u1/derivation")).Refuses(403, "not-allowed");
        Assert.Equal(403, (await both.Caller.GetAsync($"/rounds/{round.Round.Id}/results/u1/derivation", ("Accept", "text/html"))).Status);
        (await both.Caller.GetAsync($"{round.Path}/results/u3/derivation")).Answers();
        (await server.Administrator.GetAsync($"{round.Path}/results/u1/derivation")).Answers();
        (await round.Round.TryMoveAsync("sealed", "a sheet is missing")).Answers();
        (await round.FileAsync(both, "3", "4")).Answers();
        Assert.Equal(2, (await round.ReadAsync(both.Caller)).GetProperty("sheets").GetArrayLength());
    }

    [Fact]
    public async Task Before_publication_neither_the_unit_nor_other_inspectors_nor_the_public_see_a_sheet_and_then_all_do()
    {
        var round = await InspectedRound.CreateAsync(server);
        var unit = await Inspector.AddAsync(server, $$"""{"role":"unit","round":"{{round.Round.Id}}","unit":"u1"}""");
        var other = await Inspector.AddAsync(server);
        foreach (var code in new[] { "u1", "u2" })
            (await round.FileAsync(round.Wang, "\"na\"", "12", unit: code)).Answers();
        (await round.PutAsync(round.Chen, """{"points":{"law":"na","visit":15.5},"visitedAt":"2020-10-21T09:30:00+08:00","file":true}""")).Answers();
        var path = $"{round.Path}/units/u1/inspections";
        (await unit.Caller.GetAsync(path)).Refuses(403, "not-published");
        (await server.Anybody.GetAsync(path)).Refuses(403, "not-published");
        (await other.Caller.GetAsync(path)).Refuses(403, "unit-not-yours");
        (await server.Anybody.GetAsync($"{round.Path}/export?what=inspections")).Refuses(403, "not-published");
        (await server.Anybody.GetAsync($"{round.Path}/units/u9/inspections")).Refuses(404, "no-such-unit");

        var third = await Inspector.AddAsync(server);
        (await round.SetPanelAsync("south", round.Panel("\"u3\"", $"\"{third.Name}\""))).Answers();
        (await round.FileAsync(third, "1", "1", unit: "u3")).Answers();
        await round.PublishAsync();
        Assert.Equal("wang filed, chen filed", await round.SeenAsync(server.Anybody));
        Assert.Equal("wang filed, chen filed", await round.SeenAsync(unit.Caller));
        var read = await round.ReadAsync(server.Anybody);
        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers().GetRawText();
        Assert.Contains("\"inspection\":68.75", result, StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, read.GetProperty("panel").ValueKind);
        var derivation = (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation")).Text;
        Assert.Contains("2020-10-21, panel north", derivation, StringComparison.Ordinal);
        var csv = await server.Anybody.GetAsync($"{round.Path}/export?what=inspections");
        Assert.Equal((200, 1 + 8 + 1), (csv.Status, csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public async Task Claimed_accepted_and_inspected_points_stand_side_by_side_with_the_spread()
    {
        var round = await InspectedRound.CreateAsync(server);
        (await round.FileAsync(round.Wang, "\"na\"", "12")).Answers();
        (await round.FileAsync(round.Chen, "\"na\"", "15.5")).Answers();
        var criteria = (await round.ReadAsync(server.Administrator)).GetProperty("criteria").EnumerateArray().ToDictionary(criterion => criterion.GetProperty("criterion").GetString()!);
        var visit = criteria["visit"];
        Assert.Equal(("20", "13.75", "3.5", "12", ""), (visit.GetProperty("maximum").ToString(), visit.GetProperty("inspected").ToString(), visit.GetProperty("spread").ToString(), visit.GetProperty("points").GetProperty(round.Wang.Name).ToString(), visit.GetProperty("claimed").ToString()));
        Assert.Equal(("na", ""), (criteria["law"].GetProperty("inspected").ToString(), criteria["law"].GetProperty("spread").ToString()));
    }

    [Fact]
    public async Task Sheets_that_were_not_filed_are_removed_when_the_round_has_ended()
    {
        var (round, ended) = (await InspectedRound.CreateAsync(server), await InspectedRound.CreateAsync(server));
        foreach (var one in new[] { round, ended })
            (await one.PutAsync(one.Wang, """{"points":{"law":1}}""")).Answers();
        await ended.Round.TryMoveAsync("cancelled", "a mistake");
        await server.Get<IEnumerable<IHostedService>>().OfType<AssessmentDrafts>().Single().SweepAsync(default);
        Assert.Equal((1, 0), (await CountAsync(round), await CountAsync(ended)));
        Assert.Equal("wang draft", await round.SeenAsync(round.Wang.Caller));
    }

    [Fact]
    public async Task Ten_devices_at_once_lose_no_edit_and_file_each_sheet_once()
    {
        var round = await InspectedRound.CreateAsync(server);
        Inspector[] inspectors = [round.Wang, round.Chen, await Inspector.AddAsync(server), await Inspector.AddAsync(server), await Inspector.AddAsync(server)];
        (await round.SetPanelAsync("north", round.Panel(inspectors: string.Join(',', inspectors.Select(inspector => $"\"{inspector.Name}\""))))).Answers();
        await Task.WhenAll(
            from inspector in inspectors
            from device in new[] { 1, 2 }
            from _ in new[] { "first", "repeat" }
            select round.PutAsync(inspector, $$$"""{"points":{"law":{{{device}}},"visit":1}}"""));
        foreach (var inspector in inspectors)
        {
            var sheet = (await round.ReadAsync(inspector.Caller)).GetProperty("sheets").EnumerateArray().Single();
            Assert.Equal(["1", "2"], sheet.GetProperty("heads").EnumerateArray().Select(head => head.GetProperty("points").GetProperty("law").ToString()).Order());
        }
        var filed = await Task.WhenAll(
            from inspector in inspectors
            from _ in new[] { 1, 2 }
            select round.FileAsync(inspector, "2", "2", "1,2"));
        Assert.All(filed, answer => Assert.Equal("filed", answer.Answers().GetProperty("state").GetString()));
        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Where(line => line.GetProperty("act").GetString() == "sheet-filed");
        Assert.Equal(inspectors.Select(inspector => inspector.Name).Order(), audit.Select(line => line.GetProperty("by").GetString()!).Order());
    }

    private async Task<int> CountAsync(InspectedRound round)
    {
        var count = 0;
        await foreach (var _ in server.Get<IDocumentStore>().ListAsync(DocumentKind.Assessment, $"sheet/{round.Round.Id}/"))
            count++;
        return count;
    }
}
