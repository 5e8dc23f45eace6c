using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>Objections handled with forms only.</summary>
[Collection(SharedServer.Name)]
public sealed class ObjectionPageTests(TestServer server)
{
    [Fact]
    public async Task An_objection_is_filed_assigned_answered_and_approved_by_a_second_person()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var list = $"/manage/rounds/{objected.Round.Id}/objections";
        using var first = await new Browser(server.Address, "en").SignedInAsync();
        using var second = await ReviewerAsync();
        var filed = await first.SendAsync(await first.OpenAsync($"{list}?unit=u2"), list, ("about", "/bonus"), ("text", "a prize was forgotten"), ("onBehalfOf", "the office"));
        Assert.Equal((302, $"{list}/o-1"), (filed.Status, filed.Location));

        var ticket = await first.OpenAsync($"{list}/o-1");
        Strict.Check(ticket);
        Assert.Contains("a prize was forgotten", ticket.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await first.SendAsync(ticket, $"{list}/o-1/assign", ("to", "admin"))).Status);
        Assert.Equal(302, (await first.SendAsync(ticket, $"{list}/o-1/assign", ("to", objected.ReviewerName))).Status);
        var answer = new AnswerPage(second, $"{list}/o-1");
        var form = await answer.AddAsync(await answer.OpenAsync(), "adjustment-entered");
        var read = await answer.ActAsync(form, "check", [("decision", "upheld"), ("answer", "it was"), .. AnswerPage.Prize()]);
        Assert.Equal(302, (await answer.ActAsync(read, "propose")).Status);

        var proposed = await second.OpenAsync($"{list}/o-1");
        Strict.Check(proposed);
        // Who proposed reads that another person approves, and has no button for it.
        Assert.Empty(proposed.All("form[action$='/approve']"));
        Assert.Contains("A person other than the proposer has to approve the answer.", proposed.Text, StringComparison.Ordinal);

        using var third = await ReviewerAsync();
        Assert.Equal(302, (await third.SendAsync(await third.OpenAsync($"{list}/o-1"), $"{list}/o-1/approve")).Status);
        Assert.Contains("Led to version 2", (await third.OpenAsync($"{list}/o-1")).Text, StringComparison.Ordinal);
        Strict.Check(await third.OpenAsync(list));
        Assert.Equal(2, (await objected.ResultAsync()).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_reviewer_is_offered_objections_comments_and_bulletins()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var name = TestServer.NewId("reviewer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"reviewer"}]}""");
        using var browser = new Browser(server.Address);
        var key = added.Answers(201).GetProperty("key").GetString()!;
        var signedIn = await browser.SendAsync(await browser.OpenAsync("/sign-in"), "/sign-in", ("name", name), ("secret", key));
        Assert.Equal("/reviews", signedIn.Location);
        var address = $"/manage/rounds/{objected.Round.Id}/objections";
        Assert.Contains((await browser.OpenAsync("/manage")).All("tbody a"), link => link.GetAttribute("href") == address);
        var tabs = (await browser.OpenAsync(address)).All(".tabs a").Select(tab => tab.GetAttribute("href")!).ToArray();
        var manage = $"/manage/rounds/{objected.Round.Id}";
        Assert.Equal([$"{manage}/targets", address, $"{manage}/comments", $"{manage}/awards", $"/rounds/{objected.Round.Id}/bulletins"], tabs);
    }

    [Theory]
    [InlineData("/bonuses", "x", "y")]
    [InlineData("/bonus", "", "y")]
    [InlineData("/bonus", "x", "")]
    public async Task An_invalid_objection_is_not_filed(string about, string text, string onBehalfOf)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var list = $"/manage/rounds/{objected.Round.Id}/objections";
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await browser.SendAsync(await browser.OpenAsync($"{list}?unit=u1"), list, ("about", about), ("text", text), ("onBehalfOf", onBehalfOf));
        Assert.Equal(400, refused.Status);
        Strict.Check(refused);
        Assert.Equal((text, onBehalfOf), (refused.In("#text"), refused.Document.QuerySelector("#onBehalfOf")!.GetAttribute("value")));
        if (about == "/bonus")
            Assert.Equal(about, refused.Document.QuerySelector("#about option[selected]")!.GetAttribute("value"));
        Assert.Empty(await objected.ListAsync(server.Administrator));
    }

    private async Task<Browser> ReviewerAsync()
    {
        var name = TestServer.NewId("reviewer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"reviewer"}]}""");
        return await new Browser(server.Address, "en").SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
    }
}
