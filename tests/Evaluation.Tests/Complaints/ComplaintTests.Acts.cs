using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Hosting;
using Evaluation.Tests.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Complaints;

/// <summary>Ambiguous units, entry by staff, findings, abuse, lists and verification.</summary>
public sealed partial class ComplaintTests
{
    [Fact]
    public async Task A_code_of_unrelated_units_needs_the_round()
    {
        var old = await RoundAsync("old", definition => definition["period"] = JsonNode.Parse("""{"from":"2009-01-01","to":"2009-12-31"}"""));
        var renamed = await RoundAsync("renamed", definition =>
        {
            definition["period"] = JsonNode.Parse("""{"from":"2011-01-01","to":"2011-12-31"}""");
            definition["units"]![0]!["code"] = "u9";
            definition["units"]![0]!["formerly"] = new JsonArray("u1");
        });
        var now = await RoundAsync("again", definition => definition["period"] = JsonNode.Parse("""{"from":"2011-06-01","to":"2012-05-31"}"""));
        Assert.Equal(2, (await PostAsync(Body())).Refuses(400, "ambiguous-unit").GetProperty("rounds").GetArrayLength());
        (await PostAsync($$"""{"unit":"u1","text":"x","round":"{{now.Id}}"}""")).Answers(201);
        // Unit u9 continues unit u1 of the old round, so its reviewers act on complaints about that.
        var (reviewer, _) = await ObjectedRound.StaffAsync(_server.Site, $$"""{"role":"reviewer","round":"{{renamed.Id}}"}""");
        var (id, _) = await ReceiveAsync($$"""{"unit":"u1","text":"x","round":"{{old.Id}}"}""");
        (await reviewer.PostAsync($"/api/complaints/{id}/answer", """{"text":"no","upheld":false}""")).Answers();
        Assert.Equal(new(1, 0), (await _server.Get<ComplaintRegister>().CountAsync(now.Id, "u1")).Answer);
        Assert.Equal(new(1, 0), (await _server.Get<ComplaintRegister>().CountAsync(renamed.Id, "u9")).Answer);

        (await PostAsync(Body("nowhere"))).Refuses(400, "no-such-unit");
        (await PostAsync("""{"unit":"u1","text":"x","round":"never"}""")).Refuses(404, "no-such-round");
        await old.MoveAsync("cancelled");
        (await PostAsync($$"""{"unit":"u1","text":"x","round":"{{old.Id}}"}""")).Refuses(409, "wrong-state");
    }

    [Fact]
    public async Task Staff_enters_what_came_by_telephone_box_letter_or_visit()
    {
        var round = await RoundAsync("staff");
        var (reviewer, name) = await ObjectedRound.StaffAsync(_server.Site, $$"""{"role":"reviewer","round":"{{round.Id}}"}""");
        const string letter = """{"unit":"u1","text":"x","channel":"letter","receivedOn":"2011-12-24"}""";
        var entered = (await reviewer.PostAsync("/api/complaints", letter)).Answers(201);
        var read = (await reviewer.GetAsync($"/api/complaints/{entered.GetProperty("id").GetString()}")).Answers();
        Assert.Equal(("letter", "2011-12-24", name), (read.GetProperty("channel").GetString(), read.GetProperty("receivedOn").GetString(), read.GetProperty("enteredBy").GetString()));
        (await _server.Anybody.PostAsync("/api/complaints", letter)).Refuses(401, "sign-in-required");
        var (inspector, _) = await ObjectedRound.StaffAsync(_server.Site, """{"role":"inspector"}""");
        (await inspector.PostAsync("/api/complaints", letter)).Refuses(403, "not-allowed");
        foreach (var bad in new[] { """{"unit":"u1","text":"x","channel":"online"}""", """{"unit":"u1","text":"x","receivedOn":"2011-12-24"}""", """{"unit":"u1","text":"x","channel":"box","receivedOn":"2012-01-01"}""", $$"""{"unit":"u1","text":"{{new string('x', 2_001)}}"}""" })
            (await reviewer.PostAsync("/api/complaints", bad)).Refuses(400, "bad-request");
    }

    [Fact]
    public async Task A_finding_is_made_once_of_an_upheld_complaint()
    {
        var round = await RoundAsync("finding", SmallDefinition.Assessed);
        await round.MoveAsync("assessing");
        var (reviewer, name) = await ObjectedRound.StaffAsync(_server.Site, $$"""{"role":"reviewer","round":"{{round.Id}}"}""");
        var (id, _) = await ReceiveAsync(Body());
        const string finding = """{"text":"queues","dueOn":"2012-02-01"}""";
        (await reviewer.PostAsync($"/api/complaints/{id}/finding", finding)).Refuses(409, "wrong-state");
        (await reviewer.PostAsync($"/api/complaints/{id}/answer", """{"text":"yes","upheld":true}""")).Answers();
        for (var time = 0; time < 2; time++)
            Assert.Equal("f-1", (await reviewer.PostAsync($"/api/complaints/{id}/finding", finding)).Answers().GetProperty("finding").GetProperty("id").GetString());
        Assert.Single((await reviewer.GetAsync($"{round.Path}/findings")).Answers().GetProperty("items").EnumerateArray());
        (await reviewer.PostAsync($"/api/complaints/{id}/answer", """{"text":"no","upheld":false}""")).Refuses(409, "wrong-state");
        Assert.Equal((1, 1), Counts((await reviewer.GetAsync($"{round.Path}/units/u1/standing")).Answers()));

        (await reviewer.PostAsync($"/api/staff/{name}/interests", """{"unit":"u1","reason":"liaison"}""")).Answers(201);
        (await reviewer.PostAsync($"/api/complaints/{id}/closing", "{}")).Refuses(409, "conflict-of-interest");
        Assert.Equal((ExitCodes.Clean, ""), await VerifyAsync());

        static (int, int) Counts(JsonElement standing) => (standing.GetProperty("complaints").GetProperty("received").GetInt32(), standing.GetProperty("complaints").GetProperty("upheld").GetInt32());
    }

    [Fact]
    public async Task Abuse_is_hidden_from_the_unit_and_counted_nowhere_but_kept()
    {
        var round = await RoundAsync("abuse");
        var (unit, _) = await ObjectedRound.StaffAsync(_server.Site, $$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        var (id, secret) = await ReceiveAsync(Body());
        var path = $"/api/complaints/{id}";
        (await _server.Administrator.PostAsync($"{path}/release", """{"text":"redacted"}""")).Answers();
        (await unit.GetAsync(path)).Answers();
        Assert.Equal("rejected", State(await _server.Administrator.PostAsync($"{path}/rejection", """{"reason":"insults only"}""")));
        (await unit.GetAsync(path)).Refuses(404, "no-such-complaint");
        Assert.Equal("rejected", State(await Person(secret).GetAsync(path)));
        Assert.Equal(new(0, 0), (await _server.Get<ComplaintRegister>().CountAsync(round.Id, "u1")).Answer);
        Assert.Equal(Text, (await _server.Administrator.GetAsync(path)).Answers().GetProperty("text").GetString());
        Assert.Equal("received", State(await _server.Administrator.PostAsync($"{path}/restoration", """{"reason":"it was a complaint"}""")));
        (await unit.GetAsync(path)).Answers();
    }

    [Fact]
    public async Task A_list_has_filters_and_pages_and_a_stale_answer_is_refused()
    {
        var round = await RoundAsync("list");
        for (var sent = 0; sent < 3; sent++)
            await ReceiveAsync(Body(sent == 1 ? "u2" : "u1"));
        var first = (await _server.Administrator.GetAsync("/api/complaints?limit=2")).Answers();
        Assert.Equal(("2011-0002", "2011-0002"), (first.GetProperty("items")[1].GetProperty("id").GetString(), first.GetProperty("next").GetString()));
        Assert.Equal(["2011-0003"], Ids(await _server.Administrator.GetAsync("/api/complaints?limit=2&after=2011-0002")));
        Assert.Equal(["2011-0002"], Ids(await _server.Administrator.GetAsync($"/api/complaints?unit=u2&round={round.Id}&state=received")));
        Assert.Empty(Ids(await _server.Administrator.GetAsync("/api/complaints?state=closed")));
        Assert.Empty(Ids(await _server.Administrator.GetAsync("/api/complaints?since=9999-01-01T00:00:00Z")));
        Assert.NotEmpty(Ids(await _server.Administrator.GetAsync("/api/complaints?since=2000-01-01T00:00:00Z")));
        foreach (var query in new[] { "state=x", "after=x", "limit=0", "since=x" })
            (await _server.Administrator.GetAsync($"/api/complaints?{query}")).Refuses(400, "bad-request");

        var tag = (await _server.Administrator.GetAsync("/api/complaints/2011-0001")).Headers.ETag!.ToString();
        (await _server.Administrator.PostAsync("/api/complaints/2011-0001/release", """{"text":"redacted"}""")).Answers();
        (await _server.Administrator.SendAsync(HttpMethod.Post, "/api/complaints/2011-0001/answer", new StringContent("""{"text":"no","upheld":false}""", Encoding.UTF8), ("If-Match", tag))).Refuses(412, "stale");

        var export = await _server.Administrator.GetAsync($"{round.Path}/export?what=complaints&format=json");
        Assert.Equal(3, export.Answers().GetProperty("rowCount").GetInt32());
        (await _server.Anybody.GetAsync($"{round.Path}/export?what=complaints")).Refuses(401, "sign-in-required");
    }

    [Fact]
    public async Task An_insider_who_takes_out_a_complaint_or_makes_one_up_is_found()
    {
        await RoundAsync("insider");
        for (var sent = 0; sent < 3; sent++)
            await ReceiveAsync(Body());
        (string From, string? To, string Said)[] changes =
        [
            ("2011-0002", null, "complaint 2011-0003 follows where 2011-0002 is next"),
            ("\"complaint\":\"2011-0003\"", "\"complaint\":\"2011-0007\"", "complaint 2011-0007 follows where 2011-0003 is next"),
            ("\"at\":\"2011-", "\"at\":\"2010-", "was entered in 2010"),
            ("\"by\":\"*\"", "\"by\":\"nobody\"", "who never had an account"),
        ];
        foreach (var (from, to, said) in changes)
        {
            var insider = await Insider.CopyAsync(_server);
            insider.Rewrite("complaints-2011", line => !line.Contains(from, StringComparison.Ordinal) ? line : to is null ? null : line.Replace(from, to, StringComparison.Ordinal));
            Assert.Contains(said, (await insider.VerifyAsync()).Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_staff_stream_is_missing_if_only_a_complaint_names_an_account()
    {
        await RoundAsync("alone");
        await ReceiveAsync(Body());
        Assert.DoesNotContain("staff: missing", await VerifyComplaintsAloneAsync(), StringComparison.Ordinal);
        (await _server.Administrator.PostAsync("/api/complaints/2011-0001/release", """{"text":"redacted"}""")).Answers();
        Assert.Contains("staff: missing: other streams name accounts", await VerifyComplaintsAloneAsync(), StringComparison.Ordinal);
    }

    private async Task<string> VerifyComplaintsAloneAsync()
    {
        var insider = await Insider.CopyAsync(_server);
        insider.KeepOnly("complaints-");
        return (await insider.VerifyAsync()).Said;
    }
}
