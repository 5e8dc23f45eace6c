using System.Text.Json;

namespace Evaluation.Tests.Http.Honours;

public sealed class HonourTests(HonourServer served) : IClassFixture<HonourServer>
{
    private TestServer Server => served.Server;

    [Fact]
    public async Task A_title_is_public_and_replaced_only_in_the_version_that_was_read()
    {
        var path = "/api/honours/titles/garden";
        (await Server.Anybody.GetAsync(path)).Refuses(404, "no-such-title");
        var defined = await PutAsync(path, HonourServer.Title, "*");
        Assert.Equal((24, "city"), (defined.Answers().GetProperty("termMonths").GetInt32(), defined.Answers().GetProperty("level").GetString()));
        var tag = defined.Headers.ETag!.ToString();
        Assert.Equal(tag, (await PutAsync(path, HonourServer.Title, tag)).Headers.ETag!.ToString());
        var other = HonourServer.Title.Replace("city", "province", StringComparison.Ordinal);
        (await PutAsync(path, other, tag)).Answers();
        (await PutAsync(path, HonourServer.Title, tag)).Refuses(412, "stale");
        Assert.Equal("province", (await Server.Anybody.GetAsync(path)).Answers().GetProperty("level").GetString());
        Assert.Contains("garden", (await Server.Anybody.GetAsync("/api/honours/titles")).Answers().GetProperty("items").EnumerateArray().Select(title => title.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("{}", "/label,/level,/termMonths")]
    [InlineData("""{"label":"T","level":"world","termMonths":0,"reexaminationMonths":601}""", "/level,/termMonths,/reexaminationMonths")]
    public async Task A_title_with_faults_is_refused_with_all_of_them(string body, string pointers)
    {
        var faults = (await Server.Administrator.PutAsync("/api/honours/titles/faulty", body)).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal(pointers.Split(','), faults.EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task An_honour_has_its_end_its_re_examination_and_its_consecutive_terms()
    {
        var first = (await ConferAsync("civilised", "u3", "2019-01-31")).Answers(201);
        Assert.Equal(("2021-01-31", "2021-01-31", 1, "ended"), (Text(first, "until"), Text(first, "reexamineBy"), Terms(first), Text(first, "state")));
        var second = (await Server.Administrator.PostAsync($"/api/honours/{Text(first, "id")}/renewal", "{}")).Answers(201);
        Assert.Equal(("2021-01-31", "2023-01-31", 2, Text(first, "id")), (Text(second, "from"), Text(second, "until"), Terms(second), Text(second, "renews")));
        Assert.Equal(Text(second, "id"), Text((await Server.Anybody.GetAsync($"/api/honours/{Text(first, "id")}")).Answers(), "renewedBy"));
        (await ConferAsync("civilised", "u3", "2022-12-31")).Refuses(409, "term-overlaps");
        (await Server.Administrator.PostAsync($"/api/honours/{Text(second, "id")}/renewal", """{"from":"2023-01-30"}""")).Refuses(409, "term-overlaps");
        Assert.Equal(3, Terms((await ConferAsync("civilised", "u3", "2023-01-31")).Answers(201)));
    }

    [Fact]
    public async Task A_merged_unit_continues_the_terms_of_its_predecessors_and_may_not_hold_the_title_twice()
    {
        await Server.Administrator.PutAsync("/api/honours/titles/merging", HonourServer.Title);
        var before = (await ConferAsync("merging", "u1", "2012-06-01")).Answers(201);
        Text((await Server.Administrator.PostAsync($"/api/honours/{Text(before, "id")}/renewal", "{}")).Answers(201), "id");
        (await ConferAsync("merging", "merged", "2015-01-01")).Refuses(409, "term-overlaps");
        var merged = (await ConferAsync("merging", "merged", "2016-06-01")).Answers(201);
        Assert.Equal(3, Terms(merged));
        (await ConferAsync("merging", "u2", "2017-01-01")).Refuses(409, "term-overlaps");
        Assert.Equal(3, (await Server.Anybody.GetAsync("/api/honours?unit=merged&level=city")).Answers().GetProperty("items").EnumerateArray().Count(honour => Text(honour, "title") == "merging"));
        Assert.Equal(2, (await Server.Anybody.GetAsync("/api/honours?unit=u1")).Answers().GetProperty("items").EnumerateArray().Count(honour => Text(honour, "title") == "merging"));
    }

    [Fact]
    public async Task Of_many_calls_at_once_only_one_confers_the_title()
    {
        await Server.Administrator.PutAsync("/api/honours/titles/concurrent", HonourServer.Title);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => ConferAsync("concurrent", number % 2 == 0 ? "u1" : "merged", $"2010-0{1 + (number % 9)}-01")));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.Refuses(409, "term-overlaps"));
    }

    [Fact]
    public async Task A_repeat_with_its_key_gets_the_first_answer_and_a_changed_one_is_refused()
    {
        await Server.Administrator.PutAsync("/api/honours/titles/repeated", HonourServer.Title);
        const string body = """{"title":"repeated","unit":"u1","from":"2010-01-01"}""";
        var first = (await SendAsync(body)).Answers(201);
        Assert.Equal(Text(first, "id"), Text((await SendAsync(body)).Answers(201), "id"));
        (await SendAsync(body.Replace("2010", "2014", StringComparison.Ordinal))).Refuses(422, "key-reused");
        (await Server.Administrator.PostAsync("/api/honours", body)).Refuses(409, "term-overlaps");

        Task<Answer> SendAsync(string text) =>
            Server.Administrator.SendAsync(HttpMethod.Post, "/api/honours", new StringContent(text), ("Idempotency-Key", "a3f1c4b2-honour"));
    }

    [Theory]
    [InlineData("""{"title":"unknown","unit":"u1","from":"2010-01-01"}""", 404, "no-such-title")]
    [InlineData("""{"title":"civilised","unit":"nobody","from":"2010-01-01"}""", 400, "no-such-unit")]
    [InlineData("""{"title":"civilised","unit":"u1","from":"2010-01-01","round":"unknown"}""", 404, "no-such-round")]
    [InlineData("""{"title":"civilised","unit":"u1","from":"2010-02-30"}""", 400, "bad-request")]
    [InlineData("""{"title":"civilised","unit":"u1","from":"3000-01-01"}""", 400, "bad-request")]
    [InlineData("""{"title":"civilised","unit":"u1"}""", 400, "bad-request")]
    public async Task An_honour_that_cannot_be_conferred_is_refused(string body, int status, string code) => (await Server.Administrator.PostAsync("/api/honours", body)).Refuses(status, code);

    [Fact]
    public async Task Due_honours_come_first_and_the_day_is_that_of_the_honours_round()
    {
        await Server.Administrator.PutAsync("/api/honours/titles/due", HonourServer.Title.Replace("city", "nation", StringComparison.Ordinal));
        var later = Text((await ConferAsync("due", "u1", "2023-01-01")).Answers(201), "id");
        var ninety = Text((await ConferAsync("due", "u2", "2022-06-13")).Answers(201), "id");
        var soon = Text((await ConferAsync("due", "u3", "2022-04-01")).Answers(201), "id");
        var all = await IdsAsync("level=nation");
        Assert.Equal([soon, ninety, later], all);
        Assert.Equal([soon, ninety], await IdsAsync("level=nation&dueWithinDays=90"));
        Assert.Equal([soon], await IdsAsync("level=nation&dueWithinDays=89"));
        Assert.Empty(await IdsAsync("level=nation&dueWithinDays=16"));
        (await Server.Administrator.PostAsync($"/api/honours/{soon}/renewal", """{"document":"府发〔2024〕3号"}""")).Answers(201);
        Assert.DoesNotContain(soon, await IdsAsync("level=nation&dueWithinDays=90"));
        Assert.Equal(later, (await IdsAsync($"level=nation&limit=2&after={ninety}"))[0]);
    }

    [Fact]
    public async Task A_term_begins_and_ends_by_the_clock_of_its_round()
    {
        await Server.Administrator.PutAsync("/api/honours/titles/zoned", HonourServer.Title);
        Assert.Equal("upcoming", Text((await ConferAsync("zoned", "u3", "2024-03-16")).Answers(201), "state"));
        var body = $$"""{"title":"zoned","unit":"merged","from":"2024-03-16","round":"{{served.Later}}"}""";
        Assert.Equal("held", Text((await Server.Administrator.PostAsync("/api/honours", body)).Answers(201), "state"));
    }

    [Fact]
    public async Task A_withdrawal_ends_the_term_today_and_is_in_the_audit_with_its_grounds()
    {
        await Server.Administrator.PutAsync("/api/honours/titles/withdrawn", HonourServer.Title);
        var honour = Text((await ConferAsync("withdrawn", "u1", "2023-01-01")).Answers(201), "id");
        (await Server.Administrator.PostAsync($"/api/honours/{honour}/withdrawal", "{}")).Refuses(400, "bad-request");
        var withdrawn = (await Server.Administrator.PostAsync($"/api/honours/{honour}/withdrawal", """{"grounds":"瞒报事故"}""")).Answers();
        Assert.Equal(("withdrawn", "2024-03-15"), (Text(withdrawn, "state"), Text(withdrawn.GetProperty("withdrawn"), "on")));
        (await Server.Administrator.PostAsync($"/api/honours/{honour}/withdrawal", """{"grounds":"瞒报事故"}""")).Answers();
        (await Server.Administrator.PostAsync($"/api/honours/{honour}/withdrawal", """{"grounds":"another"}""")).Refuses(409, "wrong-state");
        (await Server.Administrator.PostAsync($"/api/honours/{honour}/renewal", "{}")).Refuses(409, "wrong-state");
        (await ConferAsync("withdrawn", "u1", "2024-03-14")).Refuses(409, "term-overlaps");
        Assert.Equal(1, Terms((await ConferAsync("withdrawn", "u1", "2024-03-15")).Answers(201)));

        var auditor = await Server.StaffWithAsync("""{"role":"auditor"}""");
        var lines = (await auditor.GetAsync("/api/honours/audit")).Answers().EnumerateArray().Where(line => line.GetProperty("detail").GetString()!.StartsWith($"{honour}:", StringComparison.Ordinal)).ToList();
        Assert.Equal(["honour-conferred", "honour-withdrawn"], lines.Select(line => Text(line, "act")));
        Assert.Equal("瞒报事故", lines[1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task The_register_is_exported_as_a_whole_and_by_round()
    {
        await Server.Administrator.PutAsync("/api/honours/titles/exported", HonourServer.Title);
        var round = await Server.DraftAsync();
        (await Server.Administrator.PostAsync("/api/honours", $$"""{"title":"exported","unit":"u1","from":"2020-01-01","round":"{{round.Id}}"}""")).Answers(201);
        (await ConferAsync("exported", "u2", "2020-01-01")).Answers(201);
        var ofRound = (await Server.Anybody.GetAsync($"{round.Path}/export?format=json&what=honours")).Answers();
        Assert.Equal((1, round.Id), (ofRound.GetProperty("rowCount").GetInt32(), Text(ofRound, "round")));
        Assert.Equal("2022-01-01", Text(ofRound.GetProperty("rows")[0], "until"));
        var whole = (await Server.Anybody.GetAsync("/api/honours/export?format=json")).Answers();
        Assert.False(whole.TryGetProperty("round", out _));
        Assert.Equal(2, whole.GetProperty("rows").EnumerateArray().Count(row => Text(row, "title") == "exported"));
        Assert.Equal("text/csv", (await Server.Anybody.GetAsync("/api/honours/export")).MediaType);
        (await Server.Anybody.GetAsync("/api/honours/export?format=pdf")).Refuses(400, "bad-request");
    }

    [Theory]
    [InlineData("level=world")]
    [InlineData("state=lost")]
    [InlineData("dueWithinDays=-1")]
    [InlineData("dueWithinDays=4000")]
    [InlineData("limit=0")]
    public async Task A_filter_that_means_nothing_is_refused(string query) => (await Server.Anybody.GetAsync($"/api/honours?{query}")).Refuses(400, "bad-request");

    private Task<Answer> ConferAsync(string title, string unit, string from) =>
        Server.Administrator.PostAsync("/api/honours", $$"""{"title":"{{title}}","unit":"{{unit}}","from":"{{from}}","document":"府发"}""");

    private Task<Answer> PutAsync(string path, string body, string tag) => Server.Administrator.SendAsync(HttpMethod.Put, path, new StringContent(body), ("If-Match", tag));

    private async Task<string[]> IdsAsync(string query) =>
        [.. (await Server.Anybody.GetAsync($"/api/honours?{query}")).Answers().GetProperty("items").EnumerateArray().Select(honour => Text(honour, "id"))];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Terms(JsonElement honour) => honour.GetProperty("consecutiveTerms").GetInt32();
}
