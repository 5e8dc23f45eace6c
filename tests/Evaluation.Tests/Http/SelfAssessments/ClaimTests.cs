namespace Evaluation.Tests.Http.SelfAssessments;

/// <summary>Decisions of reviewers on claims.</summary>
[Collection(SharedServer.Name)]
public sealed class ClaimTests(TestServer server)
{
    [Theory]
    [InlineData("""{"accepted":9}""", 422, "over-claim")]
    [InlineData("""{"accepted":"na"}""", 422, "over-claim")]
    [InlineData("""{"accepted":7}""", 400, "reason-missing")]
    [InlineData("""{"accepted":-1,"reason":"x"}""", 400, "bad-request")]
    [InlineData("""{"accepted":"7","reason":"x"}""", 400, "bad-request")]
    [InlineData("""{"accepted":1.00001,"reason":"x"}""", 400, "bad-request")]
    [InlineData("""{"reason":"x"}""", 400, "bad-request")]
    [InlineData("""{"accepted":8,"basedOn":7}""", 409, "stale")]
    public async Task A_decision_that_does_not_fit_is_refused_and_the_claim_stays_open(string body, int status, string code)
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        (await unit.DecideAsync("culture", body)).Refuses(status, code);
        Assert.Equal("open", (await unit.Reviewer.GetAsync($"{unit.Claims}/culture")).Answers().GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_decision_is_shown_with_who_made_it_and_can_be_replaced()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var decided = (await unit.DecideAsync("culture", """{"accepted":7.5,"reason":"half of it","basedOn":1}""")).Answers();
        Assert.Equal((2, 8m, 7.5m, "half of it"), (
            decided.GetProperty("version").GetInt32(), decided.GetProperty("claimed").GetDecimal(), decided.GetProperty("accepted").GetDecimal(), decided.GetProperty("reason").GetString()));
        Assert.Equal(2, (await unit.DecideAsync("culture", """{"accepted":7.5,"reason":"half of it","basedOn":1}""")).Answers().GetProperty("version").GetInt32());
        var stale = (await unit.DecideAsync("culture", """{"accepted":8,"basedOn":1}""")).Refuses(409, "stale");
        Assert.Equal(7.5m, stale.GetProperty("standing").GetProperty("accepted").GetDecimal());
        Assert.Equal(3, (await unit.DecideAsync("culture", """{"accepted":8,"basedOn":2}""")).Answers().GetProperty("version").GetInt32());
        Assert.Equal(2, (await server.Administrator.GetAsync($"{unit.Round.Path}/audit")).Answers().EnumerateArray().Count(line => line.GetProperty("act").GetString() == "claim-reviewed"));
    }

    [Fact]
    public async Task A_decision_with_an_entity_tag_replaces_only_that_version()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var tag = (await unit.Reviewer.GetAsync($"{unit.Claims}/culture")).Headers.ETag!.ToString();
        Assert.Equal(200, (await PutAsync("""{"accepted":7,"reason":"x"}""")).Status);
        Assert.Equal(200, (await PutAsync("""{"accepted":7,"reason":"x"}""")).Status);
        (await PutAsync("""{"accepted":8}""")).Refuses(412, "stale");

        Task<Answer> PutAsync(string body) => unit.Reviewer.SendAsync(HttpMethod.Put, $"{unit.Claims}/culture", new StringContent(body), ("If-Match", tag));
    }

    [Fact]
    public async Task Only_a_filed_claim_can_be_decided()
    {
        var unit = await AssessedUnit.InAsync(server);
        (await unit.DecideAsync("culture", """{"accepted":8}""")).Refuses(409, "wrong-state");
        (await unit.DecideAsync("duty", """{"accepted":8}""")).Refuses(404, "no-such-criterion");
        (await unit.Reviewer.GetAsync($"{unit.Claims}/culture")).Refuses(404, "no-such-criterion");
        (await unit.ReopenAsync()).Refuses(409, "wrong-state");
        (await unit.FileAsync(1)).Refuses(404, "no-such-self-assessment");
    }

    [Fact]
    public async Task Claims_of_a_round_are_listed_in_pages_and_by_state()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        (await unit.DecideAsync("results", """{"accepted":16}""")).Answers();
        var (listed, next) = (new List<string>(), (string?)"");
        while (next is not null)
        {
            var page = (await unit.Reviewer.GetAsync($"{unit.Round.Path}/claims?state=open&limit=3{(next.Length > 0 ? $"&after={next}" : "")}")).Answers();
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(claim => claim.GetProperty("criterion").GetString()!));
            next = page.GetProperty("next").GetString();
        }
        Assert.Equal(["leadership", "morals", "law", "culture", "environment", "minors", "campaign"], listed);
        Assert.Equal("results", Assert.Single((await unit.Reviewer.GetAsync($"{unit.Round.Path}/claims?state=decided&unit=u1")).Answers().GetProperty("items").EnumerateArray()).GetProperty("criterion").GetString());
        (await unit.Reviewer.GetAsync($"{unit.Round.Path}/claims?state=new")).Refuses(400, "bad-request");
        (await unit.Reviewer.GetAsync($"{unit.Round.Path}/claims?unit=u9")).Refuses(400, "no-such-unit");
    }
}
