using System.Text.Json;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Privacy.Reach;

/// <summary>Rules of docs/reach.md about accounts with several roles, and about the names of people and rounds.</summary>
[Collection(SharedServer.Name)]
public sealed class ReachRuleTests(TestServer server)
{
    [Fact]
    public async Task An_account_of_the_unit_reads_complaints_as_the_unit_whatever_other_roles_it_has()
    {
        var round = await server.DraftAsync();
        var both = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""", $$"""{"role":"reviewer","round":"{{round.Id}}"}""");
        var id = (await server.Anybody.PostAsync("/api/complaints", $$"""{"unit":"u1","round":"{{round.Id}}","text":"the clerk","contact":"13800000000"}""")).Answers(201).GetProperty("id").GetString();
        (await both.GetAsync($"/api/complaints/{id}")).Refuses(404, "no-such-complaint");
        Assert.DoesNotContain("13800000000", (await both.GetAsync("/api/complaints?unit=u1&limit=1000")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800000000", (await both.GetAsync($"{round.Path}/export?what=complaints")).Text, StringComparison.Ordinal);
        (await both.PostAsync($"/api/complaints/{id}/release", """{"text":"a delay"}""")).Refuses(404, "no-such-complaint");

        (await server.Administrator.PostAsync($"/api/complaints/{id}/release", """{"text":"a delay"}""")).Answers();
        var read = (await both.GetAsync($"/api/complaints/{id}")).Answers();
        Assert.Equal("a delay", read.GetProperty("text").GetString());
        foreach (var hidden in new[] { "contact", "channel", "enteredAt", "enteredBy", "assignedTo", "answer", "finding" })
            Assert.Equal(JsonValueKind.Null, read.GetProperty(hidden).ValueKind);
    }

    [Fact]
    public async Task A_draw_names_its_administrator_to_staff_only()
    {
        var round = await server.DraftAsync();
        (await server.Administrator.PostAsync($"{round.Path}/draws", """{"id":"spot","of":"units","count":1,"seed":"7","reason":"spot checks"}""")).Answers(201);
        foreach (var (caller, by) in new[] { (server.Anybody, null), (await server.StaffWithAsync("""{"role":"inspector"}"""), "admin") })
        {
            var draw = (await caller.GetAsync($"{round.Path}/draws/spot")).Answers();
            Assert.Equal((by, by, "spot checks"), (draw.GetProperty("announcedBy").GetString(), draw.GetProperty("drawnBy").GetString(), draw.GetProperty("reason").GetString()));
        }
    }

    [Fact]
    public async Task Evidence_of_reviewers_names_its_author_to_staff_only()
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        var reviewer = await server.StaffWithAsync("""{"role":"reviewer"}""");
        (await Filing.FileAsync(reviewer, round, "%PDF-1.7 r"u8.ToArray())).Answers(201);
        await round.MoveAsync("voting", "sealed", "provisional", "published");
        Assert.Equal(JsonValueKind.Null, Assert.Single((await unit.GetAsync(Filing.Path(round))).Answers().EnumerateArray()).GetProperty("filedBy").ValueKind);
        Assert.Equal(JsonValueKind.String, Assert.Single((await reviewer.GetAsync(Filing.Path(round))).Answers().EnumerateArray()).GetProperty("filedBy").ValueKind);
    }

    [Fact]
    public async Task An_honour_names_an_internal_round_to_insiders_only()
    {
        var (title, unit) = (TestServer.NewId("title"), TestServer.NewId("unit"));
        var round = await server.DraftAsync(definition =>
        {
            definition["internal"] = true;
            definition["units"]![2]!["code"] = unit;
        });
        (await server.Administrator.PutAsync($"/api/honours/titles/{title}", """{"label":"Civilised","level":"city","termMonths":24}""")).Answers();
        var id = (await server.Administrator.PostAsync("/api/honours", $$"""{"title":"{{title}}","unit":"{{unit}}","from":"2011-12-01","round":"{{round.Id}}"}""")).Answers(201).GetProperty("id").GetString();
        foreach (var path in new[] { $"/api/honours?unit={unit}", $"/api/honours/{id}", "/api/honours/export", "/api/honours/export?format=json" })
        {
            var open = await server.Anybody.GetAsync(path);
            Assert.Equal((200, true, false), (open.Status, open.Text.Contains(unit, StringComparison.Ordinal), open.Text.Contains(round.Id, StringComparison.Ordinal)));
            Assert.Contains(round.Id, (await server.Administrator.GetAsync(path)).Text, StringComparison.Ordinal);
        }
    }
}
