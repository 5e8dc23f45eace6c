using System.Text.Json;
using Evaluation.Tests.Http.Supervision;

namespace Evaluation.Tests.Http.Lists;

/// <summary>Audits and lists by page and by instant.</summary>
[Collection(SharedServer.Name)]
public sealed class AuditQueryTests(TestServer server)
{
    [Fact]
    public async Task An_audit_is_an_array_and_in_pages_it_has_the_same_acts()
    {
        var round = await SupervisedRound.OpenAsync(server);
        (await round.Inspector.PostAsync($"{round.Of("u1")}/spot-checks", """{"failed":true,"on":"2011-03-05"}""")).Answers(201);
        var all = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Select(line => line.GetRawText()).ToArray();
        Assert.True(all.Length > 2);

        List<string> read = [];
        string? next = "";
        while (next is not null)
        {
            var page = (await server.Administrator.GetAsync($"{round.Path}/audit?limit=2&after={next}")).Answers();
            read.AddRange(Items(page));
            next = page.GetProperty("next").GetString();
        }
        Assert.Equal(all, read);
    }

    [Fact]
    public async Task Since_an_instant_an_audit_and_a_list_have_what_happened_from_then_on()
    {
        var round = await SupervisedRound.OpenAsync(server);
        foreach (var note in new[] { "first", "second" })
            (await round.Inspector.PostAsync($"{round.Of("u1")}/spot-checks", $$"""{"failed":true,"on":"2011-03-05","note":"{{note}}"}""")).Answers(201);
        var checks = (await round.Reviewer.GetAsync($"{round.Of("u1")}/spot-checks")).Answers().GetProperty("items");
        var second = checks[1].GetProperty("entered").GetProperty("at").GetDateTimeOffset();

        var listed = Items((await round.Reviewer.GetAsync($"{round.Of("u1")}/spot-checks?since={Uri.EscapeDataString(second.ToString("O"))}")).Answers());
        Assert.Equal(checks.EnumerateArray().Where(check => check.GetProperty("entered").GetProperty("at").GetDateTimeOffset() >= second).Select(check => check.GetRawText()), listed);
        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit?since={second.UtcDateTime:O}")).Answers();
        Assert.Contains(audit.GetProperty("items").EnumerateArray(), line => line.GetProperty("act").GetString() == "spot-check-recorded");
        Assert.All(audit.GetProperty("items").EnumerateArray(), line => Assert.True(line.GetProperty("at").GetDateTimeOffset() >= second));
        Assert.Empty(Items((await server.Administrator.GetAsync($"{round.Path}/audit?since=9999-01-01T00:00Z")).Answers()));
    }

    [Theory]
    [InlineData("?since=yesterday")]
    [InlineData("?since=2020-01-01")]
    [InlineData("?since=2020-01-01T00:00:00")]
    [InlineData("?limit=0")]
    [InlineData("?after=0")]
    [InlineData("?after=100000")]
    public async Task A_page_that_an_audit_does_not_have_is_refused(string query)
    {
        (await server.Administrator.GetAsync($"/api/staff/audit{query}")).Refuses(400, "bad-request");
        (await server.Administrator.GetAsync($"/api/honours/audit{query}")).Refuses(400, "bad-request");
    }

    private static string[] Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetRawText())];
}
