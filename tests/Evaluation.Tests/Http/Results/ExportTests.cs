using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Tests.Results.Exports;

namespace Evaluation.Tests.Http.Results;

[Collection(SharedServer.Name)]
public sealed class ExportTests(TestServer server)
{
    [Theory]
    [InlineData("tally", "administrator auditor")]
    [InlineData("slips", "administrator auditor")]
    [InlineData("comments", "administrator auditor reviewer")]
    public async Task Votes_are_exported_only_for_their_roles_and_after_the_close(string what, string allowed)
    {
        var round = await server.OpenAsync();
        var path = $"{round.Path}/export?what={what}";
        (await server.Administrator.GetAsync(path)).Refuses(403, "sealed");
        await round.MoveAsync("paused");
        (await server.Administrator.GetAsync(path)).Refuses(403, "sealed");
        await round.MoveAsync("sealed");
        foreach (var role in ServedCalls.Roles)
        {
            var caller = await server.StaffWithAsync(ServedCalls.Grant(role));
            var answer = await caller.GetAsync(path);
            if (allowed.Split(' ').Contains(role))
                Assert.Equal(200, answer.Status);
            else
                answer.Refuses(403, "not-allowed");
        }
        await round.MoveAsync("provisional", "published");
        (await server.Anybody.GetAsync(path)).Refuses(401, "sign-in-required");
        (await (await server.StaffWithAsync("""{"role":"auditor","round":"another"}""")).GetAsync(path)).Refuses(403, "not-allowed");
    }

    [Fact]
    public async Task Results_are_exported_for_callers_who_may_read_them()
    {
        var round = await server.OpenAsync();
        var path = $"{round.Path}/export?format=json";
        (await server.Administrator.GetAsync(path)).Refuses(403, "sealed");
        await round.MoveAsync("sealed");
        (await server.Administrator.GetAsync(path)).Refuses(409, "no-results");
        await round.MoveAsync("provisional");
        (await server.Anybody.GetAsync(path)).Refuses(403, "not-published");
        Assert.Equal("no-store", (await server.Administrator.GetAsync(path)).Headers.CacheControl!.ToString());
        await round.MoveAsync("published");
        var published = await server.Anybody.GetAsync($"{path}&version=1");
        Assert.Equal((200, "no-cache"), (published.Status, published.Headers.CacheControl!.ToString()));
        (await server.Anybody.GetAsync($"{path}&version=2")).Refuses(404, "no-such-version");
    }

    [Fact]
    public async Task The_audit_is_exported_for_administrators_and_auditors_at_any_time()
    {
        var round = await server.DraftAsync();
        var path = $"{round.Path}/export?what=audit";
        (await server.Anybody.GetAsync(path)).Refuses(401, "sign-in-required");
        (await (await server.StaffWithAsync("""{"role":"reviewer"}""")).GetAsync(path)).Refuses(403, "not-allowed");
        await round.MoveAsync("voting", "sealed");
        var file = CsvFile.Read((await (await server.StaffWithAsync("""{"role":"auditor"}""")).GetAsync(path)).Body);
        // Heads of the log are recorded when its keeper comes to it.
        Assert.Equal(
            ["round-created", "voting-opened", "sealing-started", "box-counted", "box-counted", "box-counted", "round-sealed"],
            file.Rows.Select(row => row[2]).Where(act => act != "head-recorded"));
        Assert.Equal(["box 0", "box 1", "box 2"], file.Rows.Select(row => row[3]).Where(detail => detail.StartsWith("box", StringComparison.Ordinal)));
        Assert.All(file.Rows, row => Assert.EndsWith("+08:00", row[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("csv", "text/csv", "csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")]
    [InlineData("json", "application/json", "json")]
    public async Task An_export_is_a_download_with_an_explicit_type(string format, string type, string ending)
    {
        var round = await server.OpenAsync();
        await round.MoveAsync("sealed", "provisional", "published");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var answer = await server.Anybody.SendAsync(method, $"{round.Path}/export?format={format}", null);
            Assert.Equal((200, type), (answer.Status, answer.MediaType));
            Assert.Equal(("attachment", $"{round.Id}-results-v1.{ending}"), (answer.ContentHeaders.ContentDisposition!.DispositionType, answer.ContentHeaders.ContentDisposition.FileName));
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(method == HttpMethod.Head, answer.Body.Length == 0);
        }
    }

    [Theory]
    [InlineData("format=pdf")]
    [InlineData("format=CSV")]
    [InlineData("format=")]
    [InlineData("what=ballots")]
    [InlineData("what=0")]
    [InlineData("version=one")]
    [InlineData("what=tally&version=1")]
    public async Task An_invalid_query_is_refused(string query)
    {
        var round = await server.DraftAsync();
        (await server.Administrator.GetAsync($"{round.Path}/export?{query}")).Refuses(400, "bad-request");
        (await server.Administrator.GetAsync("/api/rounds/no-such-round/export")).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task A_round_without_a_vote_has_no_rows_of_votes()
    {
        var round = await server.DraftAsync(SmallDefinition.WithoutVote);
        await round.MoveAsync("assessing", "sealed");
        foreach (var what in new[] { "tally", "slips", "comments" })
            Assert.Empty(CsvFile.Read((await server.Administrator.GetAsync($"{round.Path}/export?what={what}")).Body).Rows);
    }

    [Fact]
    public async Task All_formats_contain_the_same_data_and_nothing_of_small_groups()
    {
        var round = await server.OpenAsync(definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "commentMin": 3}"""));
        var (npc, users) = (await round.IssueAsync("npc", 1), await round.IssueAsync("users", 3));
        await CommentAsync(round, npc[0], "u1", "2,2", "代表的话");
        await CommentAsync(round, users[0], "u1", "0,1", "=HYPERLINK(\"x\")");
        await CommentAsync(round, users[1], "u1", "0,1", "很好, \"真的\"");
        await CommentAsync(round, users[2], "u1", "1,0", "");
        await CommentAsync(round, users[2], "u2", "1,0", "一个人");
        await round.MoveAsync("sealed", "provisional");

        string[][] slips = [["u1", "users", "B", "A"], ["u1", "users", "A", "B"], ["u1", "users", "A", "B"]];
        Assert.Equal(slips, (await CsvAsync(round, "slips")).Rows);
        var json = JsonFile.Read((await server.Administrator.GetAsync($"{round.Path}/export?what=slips&format=json")).Body);
        Assert.Equal(slips, json.Rows.Select(row => row.EnumerateObject().Select(member => member.Value.GetString()!).ToArray()));
        var book = Workbook.Read((await server.Administrator.GetAsync($"{round.Path}/export?what=slips&format=xlsx")).Body);
        Assert.Equal(slips, book.Sheets[0].Rows.Skip(1).Select(row => row.Select(cell => cell.Text).ToArray()));
        Assert.Equal((await CsvAsync(round, "slips")).Digest, book.Sheets[^1].Rows[1][1].Text);

        var comments = (await CsvAsync(round, "comments")).Rows;
        Assert.Equal(["'=HYPERLINK(\"x\")", "很好, \"真的\""], comments.Select(row => row[6]));
        var tally = (await CsvAsync(round, "tally")).Rows;
        Assert.Equal(8, tally.Length);
        Assert.All(tally, row => Assert.Equal(("u1", "users"), (row[0], row[6])));

        var results = Workbook.Read((await server.Administrator.GetAsync($"{round.Path}/export?format=xlsx")).Body);
        Assert.Equal(["镇", "学校", "校验 Check"], results.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(3, (await CsvAsync(round, "results")).Rows.Length);
    }

    private async Task<CsvFile> CsvAsync(TestRound round, string what) => CsvFile.Read((await server.Administrator.GetAsync($"{round.Path}/export?what={what}")).Body);

    private async Task CommentAsync(TestRound round, string credential, string unit, string marks, string comment) =>
        (await server.Voter(credential).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{"unit":"{{unit}}","marks":[{{marks}}],"comment":{{JsonSerializer.Serialize(comment)}}}]}""")).Answers();
}
