using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.Reviewer;

/// <summary>Complaints are rejected, restored and made a finding on their page; names stand in place of codes.</summary>
[Collection(SharedServer.Name)]
public sealed class ComplaintPageTests(TestServer server)
{
    [Fact]
    public async Task A_complaint_is_rejected_as_abuse_found_in_the_list_and_restored()
    {
        var unit = await AssessedUnit.InAsync(server);
        var id = await ComplainAsync(unit);
        using var browser = await SignedInAsync(unit);
        var address = $"/reviews/complaints/{id}";
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        Assert.Empty(page.All("#restoring, #making"));

        var unreasoned = await browser.SendAsync(page, address, "rejecting", ("act", "reject"), ("reason", " "));
        Strict.Check(unreasoned);
        Assert.Equal(400, unreasoned.Status);
        Assert.NotEmpty(unreasoned.In("#rejected-fault"));
        Assert.Equal(address, (await browser.SendAsync(page, address, "rejecting", ("act", "reject"), ("reason", "an advertisement"))).Location);
        Assert.Equal("0", (await browser.OpenAsync($"/reviews?round={unit.Round.Id}")).In("#count-complaint"));
        var rejected = await browser.OpenAsync(address);
        Strict.Check(rejected);
        Assert.Contains("an advertisement", rejected.Text, StringComparison.Ordinal);
        Assert.Empty(rejected.All("#assign, #rejecting"));
        var listed = await browser.OpenAsync("/reviews/complaints?state=rejected");
        Strict.Check(listed);
        Assert.Contains(listed.All("tbody a"), link => link.GetAttribute("href") == address);
        Assert.DoesNotContain((await browser.OpenAsync("/reviews/complaints?state=closed")).All("tbody a"), link => link.GetAttribute("href") == address);

        // The first page does not know of the rejection.
        Assert.Equal(409, (await browser.SendAsync(page, address, "answering", ("act", "answer"), ("answer", "late"), ("upheld", "no"))).Status);
        Assert.Equal(400, (await browser.SendAsync(rejected, address, "restoring", ("act", "restore"), ("reason", ""))).Status);
        Assert.Equal(address, (await browser.SendAsync(rejected, address, "restoring", ("act", "restore"), ("reason", "it is a complaint"))).Location);
        Assert.Equal("1", (await browser.OpenAsync($"/reviews?round={unit.Round.Id}")).In("#count-complaint"));
    }

    [Fact]
    public async Task An_upheld_complaint_becomes_a_finding_of_the_unit_once()
    {
        var unit = await AssessedUnit.InAsync(server);
        var id = await ComplainAsync(unit);
        using var browser = await SignedInAsync(unit);
        var address = $"/reviews/complaints/{id}";
        Assert.Equal(address, (await browser.SendAsync(await browser.OpenAsync(address), address, "release", ("act", "release"), ("released", "the queue is long"))).Location);
        Assert.Equal(address, (await browser.SendAsync(await browser.OpenAsync(address), address, "answering", ("act", "answer"), ("answer", "we look into it"), ("upheld", "yes"))).Location);
        Assert.Equal("Close", Assert.Single((await browser.OpenAsync($"/reviews?round={unit.Round.Id}")).All($"a.button[href='{address}#closing']")).TextContent.Trim());
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        Assert.Equal("the queue is long", page.In("#finding"));

        var undated = await browser.SendAsync(page, address, "making", ("act", "finding"), ("finding", "open another counter"), ("criterion", "law"));
        Strict.Check(undated);
        Assert.Equal((400, "open another counter", "law"), (undated.Status, undated.In("#finding"), undated.Document.QuerySelector("#criterion option[selected]")!.GetAttribute("value")));
        Assert.NotEmpty(undated.In("#dueOn-fault"));
        // The reason stands in the form, above its button, and the form before that which closes the complaint.
        Assert.NotEmpty(undated.In("#making [role=alert]"));
        Assert.Equal(["answering", "making", "closing"], undated.Document.Forms.Select(form => form.Id).Where(id => id is "answering" or "making" or "closing"));
        Assert.Equal(address, (await browser.SendAsync(page, address, "making", ("act", "finding"), ("finding", "open another counter"), ("criterion", "law"), ("dueOn", "2099-01-31"), ("notice", "true"))).Location);
        var made = await browser.OpenAsync(address);
        Strict.Check(made);
        Assert.Empty(made.All("#making"));
        var link = made.Document.QuerySelector(".notice-good a")!.GetAttribute("href")!;
        Assert.EndsWith("/u1/findings#f-1", link, StringComparison.Ordinal);
        Assert.Contains("open another counter", (await browser.OpenAsync(link)).In("#f-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_names_unit_round_and_persons_and_offers_who_can_be_assigned()
    {
        var unit = await AssessedUnit.InAsync(server);
        var id = await ComplainAsync(unit);
        var name = TestServer.NewId("reviewer");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","person":"陈静","roles":[{{InboxTests.Grant("reviewer", unit)}}]}""")).Answers(201).GetProperty("key").GetString()!;
        using var browser = await new Browser(server.Address, "zh-CN").SignedInAsync(name, key);
        var address = $"/reviews/complaints/{id}";

        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        Assert.DoesNotContain($"({unit.Round.Id})", page.In(".facts"), StringComparison.Ordinal);
        Assert.Contains(page.All("#to option"), option => option.TextContent == $"陈静 ({name})");
        Assert.Equal(address, (await browser.SendAsync(page, address, "assign", ("act", "assign"), ("to", name))).Location);
        Assert.Contains("办理中（陈静）", (await browser.OpenAsync($"/reviews?kind=complaint&round={unit.Round.Id}")).In(".inbox-table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complaints_about_units_of_other_rounds_only_are_not_listed_and_not_shown()
    {
        var unit = await AssessedUnit.InAsync(server);
        var id = await ComplainAsync(unit);
        using var inspector = await SignedInAsync(unit, "inspector");
        Assert.Equal(403, (await inspector.OpenAsync("/reviews/complaints")).Status);
        Assert.Equal(403, (await inspector.OpenAsync($"/reviews/complaints/{id}")).Status);
        using var browser = await SignedInAsync(unit);
        Assert.Equal(404, (await browser.OpenAsync("/reviews/complaints/2011-9999")).Status);
        Assert.Equal(400, (await browser.OpenAsync("/reviews/complaints?after=x")).Status);
    }

    private async Task<string> ComplainAsync(AssessedUnit unit) => (await server.Administrator.PostAsync(
        "/api/complaints", $$"""{"unit":"u1","round":"{{unit.Round.Id}}","text":"a long queue","channel":"letter"}""")).Answers(201).GetProperty("id").GetString()!;

    private async Task<Browser> SignedInAsync(AssessedUnit unit, string role = "reviewer")
    {
        var name = TestServer.NewId("reviewer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{InboxTests.Grant(role, unit)}}]}""");
        return await new Browser(server.Address, "en").SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
    }
}
