using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Http.Supervision;

/// <summary>Findings by the API, as each role uses them.</summary>
[Collection(SharedServer.Name)]
public sealed class FindingLifeTests(TestServer server)
{
    private const string Blocked = """{"text":"a blocked door","criterion":"visit","dueOn":"2011-11-01","notice":true}""";

    [Fact]
    public async Task A_finding_lives_from_its_notice_to_its_closing()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var path = $"{round.Of("u1")}/findings";
        var opened = (await round.Inspector.PostAsync(path, Blocked)).Answers(201);
        Assert.Equal(("f-1", 1, "open", true), (Text(opened, "id"), opened.GetProperty("notice").GetInt32(), Text(opened, "state"), opened.GetProperty("overdue").GetBoolean()));
        Assert.Equal((1, 0, 1, 0m), Counts((await round.Reviewer.GetAsync($"{round.Path}/findings")).Answers()));
        (await round.Reviewer.PostAsync($"{path}/f-1/closing", "{}")).Refuses(409, "wrong-state");
        (await round.Inspector.PostAsync($"{path}/f-1/verification", """{"passed":true}""")).Refuses(409, "wrong-state");

        (await Filing.FileAsync(round.Unit, round.Round, Encoding.UTF8.GetBytes("%PDF-1.7 f"), unit: "u1")).Answers(201);
        Assert.Equal("replied", Text((await round.Unit.PostAsync($"{path}/f-1/reply", """{"text":"cleared","evidence":["ev-1"]}""")).Answers(), "state"));
        var again = (await round.Inspector.PostAsync($"{path}/f-1/verification", """{"passed":false,"note":"still blocked","dueOn":"2099-01-01"}""")).Answers();
        Assert.Equal(("open", "2099-01-01", false), (Text(again, "state"), Text(again, "dueOn"), again.GetProperty("overdue").GetBoolean()));
        (await round.Unit.PostAsync($"{path}/f-1/reply", """{"text":"cleared now"}""")).Answers();
        Assert.Equal("verified", Text((await round.Inspector.PostAsync($"{path}/f-1/verification", """{"passed":true}""")).Answers(), "state"));
        Assert.Equal("closed", Text((await round.Reviewer.PostAsync($"{path}/f-1/closing", """{"note":"done"}""")).Answers(), "state"));

        var read = (await round.Unit.GetAsync($"{path}/f-1")).Answers();
        var history = read.GetProperty("history").EnumerateArray().ToArray();
        Assert.Equal(["opened", "replied", "failed", "replied", "passed", "closed"], history.Select(step => Text(step, "act")));
        Assert.Equal("ev-1", history[1].GetProperty("evidence")[0].GetString());
        Assert.Equal([true, false, true, false, true, true], history.Select(step => Text(step, "by") is null));
        Assert.Equal((1, 1, 0, 1m), Counts((await round.Unit.GetAsync($"{round.Path}/findings")).Answers()));
        Assert.Equal((1, 1, 0, 1m), Counts((await round.Unit.GetAsync($"{round.Of("u1")}/standing")).Answers(), "findings"));
        var export = (await round.Reviewer.GetAsync($"{round.Path}/export?what=findings&format=csv")).Text;
        Assert.Contains("a blocked door", export, StringComparison.Ordinal);
        Assert.Contains("cleared now", export, StringComparison.Ordinal);
        (await round.Unit.GetAsync($"{round.Path}/export?what=findings")).Refuses(403, "not-allowed");
        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Select(line => Text(line, "act"));
        Assert.Equal(
            ["finding-opened", "finding-replied", "finding-verified", "finding-replied", "finding-verified", "finding-closed"],
            audit.Where(act => act!.StartsWith("finding", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_unit_sees_its_own_findings_only_and_the_public_none()
    {
        var round = await SupervisedRound.OpenAsync(server);
        (await round.Inspector.PostAsync($"{round.Of("u1")}/findings", Blocked)).Answers(201);
        (await round.Inspector.PostAsync($"{round.Of("u2")}/findings", Blocked)).Answers(201);
        var listed = (await round.Unit.GetAsync($"{round.Path}/findings")).Answers();
        Assert.Equal(["u1"], listed.GetProperty("items").EnumerateArray().Select(finding => Text(finding, "unit")));
        Assert.Equal((1, 0, 1, 0m), Counts(listed));
        (await round.Unit.GetAsync($"{round.Path}/findings?unit=u2")).Refuses(403, "unit-not-yours");
        (await round.Unit.GetAsync($"{round.Of("u2")}/findings")).Refuses(403, "unit-not-yours");
        (await round.Unit.GetAsync($"{round.Of("u2")}/findings/f-1")).Refuses(403, "unit-not-yours");
        (await round.Unit.PostAsync($"{round.Of("u2")}/findings/f-1/reply", """{"text":"cleared"}""")).Refuses(403, "unit-not-yours");
        (await server.Anybody.GetAsync($"{round.Path}/findings")).Refuses(401, "sign-in-required");
        (await server.Anybody.GetAsync($"{round.Of("u1")}/findings/f-1")).Refuses(401, "sign-in-required");
        Assert.Equal([("u1", 1), ("u2", 2)], (await round.Reviewer.GetAsync($"{round.Path}/findings")).Answers().GetProperty("items").EnumerateArray()
            .Select(finding => (Text(finding, "unit"), finding.GetProperty("notice").GetInt32())));
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged()
    {
        var round = await SupervisedRound.OpenAsync(server);
        foreach (var (unit, due) in new[] { ("u1", "2011-11-01"), ("u2", "2099-01-01"), ("u1", "2099-01-01"), ("u3", "2011-11-01") })
            (await round.Inspector.PostAsync($"{round.Of(unit)}/findings", $$"""{"text":"a","dueOn":"{{due}}"}""")).Answers(201);
        (await round.Unit.PostAsync($"{round.Of("u1")}/findings/f-2/reply", """{"text":"done"}""")).Answers();
        Assert.Equal(["u1 f-1", "u3 f-1"], await ListAsync("?overdue=true"));
        Assert.Equal(["u2 f-1", "u1 f-2"], await ListAsync("?overdue=false"));
        Assert.Equal(["u1 f-2"], await ListAsync("?state=replied"));
        Assert.Equal(["u1 f-1", "u1 f-2"], await ListAsync("?unit=u1"));
        var first = (await round.Reviewer.GetAsync($"{round.Path}/findings?limit=3")).Answers();
        Assert.Equal(["u3 f-1"], await ListAsync($"?limit=3&after={Text(first, "next")}"));
        (await round.Reviewer.GetAsync($"{round.Path}/findings?state=lost")).Refuses(400, "bad-request");
        (await round.Reviewer.GetAsync($"{round.Path}/findings?overdue=perhaps")).Refuses(400, "bad-request");
        (await round.Reviewer.GetAsync($"{round.Path}/findings?after=f-1")).Refuses(400, "bad-request");
        (await round.Reviewer.GetAsync($"{round.Path}/findings?unit=u9")).Refuses(400, "no-such-unit");
        Assert.Equal(JsonValueKind.Null, (await round.Reviewer.GetAsync($"{(await SupervisedRound.OpenAsync(server)).Path}/findings")).Answers().GetProperty("counts").GetProperty("closureRate").ValueKind);

        async Task<string[]> ListAsync(string query) => [.. (await round.Reviewer.GetAsync($"{round.Path}/findings{query}")).Answers().GetProperty("items").EnumerateArray()
            .Select(finding => $"{Text(finding, "unit")} {Text(finding, "id")}")];
    }

    [Theory]
    [InlineData("findings", """{"text":"a","dueOn":"2011-11-01","criterion":"visits"}""", "/criterion")]
    [InlineData("findings", """{"text":"a"}""", "/dueOn")]
    [InlineData("findings", """{"dueOn":"2011-11-01"}""", "/text")]
    [InlineData("findings", """{"text":"a","dueOn":"2011-11-01","evidence":["ev-9"]}""", "/evidence/0")]
    [InlineData("findings/f-1/verification", """{"passed":false}""", "/dueOn")]
    [InlineData("findings/f-1/verification", """{"passed":true,"dueOn":"2011-11-01"}""", "/dueOn")]
    public async Task A_faulty_body_is_refused_with_the_pointer_of_the_fault(string path, string body, string pointer)
    {
        var round = await SupervisedRound.OpenAsync(server);
        var faults = (await round.Inspector.PostAsync($"{round.Of("u1")}/{path}", body)).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal(pointer, Text(Assert.Single(faults.EnumerateArray()), "pointer"));
    }

    [Fact]
    public async Task Findings_are_worked_on_after_publication_too_and_by_nobody_with_an_interest()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var inspector = await server.StaffWithAsync("""{"role":"inspector"}""");
        (await inspector.PostAsync($"{objected.Round.Path}/units/u2/findings", """{"text":"a","dueOn":"2020-01-01"}""")).Answers(201);
        (await objected.Unit.PostAsync($"{objected.Round.Path}/units/u2/findings/f-1/reply", """{"text":"done"}""")).Answers();
        var interested = await server.StaffWithAsync("""{"role":"inspector"}""", """{"role":"unit","unit":"u2"}""");
        (await interested.PostAsync($"{objected.Round.Path}/units/u2/findings", """{"text":"a","dueOn":"2020-01-01"}""")).Refuses(409, "conflict-of-interest");
        (await interested.PostAsync($"{objected.Round.Path}/units/u2/findings/f-1/verification", """{"passed":true}""")).Refuses(409, "conflict-of-interest");
        (await inspector.PostAsync($"{(await server.DraftAsync()).Path}/units/u2/findings", """{"text":"a","dueOn":"2020-01-01"}""")).Refuses(409, "wrong-state");
    }

    private static (int, int, int, decimal) Counts(JsonElement answer, string name = "counts")
    {
        var counts = answer.GetProperty(name);
        return (counts.GetProperty("opened").GetInt32(), counts.GetProperty("closed").GetInt32(), counts.GetProperty("overdue").GetInt32(), counts.GetProperty("closureRate").GetDecimal());
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
