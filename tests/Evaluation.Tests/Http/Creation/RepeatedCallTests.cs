using System.Text;
using System.Text.Json;
using Evaluation.Tests.Http.Awards;

namespace Evaluation.Tests.Http.Creation;

/// <summary>Calls that create something, sent again with their key because the answer was lost.</summary>
[Collection(SharedServer.Name)]
public sealed class RepeatedCallTests(TestServer server)
{
    private const string Key = "6f1d0c9e-2b7a-4835-8417-e6ac9bd35f82";

    [Fact]
    public async Task An_account_is_added_once_and_a_repeat_gets_the_same_key()
    {
        var name = TestServer.NewId("clerk");
        var body = $$"""{"name":"{{name}}","roles":[{"role":"auditor"}]}""";
        var first = await PostAsync(server.Administrator, "/api/staff", body, Key + name);
        Assert.Equal("no-store", first.Headers.CacheControl!.ToString());
        var again = await PostAsync(server.Administrator, "/api/staff", body, Key + name);
        Assert.Equal((201, first.Text, $"/api/staff/{name}"), (again.Status, again.Text, again.Headers.Location!.ToString()));
        (await server.Staff(first.Answers(201).GetProperty("key").GetString()!).GetAsync("/api/rounds")).Answers();
        (await PostAsync(server.Administrator, "/api/staff", body.Replace("auditor", "operator", StringComparison.Ordinal), Key + name)).Refuses(422, "key-reused");
        (await PostAsync(server.Administrator, "/api/staff", body, "another")).Refuses(409, "staff-exists");
        Assert.Single((await server.Administrator.GetAsync("/api/staff/audit")).Answers().EnumerateArray(), line => IsAct(line, "staff-added") && Text(line, "detail").StartsWith(name, StringComparison.Ordinal));

        // Neither a replaced key nor a removed account comes back.
        (await server.Administrator.PostAsync($"/api/staff/{name}/key")).Answers();
        Assert.Equal(JsonValueKind.Null, (await PostAsync(server.Administrator, "/api/staff", body, Key + name)).Answers(201).GetProperty("key").ValueKind);
        await server.Administrator.DeleteAsync($"/api/staff/{name}");
        (await PostAsync(server.Administrator, "/api/staff", body, Key + name)).Answers(201);
        (await server.Administrator.GetAsync($"/api/staff/{name}")).Refuses(404, "no-such-staff");
    }

    [Fact]
    public async Task A_short_key_makes_no_secret_so_a_repeat_gets_the_account_without_it()
    {
        var name = TestServer.NewId("clerk");
        var body = $$"""{"name":"{{name}}","roles":[]}""";
        Assert.StartsWith("ek_", Text((await PostAsync(server.Administrator, "/api/staff", body, $"k-{name[^4..]}")).Answers(201), "key"), StringComparison.Ordinal);
        var again = (await PostAsync(server.Administrator, "/api/staff", body, $"k-{name[^4..]}")).Answers(201);
        Assert.Equal((name, JsonValueKind.Null), (Text(again, "name"), again.GetProperty("key").ValueKind));
    }

    [Fact]
    public async Task An_interest_that_was_removed_is_not_entered_again_by_a_repeat()
    {
        var (_, name) = await ObjectedRound.StaffAsync(server.Site);
        var path = $"/api/staff/{name}/interests";
        const string body = """{"unit":"u2","reason":"liaison"}""";
        Assert.Equal($"{path}/u2", (await PostAsync(server.Administrator, path, body, "k")).Headers.Location!.ToString());
        Assert.Equal("liaison", Text((await server.Administrator.GetAsync($"{path}/u2")).Answers(), "reason"));
        (await server.Administrator.GetAsync($"{path}/u3")).Refuses(404, "no-such-unit");
        for (var time = 0; time < 2; time++)
            Assert.Equal(204, (await server.Administrator.DeleteAsync($"{path}/u2")).Status);
        (await PostAsync(server.Administrator, path, body, "k")).Answers(201);
        Assert.Empty((await server.Administrator.GetAsync(path)).Answers().EnumerateArray());
        (await PostAsync(server.Administrator, path, """{"unit":"u3","reason":"liaison"}""", "k")).Refuses(422, "key-reused");
    }

    [Fact]
    public async Task A_list_of_awards_that_was_replaced_is_not_given_again_by_a_repeat()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 2));
        await round.PublishAsync([("u0", 0), ("u1", 1)]);
        (await PostAsync(server.Administrator, $"{round.Path}/awards", Awards("first"), "k")).Answers();
        (await PostAsync(server.Administrator, $"{round.Path}/awards", Awards("second"), "l")).Answers();
        (await PostAsync(server.Administrator, $"{round.Path}/awards", Awards("first"), "k")).Answers();
        Assert.Equal("second", Text((await server.Anybody.GetAsync($"{round.Path}/awards")).Answers().GetProperty("tiers")[0], "code"));
        (await PostAsync(server.Administrator, $"{round.Path}/awards", Awards("third"), "k")).Refuses(422, "key-reused");
    }

    [Fact]
    public async Task An_objection_is_filed_once_and_its_key_takes_no_other_text()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var first = (await PostAsync(objected.Unit, objected.Path, ObjectedRound.Objection(text: "one"), "k")).Answers(201);
        (await PostAsync(objected.Unit, objected.Path, ObjectedRound.Objection(text: "two"), "k")).Refuses(422, "key-reused");
        Assert.Equal(Text(first, "id"), Text((await PostAsync(objected.Unit, objected.Path, ObjectedRound.Objection(text: "one"), "k")).Answers(201), "id"));
        Assert.Single(await objected.ListAsync(objected.Second));
        Assert.Equal("o-2", Text((await PostAsync(objected.Unit, objected.Path, ObjectedRound.Objection(text: "two"), "l")).Answers(201), "id"));
    }

    [Fact]
    public async Task Evidence_that_was_withdrawn_is_not_filed_again_by_a_repeat()
    {
        var (round, unit) = await Filing.OpenAsync(server.Site);
        var first = await FileAsync("%PDF-1.7 one", "k");
        Assert.Equal("ev-1", Text(first.Answers(201), "id"));
        Assert.Equal(first.Text, (await FileAsync("%PDF-1.7 one", "k")).Text);
        (await FileAsync("%PDF-1.7 two", "k")).Refuses(422, "key-reused");
        (await FileAsync("%PDF-1.7 one", "k", title: "another title")).Refuses(422, "key-reused");
        (await unit.SendAsync(HttpMethod.Delete, $"{Filing.Path(round)}/ev-1", new StringContent("""{"reason":"wrong year"}"""))).Answers();
        Assert.Equal(first.Text, (await FileAsync("%PDF-1.7 one", "k")).Text);
        Assert.Empty((await unit.GetAsync(Filing.Path(round))).Answers().EnumerateArray());
        Assert.Equal("ev-2", Text((await FileAsync("%PDF-1.7 one", "l")).Answers(201), "id"));

        Task<Answer> FileAsync(string content, string key, string title = "a report") =>
            unit.SendAsync(HttpMethod.Post, Filing.Path(round), Filing.Form(Encoding.UTF8.GetBytes(content), title: title), ("Idempotency-Key", key));
    }

    private static string Awards(string tier) => $$"""{"tiers":[{"code":"{{tier}}","label":"Prize","count":1}],"scope":"round","version":1,"reason":"as announced"}""";

    private static Task<Answer> PostAsync(Caller caller, string path, string body, string key) =>
        caller.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), ("Idempotency-Key", key));

    private static bool IsAct(JsonElement line, string act) => Text(line, "act") == act;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
