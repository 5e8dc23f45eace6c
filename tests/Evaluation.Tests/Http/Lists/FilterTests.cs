using System.Text.Json;
using Evaluation.Tests.Http.Supervision;

namespace Evaluation.Tests.Http.Lists;

/// <summary>Filters of lists, the items of an account of several units, and items that are read one by one.</summary>
[Collection(SharedServer.Name)]
public sealed class FilterTests(TestServer server)
{
    private const string Finding = """{"text":"a blocked door","dueOn":"2011-11-01"}""";

    [Fact]
    public async Task Progress_is_listed_by_unit_state_and_overdue()
    {
        var round = await server.DraftAsync();
        foreach (var unit in new[] { "u1", "u2" })
            (await server.Administrator.PutAsync($"{round.Path}/units/{unit}/targets", $$"""
                [{"id":"late","title":"a","dueOn":"2011-06-30","responsible":"b"},{"id":"soon","title":"a","dueOn":"2099-06-30","responsible":"b"}]
                """)).Answers();
        await round.MoveAsync("voting");
        var account = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        (await account.PutAsync($"{round.Path}/units/u1/targets/late/progress", """{"state":"done"}""")).Answers();

        Assert.Equal("u1.late u1.soon u2.late u2.soon", await RowsAsync(""));
        Assert.Equal("u1.late u1.soon", await RowsAsync("?unit=u1"));
        Assert.Equal("u1.late", await RowsAsync("?state=done"));
        Assert.Equal("u1.soon u2.late u2.soon", await RowsAsync("?state=blank"));
        Assert.Equal("u2.late", await RowsAsync("?overdue=true"));
        Assert.Equal("u1.late u1.soon u2.soon", await RowsAsync("?overdue=false"));
        Assert.Equal("u2.soon", await RowsAsync("?unit=u2&state=blank&overdue=false"));
        Assert.Equal("u2.late", await RowsAsync("?state=blank&limit=1&after=u1.soon"));
        (await server.Anybody.GetAsync($"{round.Path}/progress?unit=u9")).Refuses(400, "no-such-unit");
        foreach (var senseless in new[] { "state=late", "overdue=yes", "limit=0" })
            (await server.Anybody.GetAsync($"{round.Path}/progress?{senseless}")).Refuses(400, "bad-request");

        async Task<string> RowsAsync(string query) => string.Join(
            ' ', (await server.Anybody.GetAsync($"{round.Path}/progress{query}")).Answers().GetProperty("items").EnumerateArray().Select(row => $"{Text(row, "unit")}.{Text(row, "target")}"));
    }

    [Fact]
    public async Task The_account_of_several_units_gets_the_findings_and_complaints_of_all_of_them_and_no_others()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var both = await server.StaffWithAsync(
            $$"""{"role":"unit","round":"{{round.Round.Id}}","unit":"u3"}""", $$"""{"role":"unit","unit":"u1"}""", """{"role":"unit","unit":"elsewhere"}""");
        foreach (var unit in new[] { "u1", "u2", "u3", "u1" })
        {
            (await round.Inspector.PostAsync($"{round.Of(unit)}/findings", Finding)).Answers(201);
            var id = Text((await server.Administrator.PostAsync("/api/complaints", $$"""{"unit":"{{unit}}","round":"{{round.Round.Id}}","text":"queues","channel":"box"}""")).Answers(201), "id");
            (await server.Administrator.PostAsync($"/api/complaints/{id}/release", """{"text":"queues"}""")).Answers();
        }
        var listed = (await both.GetAsync($"{round.Path}/findings")).Answers();
        Assert.Equal(["u1 f-1", "u3 f-1", "u1 f-2"], Items(listed).Select(finding => $"{Text(finding, "unit")} {Text(finding, "id")}"));
        Assert.Equal(3, listed.GetProperty("counts").GetProperty("opened").GetInt32());
        var page = (await both.GetAsync($"{round.Path}/findings?limit=2")).Answers();
        Assert.Equal("u1 f-2", Assert.Single(Items((await both.GetAsync($"{round.Path}/findings?after={Text(page, "next")}")).Answers()).Select(finding => $"{Text(finding, "unit")} {Text(finding, "id")}")));
        Assert.Equal(["u3"], Items((await both.GetAsync($"{round.Path}/findings?unit=u3")).Answers()).Select(finding => Text(finding, "unit")));
        (await both.GetAsync($"{round.Path}/findings?unit=u2")).Refuses(403, "unit-not-yours");
        Assert.Equal(["u1", "u3", "u1"], Items((await both.GetAsync($"/api/complaints?round={round.Round.Id}")).Answers()).Select(complaint => Text(complaint, "unit")));
        foreach (var unit in new[] { "u1", "u3" })
            Assert.Equal(unit == "u1" ? 2 : 1, (await both.GetAsync($"{round.Of(unit)}/standing")).Answers().GetProperty("findings").GetProperty("opened").GetInt32());
        (await both.GetAsync($"{round.Of("u2")}/standing")).Refuses(403, "unit-not-yours");
        (await both.GetAsync($"{round.Of("u3")}/targets")).Answers();

        var none = await server.StaffWithAsync("""{"role":"unit","unit":"elsewhere"}""");
        (await none.GetAsync($"{round.Path}/findings")).Refuses(403, "unit-not-yours");
    }

    [Fact]
    public async Task An_account_and_a_batch_of_credentials_are_read_as_they_are_listed()
    {
        var (_, name) = await ObjectedRound.StaffAsync(server.Site, """{"role":"auditor"}""");
        var account = (await server.Administrator.GetAsync($"/api/staff/{name}")).Answers();
        Assert.Equal(account.GetRawText(), (await server.Administrator.GetAsync("/api/staff")).Answers().EnumerateArray().Single(listed => Text(listed, "name") == name).GetRawText());
        (await server.Administrator.GetAsync("/api/staff/nobody")).Refuses(404, "no-such-staff");

        var round = await server.OpenAsync();
        await round.IssueAsync("npc", 1);
        var batch = Assert.Single(Items((await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers()));
        Assert.Equal(batch.GetRawText(), (await server.Administrator.GetAsync($"{round.Path}/credentials/batches/{Text(batch, "id")}")).Answers().GetRawText());
        (await server.Administrator.GetAsync($"{round.Path}/credentials/batches/never")).Refuses(404, "no-such-batch");
    }

    private static JsonElement[] Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
