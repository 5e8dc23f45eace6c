using System.Text.Json;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Http;

[Collection(SharedServer.Name)]
public sealed class RoundTests(TestServer server)
{
    [Fact]
    public async Task A_created_round_is_a_draft_at_the_returned_address()
    {
        var id = TestServer.NewId();
        var answer = await server.Administrator.PostAsync("/api/rounds", SmallDefinition.Of(id));

        var summary = answer.Answers(201);
        Assert.Equal($"/api/rounds/{id}", answer.Headers.Location?.ToString());
        Assert.Equal("draft", summary.GetProperty("state").GetString());
        Assert.Equal(3, summary.GetProperty("counts").GetProperty("units").GetInt32());
        Assert.Equal(id, (await server.Administrator.GetAsync($"/api/rounds/{id}")).Answers().GetProperty("definition").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_definition_reads_back_as_it_was_written()
    {
        var definition = Definitions.Sample().With("/id", $"\"{TestServer.NewId()}\"");
        (await server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);

        var read = (await server.Administrator.GetAsync($"/api/rounds/{definition["id"]}")).Answers().GetProperty("definition");
        Assert.Equal(definition["units"]!.AsArray().Count, read.GetProperty("units").GetArrayLength());
        Assert.Equal(definition["title"]!["zh"]!.ToString(), read.GetProperty("title").GetProperty("zh").GetString());
        // The definition that was read can be sent again unchanged.
        (await server.Administrator.PutAsync($"/api/rounds/{definition["id"]}", read.GetRawText())).Answers();
    }

    [Fact]
    public async Task A_second_round_of_the_same_id_is_refused()
    {
        var round = await server.DraftAsync();
        (await server.Administrator.PostAsync("/api/rounds", SmallDefinition.Of(round.Id))).Refuses(409, "round-exists");
    }

    [Fact]
    public async Task A_creation_that_is_repeated_with_its_key_gets_the_first_answer()
    {
        var definition = SmallDefinition.Of(TestServer.NewId());
        var first = await CreateAsync(definition.ToJsonString(), "k-1");
        var repeat = await CreateAsync(definition.ToJsonString(), "k-1");
        Assert.Equal(first.Answers(201).GetRawText(), repeat.Answers(201).GetRawText());
        Assert.Equal(first.Headers.Location, repeat.Headers.Location);
        (await CreateAsync(definition.With("/title/en", "\"Another\"").ToJsonString(), "k-1")).Refuses(422, "key-reused");
        (await CreateAsync(definition.ToJsonString(), "k-2")).Refuses(409, "round-exists");

        Task<Answer> CreateAsync(string body, string key) =>
            server.Administrator.SendAsync(HttpMethod.Post, "/api/rounds", new StringContent(body), ("Idempotency-Key", key));
    }

    [Theory]
    [InlineData("/id", "\"Not A Slug\"", "/id")]
    [InlineData("/id", null, "/id")]
    [InlineData("/title", null, "/title")]
    [InlineData("/colour", "\"red\"", "/colour")]
    [InlineData("/units/0/class", "\"nowhere\"", "/units/0/class")]
    [InlineData("/options/1/code", "\"A\"", "/options/1/code")]
    [InlineData("/components/vote", "90", "/components")]
    [InlineData("/criteria/0/points", "\"ten\"", "/criteria/0/points")]
    [InlineData("/policies/decimals", "7", "/policies/decimals")]
    [InlineData("/timeZone", "\"../../etc/passwd\"", "/timeZone")]
    [InlineData("/groups", "17", "/groups")]
    [InlineData("/units/0/label", "\"\\ud800\"", "/units/0/label")]
    public async Task A_faulty_definition_is_refused_with_a_pointer_to_the_fault(string pointer, string? value, string faultAt)
    {
        var definition = SmallDefinition.Of(TestServer.NewId());
        // Written as text, because a JSON node rejects values that a client may send.
        var body = value == "\"\\ud800\"" ? definition.With(pointer, "\"lone\"").ToJsonString().Replace("lone", "\\ud800", StringComparison.Ordinal) : definition.With(pointer, value).ToJsonString();

        var problem = (await server.Administrator.PostAsync("/api/rounds", body)).Refuses(400, "invalid-definition");
        Assert.Contains(faultAt, Pointers(problem));
        Assert.All(problem.GetProperty("faults").EnumerateArray(), fault => Assert.NotEqual("", fault.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Every_fault_is_listed_at_once()
    {
        var definition = SmallDefinition.Of("Bad Id").With("/units/2/class", "\"nowhere\"").With("/groups/0/roll", "-1").With("/policies/groupMin", "\"two\"");
        var problem = (await server.Administrator.PostAsync("/api/rounds", definition)).Refuses(400, "invalid-definition");
        Assert.Subset(Pointers(problem), new HashSet<string> { "/id", "/units/2/class", "/groups/0/roll", "/policies/groupMin" });
    }

    [Theory]
    [InlineData("[]", "invalid-definition")]
    [InlineData("null", "invalid-definition")]
    [InlineData("17", "invalid-definition")]
    [InlineData("", "not-json")]
    [InlineData("{", "not-json")]
    [InlineData("{\"id\":\"a\",}", "not-json")]
    [InlineData("{\"ballotBoxes\":NaN}", "not-json")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]", "nested-too-deep")]
    public async Task A_body_that_is_not_a_definition_is_refused(string body, string code) =>
        (await server.Administrator.PostAsync("/api/rounds", body)).Refuses(400, code);

    [Fact]
    public async Task A_body_that_is_not_UTF_8_is_refused()
    {
        byte[] body = [.. """{"id":"a","title":" """u8, 0xff, 0xfe, .. "\"}"u8];
        var answer = await server.Administrator.SendAsync(HttpMethod.Post, "/api/rounds", new ByteArrayContent(body));
        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
    }

    [Fact]
    public async Task A_draft_can_be_replaced_but_not_renamed()
    {
        var round = await server.DraftAsync();
        var other = SmallDefinition.Of(round.Id).With("/title/en", "\"Another title\"");
        Assert.Equal("Another title", (await server.Administrator.PutAsync(round.Path, other)).Answers().GetProperty("title").GetProperty("en").GetString());

        var renamed = (await server.Administrator.PutAsync(round.Path, SmallDefinition.Of("other-name"))).Refuses(400, "invalid-definition");
        Assert.Contains("/id", Pointers(renamed));
        (await server.Administrator.PutAsync("/api/rounds/no-such-round", SmallDefinition.Of("no-such-round"))).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task A_draft_cannot_be_replaced_by_rules_that_invalidate_issued_credentials()
    {
        var round = await server.DraftAsync();
        await round.IssueAsync("npc", 10, "\"u2\"");
        var stranding = SmallDefinition.Of(round.Id).With("/ballotBoxes", "4").With("/groups/0/roll", "9").With("/units/1/code", "\"u4\"");

        var problem = (await server.Administrator.PutAsync(round.Path, stranding)).Refuses(400, "invalid-definition");
        Assert.Subset(Pointers(problem), new HashSet<string> { "/ballotBoxes", "/groups", "/units" });
        Assert.Equal(10, await round.IssuedAsync("npc"));
    }

    [Fact]
    public async Task Opening_freezes_the_rules_and_a_later_change_is_refused_and_audited()
    {
        var round = await server.OpenAsync();
        (await server.Administrator.PutAsync(round.Path, SmallDefinition.Of(round.Id).With("/title/en", "\"Too late\""))).Refuses(409, "rules-frozen");

        Assert.NotEqual("Too late", (await round.StateAsync()).GetProperty("title").GetProperty("en").GetString());
        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().ToList();
        var refused = Assert.Single(audit, line => line.GetProperty("act").GetString() == "act-refused");
        Assert.StartsWith("rules-replaced", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("admin", refused.GetProperty("by").GetString());
    }

    [Fact]
    public async Task The_audit_names_the_actor_the_act_and_the_reason()
    {
        var round = await server.OpenAsync();
        (await round.TryMoveAsync("paused", "power cut in the hall")).Answers();
        await round.IssueAsync("npc", 7);

        var lines = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().ToList();
        Assert.Equal(
            ["round-created", "voting-opened", "voting-paused", "key-committed", "credentials-reserved", "credentials-settled"],
            lines.Select(line => line.GetProperty("act").GetString()));
        Assert.Equal("power cut in the hall", lines[2].GetProperty("reason").GetString());
        Assert.All(lines, line => Assert.NotEqual(default, line.GetProperty("at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task A_draft_is_visible_to_staff_and_an_opened_round_to_everybody()
    {
        var draft = await server.DraftAsync();
        var open = await server.OpenAsync();
        var auditor = await server.StaffWithAsync("""{"role":"auditor"}""");
        var @operator = await server.StaffWithAsync("""{"role":"operator"}""");

        (await server.Anybody.GetAsync(draft.Path)).Refuses(401, "sign-in-required");
        (await @operator.GetAsync(draft.Path)).Refuses(403, "not-allowed");
        (await auditor.GetAsync(draft.Path)).Answers();
        (await server.Anybody.GetAsync(open.Path)).Answers();
        (await server.Anybody.GetAsync("/api/rounds/no-such-round")).Refuses(404, "no-such-round");

        Assert.DoesNotContain(draft.Id, await ListAsync(server.Anybody));
        Assert.DoesNotContain(draft.Id, await ListAsync(@operator));
        Assert.Contains(open.Id, await ListAsync(server.Anybody));
        Assert.Contains(draft.Id, await ListAsync(auditor));
    }

    [Fact]
    public async Task A_role_for_one_round_shows_only_the_draft_of_that_round()
    {
        var (mine, other) = (await server.DraftAsync(), await server.DraftAsync());
        var inspector = await server.StaffWithAsync($$"""{"role":"inspector","round":"{{mine.Id}}"}""");

        (await inspector.GetAsync(mine.Path)).Answers();
        (await inspector.GetAsync(other.Path)).Refuses(403, "not-allowed");
        var list = await ListAsync(inspector);
        Assert.Contains(mine.Id, list);
        Assert.DoesNotContain(other.Id, list);
    }

    private static async Task<List<string?>> ListAsync(Caller caller) =>
        [.. (await caller.GetAsync("/api/rounds")).Answers().EnumerateArray().Select(round => round.GetProperty("id").GetString())];

    private static HashSet<string> Pointers(JsonElement problem) => [.. problem.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()!)];
}
