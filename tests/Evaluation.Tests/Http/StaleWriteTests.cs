using System.Text.Json;

namespace Evaluation.Tests.Http;

/// <summary>Entity tags of what a call replaces, and <c>If-Match</c> by RFC 9110.</summary>
[Collection(SharedServer.Name)]
public sealed class StaleWriteTests(TestServer server)
{
    [Fact]
    public async Task An_older_definition_does_not_replace_a_newer_one()
    {
        var round = await server.DraftAsync();
        var read = await server.Administrator.GetAsync(round.Path);
        var tag = Tag(read);
        var (ours, theirs) = (Definition(read, "ours"), Definition(read, "theirs"));
        var replaced = await PutAsync(round.Path, theirs, tag);
        replaced.Answers();
        Assert.NotEqual(tag, Tag(replaced));
        Assert.Equal(Tag(replaced), Tag(await server.Administrator.GetAsync(round.Path)));

        (await PutAsync(round.Path, ours, tag)).Refuses(412, "stale");
        Assert.Equal("theirs", await TitleAsync(round));
        // The same again is not stale: it changes nothing.
        Assert.Equal(Tag(replaced), Tag(await PutAsync(round.Path, theirs, tag)));
        (await PutAsync(round.Path, ours, Tag(replaced))).Answers();
        Assert.Equal("ours", await TitleAsync(round));
    }

    [Fact]
    public async Task Of_two_simultaneous_replacements_one_is_stale()
    {
        var round = await server.DraftAsync();
        var read = await server.Administrator.GetAsync(round.Path);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => PutAsync(round.Path, Definition(read, $"number {number}"), Tag(read))));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Refuses(412, "stale"));
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("\"rules-7\", \"rules-1\"", 200)]
    [InlineData("W/\"rules-1\"", 412)]
    [InlineData("\"schedule-1\"", 412)]
    [InlineData("\"rules-01x\"", 412)]
    [InlineData("\"\"", 412)]
    [InlineData("rules-1", 400)]
    public async Task If_Match_is_a_star_or_a_list_of_strong_tags(string header, int status)
    {
        var round = await server.DraftAsync();
        var answer = await PutAsync(round.Path, Definition(await server.Administrator.GetAsync(round.Path), "other"), header);
        if (status == 200)
            answer.Answers();
        else
            answer.Refuses(status, status == 412 ? "stale" : "bad-request");
        Assert.Equal(status == 200 ? "other" : "小测评", await TitleAsync(round));
    }

    [Fact]
    public async Task Without_If_Match_the_newest_call_counts()
    {
        var round = await server.DraftAsync();
        var read = await server.Administrator.GetAsync(round.Path);
        foreach (var title in new[] { "one", "two" })
            (await server.Administrator.PutAsync(round.Path, Definition(read, title))).Answers();
        Assert.Equal("two", await TitleAsync(round));
    }

    [Fact]
    public async Task A_withdrawn_role_does_not_come_back_with_an_older_list()
    {
        var name = TestServer.NewId("clerk");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"administrator"},{"role":"auditor"}]}""")).Answers(201);
        var path = $"/api/staff/{name}/roles";
        var read = await server.Administrator.GetAsync(path);
        Assert.Equal(["administrator", "auditor"], Roles(read.Answers()));
        var withdrawn = await PutAsync(path, """{"roles":[{"role":"auditor"}]}""", Tag(read));
        withdrawn.Answers();
        (await PutAsync(path, """{"roles":[{"role":"administrator"},{"role":"auditor"},{"role":"reviewer"}]}""", Tag(read))).Refuses(412, "stale");
        Assert.Equal(["auditor"], Roles((await server.Administrator.GetAsync(path)).Answers()));
        Assert.Equal(Tag(withdrawn), Tag(await server.Administrator.GetAsync(path)));

        // A removed account that is added again has another tag.
        await server.Administrator.DeleteAsync($"/api/staff/{name}");
        (await server.Administrator.GetAsync(path)).Refuses(404, "no-such-staff");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[]}""")).Answers(201);
        (await PutAsync(path, """{"roles":[{"role":"reviewer"}]}""", Tag(withdrawn))).Refuses(412, "stale");
    }

    [Fact]
    public async Task An_older_schedule_does_not_replace_a_newer_one()
    {
        var round = await server.DraftAsync();
        var path = $"{round.Path}/schedule";
        (await round.ScheduleAsync("""{"opensAt":"2099-12-01T09:00:00+08:00","closesAt":"2099-12-07T18:00:00+08:00"}""")).Answers();
        var read = await server.Administrator.GetAsync(path);
        Assert.Equal("""{"opensAt":"2099-12-01T09:00:00+08:00","closesAt":"2099-12-07T18:00:00+08:00"}""", read.Answers().GetRawText());
        var extended = await PostAsync(path, """{"closesAt":"2099-12-14T18:00:00+08:00"}""", Tag(read));
        extended.Answers();
        (await PostAsync(path, """{"opensAt":"2099-12-02T09:00:00+08:00","closesAt":"2099-12-07T18:00:00+08:00"}""", Tag(read))).Refuses(412, "stale");
        Assert.Equal("2099-12-14T18:00:00+08:00", (await round.StateAsync()).GetProperty("closesAt").GetString());
        (await PostAsync(path, """{"opensAt":"2099-12-02T09:00:00+08:00"}""", Tag(extended))).Answers();
        (await PostAsync(path, """{"opensAt":"2099-12-02T09:00:00+08:00"}""", "no tag")).Refuses(400, "bad-request");
    }

    [Fact]
    public async Task Null_clears_an_instant_and_absence_leaves_it()
    {
        var round = await server.DraftAsync();
        (await round.ScheduleAsync("""{"opensAt":"2099-12-01T09:00:00+08:00","closesAt":"2099-12-07T18:00:00+08:00"}""")).Answers();
        var cleared = (await round.ScheduleAsync("""{"closesAt":null}""")).Answers();
        Assert.Equal(("2099-12-01T09:00:00+08:00", JsonValueKind.Null), (cleared.GetProperty("opensAt").GetString(), cleared.GetProperty("closesAt").ValueKind));
        cleared = (await round.ScheduleAsync("""{"opensAt":null,"closesAt":null}""")).Answers();
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (cleared.GetProperty("opensAt").ValueKind, cleared.GetProperty("closesAt").ValueKind));
        await round.MoveAsync("voting");
        (await round.ScheduleAsync("""{"opensAt":null,"reason":"x"}""")).Refuses(400, "bad-schedule");
        (await round.ScheduleAsync("""{"closesAt":"2099-12-07T18:00:00+08:00","reason":"x"}""")).Answers();
        (await round.ScheduleAsync("""{"closesAt":null}""")).Refuses(400, "reason-missing");
        Assert.Equal(JsonValueKind.Null, (await round.ScheduleAsync("""{"closesAt":null,"reason":"until further notice"}""")).Answers().GetProperty("closesAt").ValueKind);
    }

    [Fact]
    public async Task Answers_and_assignments_are_replaced_only_as_they_were_read()
    {
        var round = await server.OpenAsync(definition => definition["policies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"groupMin": 2, "commentMin": 2}"""));
        foreach (var voter in await round.IssueAsync("npc", 3))
            (await server.Voter(voter).PutAsync($"{round.Path}/ballot", """{"slips":[{"unit":"u1","marks":[0,0],"comment":"open longer"}]}""")).Answers();
        await round.MoveAsync("sealed");
        var id = (await server.Administrator.GetAsync($"{round.Path}/comments")).Answers().GetProperty("comments")[0].GetProperty("id").GetString();
        var comment = $"{round.Path}/units/u1/comments/{id}";
        var unanswered = Tag(await server.Administrator.GetAsync(comment));
        var answered = await PutAsync($"{comment}/answer", """{"text":"from May on"}""", unanswered);
        answered.Answers();
        (await PutAsync($"{comment}/answer", """{"text":"never"}""", unanswered)).Refuses(412, "stale");
        (await PutAsync($"{comment}/answer", """{"text":"from June on"}""", Tag(answered))).Answers();

        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = $"{objected.Path}/{await objected.FileAsync()}";
        var nothing = Tag(await server.Administrator.GetAsync(ticket));
        var proposed = await PostAsync($"{ticket}/resolve", """{"decision":"rejected","answer":"theirs"}""", nothing);
        proposed.Answers();
        (await PostAsync($"{ticket}/resolve", """{"decision":"rejected","answer":"ours"}""", nothing)).Refuses(412, "stale");
        (await PostAsync($"{ticket}/resolve", """{"decision":"rejected","answer":"ours"}""", Tag(proposed))).Answers();
        var assignment = $"{ticket}/assign";
        var nobody = await server.Administrator.GetAsync(assignment);
        Assert.Equal("""{"to":null}""", nobody.Answers().GetRawText());
        var (_, other) = await ObjectedRound.StaffAsync(server.Site, """{"role":"reviewer"}""");
        var first = await PostAsync(assignment, $$"""{"to":"{{other}}"}""", Tag(nobody));
        first.Answers();
        (await PostAsync(assignment, $$"""{"to":"{{objected.ReviewerName}}"}""", Tag(nobody))).Refuses(412, "stale");
        Assert.Equal((other, Tag(first)), ((await server.Administrator.GetAsync(assignment)).Answers().GetProperty("to").GetString(), Tag(await server.Administrator.GetAsync(assignment))));
        // An assignment does not outdate the proposed answer, nor the reverse.
        (await PostAsync($"{ticket}/resolve", """{"decision":"rejected","answer":"third"}""", Tag(await server.Administrator.GetAsync(ticket)))).Answers();
        (await PostAsync(assignment, $$"""{"to":"{{objected.ReviewerName}}"}""", Tag(first))).Answers();

        // Who may not see the proposal does not see its number either.
        Assert.False((await objected.Unit.GetAsync(ticket)).Headers.Contains("ETag"));
    }

    /// <summary>
    /// A ballot replaces slips of its own credential only, the bodies of a draft and of a sheet name their versions, reports and grades of
    /// a target are added to earlier ones, a person is one name, and an id of the provider is one text.
    /// </summary>
    [Fact]
    public async Task Every_call_that_replaces_something_takes_If_Match()
    {
        var paths = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths");
        var without = paths.EnumerateObject().Where(path => path.Value.TryGetProperty("put", out var put) && !put.GetRawText().Contains("\"If-Match\"", StringComparison.Ordinal));
        Assert.Equal([
                "/api/drafts/{form}", "/api/rounds/{round}/ballot", "/api/rounds/{round}/units/{unit}/inspections/{inspector}",
                "/api/rounds/{round}/units/{unit}/targets/{target}/grade",
                "/api/rounds/{round}/units/{unit}/targets/{target}/progress", "/api/staff/{name}/person", "/api/staff/{name}/provider-id",
            ],
            without.Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("put", "/api/rounds/{round}")]
    [InlineData("post", "/api/rounds/{round}/schedule")]
    [InlineData("put", "/api/staff/{name}/roles")]
    [InlineData("post", "/api/rounds/{round}/objections/{id}/resolve")]
    [InlineData("post", "/api/rounds/{round}/objections/{id}/assign")]
    [InlineData("put", "/api/rounds/{round}/units/{unit}/comments/{comment}/answer")]
    public async Task The_contract_describes_If_Match_and_its_refusal(string method, string path)
    {
        var operation = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths").GetProperty(path).GetProperty(method);
        Assert.Contains(operation.GetProperty("parameters").EnumerateArray(), parameter => (parameter.GetProperty("name").GetString(), parameter.GetProperty("in").GetString()) == ("If-Match", "header"));
        Assert.Contains("stale", operation.GetProperty("responses").GetProperty("412").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(operation.GetProperty("responses").GetProperty("200").GetProperty("headers").TryGetProperty("ETag", out _));
    }

    private Task<Answer> PutAsync(string path, string body, string ifMatch) => server.Administrator.SendAsync(HttpMethod.Put, path, new StringContent(body), ("If-Match", ifMatch));

    private Task<Answer> PostAsync(string path, string body, string ifMatch) => server.Administrator.SendAsync(HttpMethod.Post, path, new StringContent(body), ("If-Match", ifMatch));

    private static async Task<string?> TitleAsync(TestRound round) => (await round.StateAsync()).GetProperty("title").GetProperty("zh").GetString();

    private static string Definition(Answer read, string title) =>
        read.Answers().GetProperty("definition").GetRawText().Replace("小测评", title, StringComparison.Ordinal);

    private static IEnumerable<string?> Roles(JsonElement account) => account.GetProperty("roles").EnumerateArray().Select(grant => grant.GetProperty("role").GetString());

    private static string Tag(Answer answer) => Assert.Single(answer.Headers.GetValues("ETag"));
}
