using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Tests.Results.Exports;

namespace Evaluation.Tests.Http.Comments;

[Collection(SharedServer.Name)]
public sealed class CommentTests(TestServer server)
{
    [Fact]
    public async Task Comments_are_listed_by_unit_group_and_text_and_equal_texts_of_a_group_once()
    {
        var round = await SealedAsync();
        Assert.Equal(
            ["u1 npc quiet 1", "u1 users longer 2", "u1 users parking 1", "u2 users parking 1"],
            (await ListAsync(round)).Select(comment => $"{Text(comment, "unit")} {Text(comment, "group")} {Text(comment, "text")} {comment.GetProperty("times").GetInt32()}"));
        Assert.Equal(["parking"], Words(await ListAsync(round, "?unit=u2")));
        Assert.Equal(["longer", "parking"], Words(await ListAsync(round, "?from=1&count=2")));
        Assert.Empty(await ListAsync(round, "?from=4"));
    }

    [Fact]
    public async Task Tags_are_added_and_removed_and_filter_the_comments_of_the_round()
    {
        var round = await SealedAsync();
        var listed = await ListAsync(round);
        var tagged = (await TagAsync(round, "u1", [Id(listed[0]), Id(listed[2])], "\" PARKING\", \"loud\"")).Answers();
        Assert.Equal(["loud", "parking"], tagged[1].GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!));
        (await TagAsync(round, "u2", [Id(listed[3])], "\"parking\"")).Answers();
        (await TagAsync(round, "u1", [Id(listed[0])], "", "\"parking\"")).Answers();

        Assert.Equal([Id(listed[2]), Id(listed[3])], (await ListAsync(round, "?tag=Parking")).Select(Id));
        Assert.Equal([Id(listed[3])], (await ListAsync(round, "?tag=parking&from=1")).Select(Id));
        var page = await PageAsync(round, "?tag=parking&unit=u2");
        Assert.Equal(1, page.GetProperty("total").GetInt32());
        Assert.Equal("loud 2, parking 2", string.Join(", ", page.GetProperty("tags").EnumerateArray().Select(tag => $"{Text(tag, "tag")} {tag.GetProperty("count")}")));
        Assert.Equal("u1 1, u2 1", string.Join(", ", page.GetProperty("units").EnumerateArray().Select(unit => $"{Text(unit, "unit")} {unit.GetProperty("count")}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&answered=true")]
    [InlineData("&answered=false")]
    [InlineData("&tag=hours")]
    [InlineData("&tag=hours&answered=false")]
    [InlineData("&unit=u1&answered=false")]
    public async Task Every_page_size_returns_the_same_comments_and_the_same_total(string filter)
    {
        var round = await SealedAsync();
        var listed = await ListAsync(round, "?unit=u1");
        (await TagAsync(round, "u1", [.. listed.Select(Id)], "\"hours\"")).Answers();
        (await server.Administrator.PutAsync($"{round.Path}/units/u1/comments/{Id(listed[0])}/answer", """{"text":"from May on"}""")).Answers();

        var whole = await PageAsync(round, $"?count=200{filter}");
        var total = whole.GetProperty("total").GetInt32();
        var ids = new List<string>();
        for (var from = 0; from < total; from++)
            ids.Add(Id(Assert.Single(await ListAsync(round, $"?from={from}&count=1{filter}"))));
        Assert.NotEmpty(ids);
        Assert.Equal(whole.GetProperty("comments").EnumerateArray().Select(Id), ids);
        Assert.Empty(await ListAsync(round, $"?from={total}{filter}"));
    }

    [Fact]
    public async Task Comments_named_twice_in_one_call_are_tagged_and_returned_once()
    {
        var round = await SealedAsync();
        var id = Id((await ListAsync(round, "?unit=u1"))[0]);
        var tagged = (await TagAsync(round, "u1", [id, id], "\"hours\"")).Answers();
        Assert.Equal(["hours"], Assert.Single(tagged.EnumerateArray()).GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!));
        Assert.Equal(1, (await PageAsync(round, "?tag=hours")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_revised_answer_keeps_its_history_and_is_shown_with_the_comment()
    {
        var round = await SealedAsync();
        var comment = (await ListAsync(round))[1];
        var path = $"{round.Path}/units/u1/comments/{Id(comment)}";
        (await server.Administrator.PutAsync($"{path}/answer", """{"text":"from May on","revision":0}""")).Answers();
        var same = (await server.Administrator.PutAsync($"{path}/answer", """{"text":"from May on","revision":0}""")).Answers();
        Assert.Equal(1, same.GetProperty("answers").GetArrayLength());
        (await server.Administrator.PutAsync($"{path}/answer", """{"text":"never","revision":0}""")).Refuses(409, "answer-replaced");
        (await server.Administrator.PutAsync($"{path}/answer", """{"text":"from June on","revision":1}""")).Answers();

        var history = (await server.Administrator.GetAsync(path)).Answers();
        Assert.Equal(["from May on", "from June on"], history.GetProperty("answers").EnumerateArray().Select(answer => Text(answer, "text")));
        var answer = (await ListAsync(round, "?answered=true")).Single().GetProperty("answer");
        Assert.Equal(("from June on", "admin"), (Text(answer, "text"), Text(answer, "by")));
        Assert.EndsWith("+08:00", Text(answer, "at"), StringComparison.Ordinal);
        Assert.Equal(["quiet", "parking", "parking"], Words(await ListAsync(round, "?answered=false")));
        Assert.Equal(["parking"], Words(await ListAsync(round, "?answered=false&unit=u2")));
    }

    [Fact]
    public async Task The_export_contains_tags_and_answers_and_the_audit_contains_neither_text()
    {
        var round = await SealedAsync();
        var listed = await ListAsync(round);
        (await TagAsync(round, "u1", [Id(listed[1])], "\"hours\"")).Answers();
        (await server.Administrator.PutAsync($"{round.Path}/units/u1/comments/{Id(listed[1])}/answer", """{"text":"from May on"}""")).Answers();
        await round.MoveAsync("provisional");

        var rows = CsvFile.Read((await server.Administrator.GetAsync($"{round.Path}/export?what=comments")).Body).Rows;
        Assert.Equal(["quiet|||", "longer|hours|from May on|", "longer|hours|from May on|", "parking|||", "parking|||"], rows.Select(row => $"{row[6]}|{row[7]}|{row[8]}|"));
        Assert.Equal([Id(listed[0]), Id(listed[1]), Id(listed[1]), Id(listed[2]), Id(listed[3])], rows.Select(row => row[10]));

        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().ToArray();
        Assert.Equal(["comments-tagged", "comment-answered", "result-computed"], audit.TakeLast(3).Select(line => Text(line, "act")));
        Assert.Equal($"unit u1, comment {Id(listed[1])}, revision 1", Text(audit[^2], "detail"));
        Assert.DoesNotContain("May", (await server.Administrator.GetAsync($"{round.Path}/audit")).Text, StringComparison.Ordinal);
        Assert.Contains("comment-answered", (await server.Administrator.GetAsync($"{round.Path}/export?what=audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_comment_is_never_listed_found_tagged_or_answered()
    {
        var round = await SealedAsync(commentMin: 3);
        Assert.Equal(["longer", "parking"], Words(await ListAsync(round)));
        var hidden = Evaluation.Comments.CommentId.Of(round.Id, "u1", "npc", "quiet");
        (await server.Administrator.GetAsync($"{round.Path}/units/u1/comments/{hidden}")).Refuses(404, "no-such-comment");
        (await TagAsync(round, "u1", [hidden], "\"x\"")).Refuses(404, "no-such-comment");
        (await server.Administrator.PutAsync($"{round.Path}/units/u1/comments/{hidden}/answer", """{"text":"x"}""")).Refuses(404, "no-such-comment");
        // A comment id of one unit finds no comment of another.
        (await TagAsync(round, "u2", [Id((await ListAsync(round))[0])], "\"x\"")).Refuses(404, "no-such-comment");
        Assert.DoesNotContain("comment", (await server.Administrator.GetAsync($"{round.Path}/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_are_hidden_before_the_close_and_read_only_in_the_archive()
    {
        var round = await server.OpenAsync();
        (await server.Administrator.GetAsync($"{round.Path}/comments")).Refuses(403, "sealed");
        (await TagAsync(round, "u1", ["0a"], "\"x\"")).Refuses(403, "sealed");
        (await server.Administrator.PutAsync($"{round.Path}/units/u1/comments/0a/answer", """{"text":"x"}""")).Refuses(403, "sealed");
        var closed = await SealedAsync();
        var comment = (await ListAsync(closed))[0];
        await closed.MoveAsync("provisional", "published", "final", "archived");
        (await TagAsync(closed, "u1", [Id(comment)], "\"x\"")).Refuses(409, "wrong-state");
        Assert.Equal(4, (await ListAsync(closed)).Length);
    }

    [Fact]
    public async Task A_round_without_a_vote_has_no_comments_and_every_comment_id_is_unknown()
    {
        var round = await server.DraftAsync(SmallDefinition.WithoutVote);
        await round.MoveAsync("assessing", "sealed");
        Assert.Empty(await ListAsync(round, "?unit=u1"));
        (await server.Administrator.GetAsync($"{round.Path}/units/u1/comments/0a")).Refuses(404, "no-such-comment");
        (await TagAsync(round, "u1", ["0a"], "\"x\"")).Refuses(404, "no-such-comment");
        (await server.Administrator.PutAsync($"{round.Path}/units/u1/comments/0a/answer", """{"text":"x"}""")).Refuses(404, "no-such-comment");
    }

    [Fact]
    public async Task Comments_are_readable_for_the_rounds_staff_but_not_for_units()
    {
        var round = await SealedAsync();
        foreach (var role in new[] { "auditor", "reviewer" })
            (await (await server.StaffWithAsync($$"""{"role":"{{role}}"}""")).GetAsync($"{round.Path}/comments")).Answers();
        (await (await server.StaffWithAsync("""{"role":"unit","unit":"u1"}""")).GetAsync($"{round.Path}/comments")).Refuses(403, "not-allowed");
        (await (await server.StaffWithAsync("""{"role":"inspector"}""")).GetAsync($"{round.Path}/units/u1/comments/0a")).Refuses(403, "not-allowed");
        (await server.Anybody.GetAsync($"{round.Path}/comments")).Refuses(401, "sign-in-required");
    }

    [Theory]
    [InlineData("?unit=nobody", 400, "no-such-unit")]
    [InlineData("?answered=maybe", 400, "bad-request")]
    [InlineData("?from=-1", 400, "bad-request")]
    [InlineData("?count=0", 400, "bad-request")]
    [InlineData("?count=201", 400, "bad-request")]
    public async Task An_invalid_list_query_is_refused(string query, int status, string code) =>
        (await server.Administrator.GetAsync($"{(await SealedAsync()).Path}/comments{query}")).Refuses(status, code);

    [Theory]
    [InlineData("""{"comments":[],"add":["x"]}""")]
    [InlineData("""{"add":["x"]}""")]
    [InlineData("""{"comments":["0a"],"add":["a,b"]}""")]
    [InlineData("""{"comments":["0a"],"add":["1234567890123456789012345678901"]}""")]
    [InlineData("""{"comments":["0a"],"add":[1]}""")]
    public async Task Invalid_tags_are_refused(string body) =>
        (await server.Administrator.PostAsync($"{(await SealedAsync()).Path}/units/u1/comments/tags", body)).Refuses(400, "bad-tag");

    [Theory]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":"x","revision":1.5}""")]
    [InlineData("""{}""")]
    public async Task An_invalid_answer_is_refused(string body) =>
        (await server.Administrator.PutAsync($"{(await SealedAsync()).Path}/units/u1/comments/0a/answer", body)).Refuses(400, "bad-request");

    /// <summary>u1: npc "quiet", users "longer" twice and "parking"; u2: users "parking".</summary>
    private async Task<TestRound> SealedAsync(int commentMin = 1)
    {
        var round = await server.OpenAsync(definition => definition["policies"] = JsonNode.Parse($$"""{"groupMin": 1, "commentMin": {{commentMin}}, "objectionDays": 0}"""));
        var (npc, users) = (await round.IssueAsync("npc", 1), await round.IssueAsync("users", 3));
        await CastAsync(users[0], ("u1", "longer"), ("u2", "parking"));
        await CastAsync(users[1], ("u1", "parking"));
        await CastAsync(users[2], ("u1", "longer"));
        await CastAsync(npc[0], ("u1", "quiet"));
        await round.MoveAsync("sealed");
        return round;

        async Task CastAsync(string credential, params (string Unit, string Comment)[] slips) => (await server.Voter(credential).PutAsync(
            $"{round.Path}/ballot", $$"""{"slips":[{{string.Join(',', slips.Select(slip => $$"""{"unit":"{{slip.Unit}}","marks":[0,1],"comment":"{{slip.Comment}}"}"""))}}]}""")).Answers();
    }

    private Task<Answer> TagAsync(TestRound round, string unit, string[] comments, string add, string remove = "") => server.Administrator.PostAsync(
        $"{round.Path}/units/{unit}/comments/tags", $$"""{"comments":[{{string.Join(',', comments.Select(comment => $"\"{comment}\""))}}],"add":[{{add}}],"remove":[{{remove}}]}""");

    private async Task<JsonElement> PageAsync(TestRound round, string query) => (await server.Administrator.GetAsync($"{round.Path}/comments{query}")).Answers();

    private async Task<JsonElement[]> ListAsync(TestRound round, string query = "") => [.. (await PageAsync(round, query)).GetProperty("comments").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Id(JsonElement comment) => Text(comment, "id");

    private static IEnumerable<string> Words(IEnumerable<JsonElement> comments) => comments.Select(comment => Text(comment, "text"));
}
