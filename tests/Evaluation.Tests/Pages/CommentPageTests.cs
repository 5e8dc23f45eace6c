using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Comments read, tagged and answered with forms only.</summary>
[Collection(SharedServer.Name)]
public sealed class CommentPageTests(TestServer server)
{
    [Fact]
    public async Task Comments_are_shown_after_the_close_with_their_markup_escaped()
    {
        var round = await server.OpenAsync(definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "commentMin": 2}"""));
        var address = Address(round);
        using var browser = await new Browser(server.Address, "en").SignedInAsync();
        Assert.Empty((await browser.OpenAsync(address)).All(".comments li"));
        await CastAsync(round, ("u1", "<b>open longer</b>"), ("u1", "<b>open longer</b>"), ("u1", "wider door"));
        Assert.Equal("Comments can be read after the close", (await browser.OpenAsync(address)).In(".empty-title"));
        await round.MoveAsync("sealed");
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        Assert.Equal(["<b>open longer</b>", "wider door"], page.All(".comments .answer").Select(item => item.TextContent));
        Assert.Contains("2 times in the same words", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await browser.OpenAsync($"{address}?page=9")).All(".comments .answer").Count());
        Assert.Empty((await browser.OpenAsync($"{address}?unit=u2")).All(".comments li"));
        Assert.Equal(404, (await browser.OpenAsync($"{address}?unit=nobody")).Status);
        Assert.Equal(404, (await browser.OpenAsync($"{address}/u1/0a")).Status);
    }

    [Fact]
    public async Task Several_comments_are_tagged_at_once_and_listed_by_tag()
    {
        var round = await SealedAsync();
        using var browser = await new Browser(server.Address, "en").SignedInAsync();
        var list = await browser.OpenAsync(Address(round));
        var ticked = list.All("[name=comment]").Take(2).Select(box => ("comment", box.GetAttribute("value")!)).ToArray();
        var sent = await browser.SendAsync(list, $"{Address(round)}/tags", [.. ticked, ("words", "Parking，doors"), ("act", "add")]);
        Assert.Equal((302, Address(round)), (sent.Status, sent.Location));

        var sorted = await browser.OpenAsync($"{Address(round)}?tag=PARKING");
        Strict.Check(sorted);
        Assert.Equal(["one", "two"], sorted.All(".comments .answer").Select(item => item.TextContent));
        Assert.Equal(["doors", "parking", "doors", "parking"], sorted.All(".comments .badge").Select(tag => tag.TextContent));
        var untagged = await browser.SendAsync(sorted, $"{Address(round)}/tags", ("all", "yes"), ("words", "parking"), ("act", "remove"));
        Assert.Equal($"{Address(round)}?tag=parking", untagged.Location);
        Assert.Empty((await browser.OpenAsync(untagged.Location!)).All(".comments li"));
    }

    [Fact]
    public async Task A_comment_is_answered_its_answer_revised_and_a_tag_removed()
    {
        var round = await SealedAsync();
        var name = TestServer.NewId("clerk");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","person":"王敏","roles":[{"role":"administrator"}]}""");
        using var browser = await new Browser(server.Address, "en").SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
        var link = (await browser.OpenAsync(Address(round))).All(".comment a").First(a => a.TextContent == "Answer").GetAttribute("href")!;
        var page = await browser.OpenAsync(link);
        Strict.Check(page);
        Assert.Equal(link, (await browser.SendAsync(page, $"{link}/answer", ("text", "from May on"))).Location);
        Assert.Equal(302, (await browser.SendAsync(page, $"{link}/tags", "put", ("words", "hours, doors"), ("act", "add"))).Status);
        // The page is older than the answer, so the answer is not replaced.
        var late = await browser.SendAsync(page, $"{link}/answer", ("text", "never"));
        Assert.Equal((409, "never"), (late.Status, late.In("#text")));
        Assert.Contains("from May on", late.In("main"), StringComparison.Ordinal);
        // Nor is it by a form that names no version.
        using var unversioned = new FormUrlEncodedContent([.. Browser.Fields(page, $"{link}/answer").Where(field => field.Key == "form-token"), new("text", "never")]);
        Assert.Equal(409, (await browser.PostAsync($"{link}/answer", unversioned)).Status);

        var revised = await browser.OpenAsync(link);
        Assert.Equal("from May on", revised.In("#text"));
        Assert.Equal(302, (await browser.SendAsync(revised, $"{link}/answer", ("text", "from June on"))).Status);
        Assert.Equal(302, (await browser.SendAsync(revised, $"{link}/tags", "taken", ("off", "hours"))).Status);
        var after = await browser.OpenAsync(link);
        Strict.Check(after);
        Assert.Equal("from May on", after.In(".revisions .answer"));
        Assert.EndsWith("王敏", after.In(".revisions .quiet").Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain(name, after.In("main"), StringComparison.Ordinal);
        Assert.Equal(["doors"], after.All(".tags .badge").Select(tag => tag.TextContent));
        Assert.EndsWith("from June on", (await browser.OpenAsync($"{Address(round)}?answered=yes")).In(".reply"), StringComparison.Ordinal);
        Assert.Equal(2, (await browser.OpenAsync($"{Address(round)}?answered=no")).All(".comment").Count());
        Assert.Contains("Comment answered", (await browser.OpenAsync($"/manage/rounds/{round.Id}/audit")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parking", false, 400)]
    [InlineData("", true, 400)]
    [InlineData("1234567890123456789012345678901", true, 400)]
    public async Task Invalid_tags_are_refused_and_the_typed_text_stays(string words, bool all, int status)
    {
        var round = await SealedAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        (string, string)[] fields = [("words", words), ("act", "add"), .. all ? [("all", "yes")] : Array.Empty<(string, string)>()];
        var refused = await browser.SendAsync(await browser.OpenAsync(Address(round)), $"{Address(round)}/tags", fields);
        Assert.Equal(status, refused.Status);
        Strict.Check(refused);
        Assert.Equal(words, refused.Document.QuerySelector("#words")!.GetAttribute("value"));
        Assert.Equal(all, refused.All("#words-fault p").Any());
        Assert.Empty(refused.All(".comments .badge"));
    }

    [Fact]
    public async Task Long_lists_are_paged()
    {
        var round = await server.OpenAsync(definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 1, "commentMin": 1}"""));
        await CastAsync(round, [.. Enumerable.Range(100, 60).SelectMany(number => new[] { ("u1", $"comment {number}") })]);
        await round.MoveAsync("sealed");
        using var browser = await new Browser(server.Address, "en").SignedInAsync();
        var first = await browser.OpenAsync(Address(round));
        Assert.Equal(50, first.All(".comment").Count());
        Assert.Equal("Page 1 of 2", first.In(".pager span"));
        var second = await browser.OpenAsync(first.Document.QuerySelector(".pager [rel=next]")!.GetAttribute("href")!);
        Assert.Equal(["comment 150", "comment 159"], [second.All(".comment .answer").First().TextContent, second.All(".comment .answer").Last().TextContent]);
    }

    [Fact]
    public async Task A_reader_is_offered_no_forms_and_a_form_without_its_token_changes_nothing()
    {
        var round = await SealedAsync();
        var name = TestServer.NewId("auditor");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"auditor"}]}""");
        using var auditor = await new Browser(server.Address, "en").SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
        var list = await auditor.OpenAsync(Address(round));
        Assert.Empty(list.All("[name=comment], #sort"));
        var one = list.All(".comment a").First().GetAttribute("href")!;
        Assert.Empty((await auditor.OpenAsync(one)).All("main form"));
        using var administrator = await new Browser(server.Address, "en").SignedInAsync();
        using var content = new FormUrlEncodedContent([new("text", "x")]);
        Assert.Equal(400, (await administrator.PostAsync($"{one}/answer", content)).Status);
        Assert.Empty((await administrator.OpenAsync(Address(round))).All(".reply"));
    }

    private static string Address(TestRound round) => $"/manage/rounds/{round.Id}/comments";

    /// <summary>u1: one, two; u2: three.</summary>
    private async Task<TestRound> SealedAsync()
    {
        var round = await server.OpenAsync(definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 1, "commentMin": 1}"""));
        await CastAsync(round, ("u1", "one"), ("u1", "two"), ("u2", "three"));
        await round.MoveAsync("sealed");
        return round;
    }

    private async Task CastAsync(TestRound round, params (string Unit, string Comment)[] slips)
    {
        foreach (var (voter, (unit, comment)) in (await round.IssueAsync("users", slips.Length)).Zip(slips))
            (await server.Voter(voter).PutAsync($"{round.Path}/ballot", $$"""{"slips":[{"unit":"{{unit}}","marks":[0,0],"comment":{{JsonSerializer.Serialize(comment)}}}]}""")).Answers();
    }
}
