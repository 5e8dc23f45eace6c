using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Http.Supervision;

/// <summary>Spot checks and facts by the API: every answer lists the vetoes in force.</summary>
[Collection(SharedServer.Name)]
public sealed class SpotCheckTests(TestServer server)
{
    private const string Failed = """{"failed":true,"on":"2011-03-05","note":"closed at noon"}""";

    [Fact]
    public async Task The_third_failed_check_makes_the_unit_ineligible_in_that_answer_and_its_withdrawal_eligible_again()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var path = $"{round.Of("u1")}/spot-checks";
        Assert.Empty(SupervisedRound.Vetoes((await round.Inspector.PostAsync(path, Failed)).Answers(201)));
        Assert.Empty(SupervisedRound.Vetoes((await round.Inspector.PostAsync(path, """{"failed":false,"on":"2011-03-05"}""")).Answers(201)));
        Assert.Empty(SupervisedRound.Vetoes((await round.Inspector.PostAsync(path, Failed)).Answers(201)));
        var third = (await round.Inspector.PostAsync(path, Failed)).Answers(201);
        Assert.Equal(("sc-4", "3 failed spot checks"), (third.GetProperty("id").GetString(), third.GetProperty("vetoes")[0].GetProperty("fact").GetString()));
        Assert.False(await EligibleAsync(round));

        Assert.Equal(["checks"], SupervisedRound.Vetoes((await round.Inspector.GetAsync($"{path}/sc-1")).Answers()));
        Assert.Empty(SupervisedRound.Vetoes((await round.Reviewer.PostAsync($"{path}/sc-4/withdrawal", """{"reason":"the wrong unit"}""")).Answers()));
        Assert.True(await EligibleAsync(round));

        var listed = (await round.Unit.GetAsync(path)).Answers();
        Assert.Equal(["sc-1 standing", "sc-2 standing", "sc-3 standing", "sc-4 withdrawn"], listed.GetProperty("items").EnumerateArray().Select(check => $"{Text(check, "id")} {Text(check, "state")}"));
        Assert.Empty(SupervisedRound.Vetoes(listed));
        var last = listed.GetProperty("items")[3].GetProperty("withdrawn");
        Assert.Equal(("the wrong unit", null), (Text(last, "reason"), Text(last, "by")));
        Assert.NotNull(Text((await round.Reviewer.GetAsync($"{path}/sc-4")).Answers().GetProperty("withdrawn"), "by"));
        Assert.Equal(["sc-4"], (await round.Unit.GetAsync($"{path}?state=withdrawn")).Answers().GetProperty("items").EnumerateArray().Select(check => Text(check, "id")));
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_is_the_same_check_and_without_a_key_two_checks_are_two()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var path = $"{round.Of("u2")}/spot-checks";
        var first = await PostAsync(round.Inspector, path, Failed, "k-1");
        var repeat = await PostAsync(round.Inspector, path, Failed, "k-1");
        Assert.Equal(("sc-1", "sc-1"), (Text(first.Answers(201), "id"), Text(repeat.Answers(201), "id")));
        (await PostAsync(round.Inspector, path, """{"failed":false,"on":"2011-03-05"}""", "k-1")).Refuses(422, "key-reused");
        foreach (var id in new[] { "sc-2", "sc-3" })
            Assert.Equal(id, Text((await round.Inspector.PostAsync(path, Failed)).Answers(201), "id"));
        var page = (await round.Inspector.GetAsync($"{path}?limit=2")).Answers();
        Assert.Equal("sc-3", Text((await round.Inspector.GetAsync($"{path}?limit=2&after={Text(page, "next")}")).Answers().GetProperty("items")[0], "id"));
    }

    [Theory]
    [InlineData("""{"failed":true,"on":"2010-12-31"}""", "/on")]
    [InlineData("""{"failed":true,"on":"2012-01-01"}""", "/on")]
    [InlineData("""{"failed":true}""", "/on")]
    [InlineData("""{"on":"2011-03-05"}""", "/failed")]
    [InlineData("""{"failed":true,"on":"2011-03-05","evidence":["ev-1"]}""", "/evidence/0")]
    [InlineData("""{"failed":true,"on":"2011-03-05","id":"sc-1"}""", "/id")]
    public async Task A_faulty_check_is_refused_with_the_pointer_of_the_fault(string body, string pointer)
    {
        var round = await SupervisedRound.OpenAsync(server);
        var faults = (await round.Inspector.PostAsync($"{round.Of("u1")}/spot-checks", body)).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal(pointer, Text(Assert.Single(faults.EnumerateArray()), "pointer"));
    }

    [Fact]
    public async Task A_check_in_the_future_is_refused()
    {
        var round = await SupervisedRound.OpenAsync(server, definition => definition.Remove("period"));
        var faults = (await round.Inspector.PostAsync($"{round.Of("u1")}/spot-checks", """{"failed":true,"on":"2099-01-01"}""")).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal("is in the future", Text(faults[0], "message"));
    }

    [Fact]
    public async Task A_check_names_evidence_that_the_unit_has_filed()
    {
        var round = await SupervisedRound.OpenAsync(server);
        (await Filing.FileAsync(round.Unit, round.Round, Encoding.UTF8.GetBytes("%PDF-1.7 a"), unit: "u1")).Answers(201);
        var check = (await round.Inspector.PostAsync($"{round.Of("u1")}/spot-checks", """{"failed":true,"on":"2011-03-05","evidence":["ev-1"]}""")).Answers(201);
        Assert.Equal("ev-1", check.GetProperty("evidence")[0].GetString());
    }

    [Fact]
    public async Task A_stated_fact_takes_eligibility_away_until_it_is_withdrawn()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var path = $"{round.Of("u1")}/facts";
        var stated = (await round.Reviewer.PostAsync(path, """{"fact":"named-in-bulletin","document":"通报〔2011〕7号","on":"2011-04-01"}""")).Answers(201);
        Assert.Equal(["bulletin"], SupervisedRound.Vetoes(stated));
        Assert.Equal("受到通报（通报〔2011〕7号）", stated.GetProperty("vetoes")[0].GetProperty("words").GetProperty("zh").GetString());
        Assert.Equal("standing", Text((await round.Unit.GetAsync($"{path}/named-in-bulletin")).Answers(), "state"));
        Assert.Empty(SupervisedRound.Vetoes((await round.Second.PostAsync($"{path}/named-in-bulletin/withdrawal", """{"reason":"revoked"}""")).Answers()));
        (await round.Second.PostAsync($"{path}/named-in-bulletin/withdrawal", """{"reason":"another"}""")).Refuses(409, "wrong-state");
        (await round.Second.PostAsync($"{path}/other/withdrawal", """{"reason":"another"}""")).Refuses(404, "no-such-fact");
    }

    [Fact]
    public async Task A_fact_that_no_veto_names_is_refused_with_a_hint()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var fault = (await round.Reviewer.PostAsync($"{round.Of("u1")}/facts", """{"fact":"named-in-buletin"}""")).Refuses(400, "bad-request").GetProperty("faults")[0];
        Assert.Equal(("/fact", true), (Text(fault, "pointer"), Text(fault, "message")!.Contains("did you mean \"named-in-bulletin\"?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_inspector_with_an_interest_in_the_unit_may_not_check_it()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var both = await server.StaffWithAsync("""{"role":"inspector"}""", """{"role":"reviewer"}""", $$"""{"role":"unit","round":"{{round.Round.Id}}","unit":"u1"}""");
        (await both.PostAsync($"{round.Of("u1")}/spot-checks", Failed)).Refuses(409, "conflict-of-interest");
        (await both.PostAsync($"{round.Of("u2")}/spot-checks", Failed)).Answers(201);
        (await both.PostAsync($"{round.Of("u1")}/facts", """{"fact":"named-in-bulletin"}""")).Refuses(409, "conflict-of-interest");
        (await round.Inspector.PostAsync($"{round.Of("u1")}/spot-checks", Failed)).Answers(201);
        (await both.PostAsync($"{round.Of("u1")}/spot-checks/sc-1/withdrawal", """{"reason":"a friend"}""")).Refuses(409, "conflict-of-interest");
    }

    [Fact]
    public async Task Checks_are_entered_from_the_opening_on_and_a_unit_reads_its_own()
    {
        var draft = await server.DraftAsync(SmallDefinition.Assessed);
        var inspector = await server.StaffWithAsync("""{"role":"inspector"}""");
        (await inspector.PostAsync($"{draft.Path}/units/u1/spot-checks", """{"failed":true,"on":"2011-03-05"}""")).Refuses(409, "wrong-state");
        var round = await SupervisedRound.OpenAsync(server);
        (await inspector.PostAsync($"{round.Of("u9")}/spot-checks", Failed)).Refuses(404, "no-such-unit");
        (await round.Unit.GetAsync($"{round.Of("u2")}/spot-checks")).Refuses(403, "unit-not-yours");
        (await round.Unit.GetAsync($"{round.Of("u1")}/spot-checks/sc-9")).Refuses(404, "no-such-spot-check");
        (await server.Anybody.GetAsync($"{round.Of("u1")}/spot-checks")).Refuses(401, "sign-in-required");
    }

    private static async Task<bool> EligibleAsync(SupervisedRound round) =>
        (await round.Unit.GetAsync($"{round.Of("u1")}/standing")).Answers().GetProperty("eligible").GetBoolean();

    private static Task<Answer> PostAsync(Caller caller, string path, string body, string key) =>
        caller.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), ("Idempotency-Key", key));

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
