using System.Text.Json;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Derivation;

namespace Evaluation.Tests.Http.Results;

/// <summary>How a result was computed, as callers read it.</summary>
[Collection(SharedServer.Name)]
public sealed class DerivationTests(TestServer server)
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Every_published_number_equals_the_result_of_its_line_of_arithmetic(int seed)
    {
        var drawn = new RandomRound(seed, TestServer.NewId("drawn"), isVoteOnly: true);
        (await server.Administrator.PostAsync("/api/rounds", drawn.Definition)).Answers(201);
        var round = new TestRound(server.Site, (string)drawn.Definition["id"]!);
        await round.MoveAsync("voting");
        foreach (var group in drawn.Groups)
            foreach (var credential in await round.IssueAsync(group, 8))
                (await round.CastAsync(credential, [.. drawn.Units.Select(unit => $"{unit}:{string.Join(',', drawn.Marks())}")])).Answers();
        await round.MoveAsync("sealed", "provisional", "published");

        var result = (await server.Anybody.GetAsync($"{round.Path}/results")).Answers();
        foreach (var unit in result.GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()))
        {
            var derivation = (await server.Anybody.GetAsync($"{round.Path}/results/{unit.GetProperty("unit").GetString()}/derivation")).Answers();
            foreach (var name in new[] { "total", "vote", "standardError", "rank", "band", "slips" })
                AssertComputed(derivation, $"/{name}", unit.GetProperty(name));
            foreach (var group in unit.GetProperty("groups").EnumerateArray())
                AssertComputed(derivation, $"/groups/{group.GetProperty("group").GetString()}/score", group.GetProperty("score"));
        }
    }

    [Fact]
    public async Task A_derivation_is_JSON_unless_a_page_is_requested()
    {
        var round = await PublishedAsync();
        var path = $"{round.Path}/results/u1/derivation";

        var derivation = (await server.Anybody.GetAsync(path)).Answers();
        Assert.Equal((round.Id, "u1", "town", 1), (Text(derivation, "round"), Text(derivation, "unit"), Text(derivation, "class"), derivation.GetProperty("version").GetInt32()));
        Assert.Equal(TimeSpan.FromHours(8), derivation.GetProperty("computedAt").GetDateTimeOffset().Offset);
        (await server.Anybody.GetAsync($"{path}?format=json", ("Accept", "text/plain"))).Answers();
        (await server.Anybody.GetAsync(path, ("Accept", "application/json, text/plain;q=0.5"))).Answers();
        (await server.Anybody.GetAsync(path, ("Accept", "*/*"))).Answers();

        foreach (var page in new[]
        {
            await server.Anybody.GetAsync($"{path}?format=text"),
            await server.Anybody.GetAsync(path, ("Accept", "text/plain")),
            await server.Anybody.GetAsync(path, ("Accept", "application/json;q=0.5, text/plain")),
        })
        {
            Assert.Equal((200, "text/plain", "utf-8", "zh"), (page.Status, page.MediaType, page.ContentHeaders.ContentType!.CharSet, page.ContentHeaders.ContentLanguage.Single()));
            Assert.StartsWith("评价结果推导\n", page.Text, StringComparison.Ordinal);
        }
        var english = await server.Anybody.GetAsync($"{path}?format=text&lang=en");
        Assert.StartsWith("How the result was computed\n", english.Text, StringComparison.Ordinal);
        Assert.Equal("en", english.ContentHeaders.ContentLanguage.Single());
    }

    [Fact]
    public async Task A_derivation_needs_an_existing_version_and_unit()
    {
        var round = await PublishedAsync();
        (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation?version=1")).Answers();
        (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation?version=2")).Refuses(404, "no-such-version");
        Assert.Equal("u9", Text((await server.Anybody.GetAsync($"{round.Path}/results/u9/derivation")).Refuses(404, "no-such-unit"), "unit"));
        (await server.Anybody.GetAsync("/api/rounds/no-such-round/results/u1/derivation")).Refuses(404, "no-such-round");
        foreach (var senseless in new[] { "version=one", "format=xml", "lang=fr", "format=" })
            (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation?{senseless}")).Refuses(400, "bad-request");
    }

    [Fact]
    public async Task A_derivation_is_shown_to_callers_who_may_read_the_result()
    {
        var round = await server.OpenAsync();
        (await server.Administrator.GetAsync($"{round.Path}/results/u1/derivation")).Refuses(403, "sealed");
        await round.MoveAsync("sealed");
        (await server.Administrator.GetAsync($"{round.Path}/results/u1/derivation")).Refuses(409, "no-results");
        await round.MoveAsync("provisional");
        (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation")).Refuses(403, "not-published");
        (await (await server.StaffWithAsync("""{"role":"inspector"}""")).GetAsync($"{round.Path}/results/u1/derivation")).Refuses(403, "not-published");
        (await (await server.StaffWithAsync("""{"role":"reviewer"}""")).GetAsync($"{round.Path}/results/u1/derivation")).Answers();
        await round.MoveAsync("published");
        (await server.Anybody.GetAsync($"{round.Path}/results/u1/derivation")).Answers();
    }

    private async Task<TestRound> PublishedAsync()
    {
        var round = await server.OpenAsync();
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,1", "u2:1,2", "u3:0,0")).Answers();
        await round.MoveAsync("sealed", "provisional", "published");
        return round;
    }

    private static void AssertComputed(JsonElement derivation, string pointer, JsonElement published)
    {
        var line = derivation.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("lines").EnumerateArray())
            .Single(line => line.GetProperty("figures").EnumerateArray().Any(figure => Text(figure, "pointer") == pointer));
        if (published.ValueKind == JsonValueKind.Null)
        {
            Assert.NotEqual(JsonValueKind.Null, line.GetProperty("note").ValueKind);
            return;
        }
        var decimals = published.GetDecimal().Scale;
        Assert.Equal(published.GetRawText(), IndependentArithmetic.Compute(Text(line, "arithmetic")!).Round(decimals).ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string? Text(JsonElement from, string name) => from.GetProperty(name).GetString();
}
