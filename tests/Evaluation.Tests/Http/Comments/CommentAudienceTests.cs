using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Tests.Comments;

namespace Evaluation.Tests.Http.Comments;

/// <summary>
/// Whole rounds of random comments, each visible one with a tag and an answer. Staff read them. Nobody else finds any of their text at any
/// address of the contract or of a public page, whatever the visibility of the round.
/// </summary>
[Collection(SharedServer.Name)]
public sealed class CommentAudienceTests(TestServer server)
{
    private const string Tag = "a tag of the staff";
    private const string Reply = "what the staff had to say";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Staff_read_the_comments_of_groups_above_the_minimum_and_nobody_else_reads_any(int seed)
    {
        var vote = new WrittenVote(seed, TestServer.NewId("written"));
        var (round, credentials) = await VotedAsync(vote, new(seed));
        Assert.NotEmpty(vote.Shown);
        Assert.Equal(vote.Shown.Select(Line), await ListAsync(round));
        foreach (var unit in vote.Shown.GroupBy(comment => comment.Unit))
        {
            var ids = string.Join(',', unit.Select(comment => $"\"{comment.Id}\""));
            (await server.Administrator.PostAsync($"{round.Path}/units/{unit.Key}/comments/tags", $$"""{"comments":[{{ids}}],"add":["{{Tag}}"]}""")).Answers();
            foreach (var comment in unit)
                (await server.Administrator.PutAsync($"{round.Path}/units/{unit.Key}/comments/{comment.Id}/answer", $$"""{"text":"{{Reply}}"}""")).Answers();
        }
        string[] secrets = [Tag, Reply, .. vote.Shown.Select(comment => comment.Id), .. vote.Written.Where(IsUnlikely).Distinct()];
        string[] addresses = [.. await CallsAsync(round, vote), .. await PagesAsync(round)];
        Assert.True(addresses.Length > 20, $"Only {addresses.Length} addresses were tried.");

        await round.MoveAsync("provisional", "published");
        foreach (var caller in await OthersAsync(credentials))
            foreach (var address in addresses)
                AssertHas(none: secrets, of: await caller.GetAsync(address), address);
    }

    /// <summary>Words that appear on a page only as part of a comment.</summary>
    private static bool IsUnlikely(string words) => words.Length > 3 && words is not ("good" or "Good");

    private static void AssertHas(string[] none, Answer of, string address)
    {
        var text = WebUtility.HtmlDecode(of.Text);
        Assert.All(none, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{address} tells '{secret}'."));
    }

    private async Task<(TestRound Round, string[] Credentials)> VotedAsync(WrittenVote vote, Random random)
    {
        var policies = vote.Rules.Policies;
        var definition = SmallDefinition.Of(vote.Rules.Id);
        definition["visibility"] = "public";
        definition["policies"] = JsonNode.Parse($$"""{"groupMin": {{policies.GroupMin}}, "commentMin": {{policies.CommentMin}}, "objectionDays": 0}""");
        (await server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(server.Site, vote.Rules.Id);
        await round.MoveAsync("voting");
        List<string> credentials = [];
        foreach (var writer in vote.Writers)
        {
            credentials.AddRange(await round.IssueAsync(writer.Group, 1));
            foreach (var ballot in writer.BallotsOf(random))
            {
                var slips = ballot.Select(slip => new { unit = vote.Rules.Units[slip.Unit].Code, marks = slip.Slip.Marks.Select(mark => (int)mark), comment = slip.Slip.Comment });
                (await server.Voter(credentials[^1]).PutAsync($"{round.Path}/ballot", JsonSerializer.Serialize(new { slips }))).Answers();
            }
        }
        await round.MoveAsync("sealed");
        return (round, [.. credentials]);
    }

    private async Task<IEnumerable<string>> ListAsync(TestRound round) =>
        (await server.Administrator.GetAsync($"{round.Path}/comments?count=200")).Answers().GetProperty("comments").EnumerateArray()
            .Select(comment => string.Join(' ', ((string[])["unit", "id", "group", "text", "times"]).Select(name => comment.GetProperty(name).ToString())));

    private static string Line(WrittenVote.Comment comment) => $"{comment.Unit} {comment.Id} {comment.Group} {comment.Text} {comment.Times}";

    /// <summary>Anonymous callers, voters, and accounts of every role that may not read comments.</summary>
    private async Task<List<Caller>> OthersAsync(string[] credentials)
    {
        List<Caller> others = [server.Anybody, .. credentials.Take(2).Select(server.Voter)];
        foreach (var role in new[] { """{"role":"unit","unit":"u1"}""", """{"role":"inspector"}""", """{"role":"operator"}""" })
            others.Add(await server.StaffWithAsync(role));
        return others;
    }

    /// <summary>All GET calls for this round, except streams, which do not end.</summary>
    private async Task<IEnumerable<string>> CallsAsync(TestRound round, WrittenVote vote)
    {
        var paths = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths").EnumerateObject();
        var calls = paths.Where(path => path.Value.TryGetProperty("get", out _) && !path.Name.EndsWith("/stream", StringComparison.Ordinal)).Select(path => path.Name
            .Replace("{round}", round.Id, StringComparison.Ordinal).Replace("{unit}", vote.Shown[0].Unit, StringComparison.Ordinal)
            .Replace("{comment}", vote.Shown[0].Id, StringComparison.Ordinal).Replace("{criterion}", "duty", StringComparison.Ordinal));
        return calls.Concat(((string[])["results", "tally", "slips", "comments", "audit"]).Select(what => $"{round.Path}/export?what={what}"));
    }

    /// <summary>All pages of this round that a visitor can reach by links, and the staff's pages of its comments.</summary>
    private async Task<IEnumerable<string>> PagesAsync(TestRound round)
    {
        List<string> pages = [$"/rounds/{round.Id}"];
        using var browser = new Browser(server.Address, "en");
        for (var at = 0; at < pages.Count; at++)
        {
            var links = (await browser.OpenAsync(pages[at])).All("a").Select(link => link.GetAttribute("href")!.Split('#')[0]);
            pages.AddRange(links.Where(link => link.StartsWith('/') && link.Contains(round.Id, StringComparison.Ordinal)).Distinct().Except(pages).ToList());
        }
        return [.. pages, $"/manage/rounds/{round.Id}/comments"];
    }
}
