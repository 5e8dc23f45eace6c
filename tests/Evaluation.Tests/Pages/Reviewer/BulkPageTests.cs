using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.Reviewer;

/// <summary>Acts on several matters of one kind, and objections with their answers in the inbox.</summary>
[Collection(SharedServer.Name)]
public sealed class BulkPageTests(TestServer server)
{
    [Fact]
    public async Task Adjustments_are_rejected_together_with_one_reason_or_approved_together()
    {
        var unit = await AssessedUnit.InAsync(server);
        await ProposeAsync(unit, 4);
        using var browser = await SignedInAsync(InboxTests.Grant("reviewer", unit));
        var ticks = await TicksAsync(browser, "adjustment", 4);

        var asked = await SendAsync(browser, "adjustment", ticks[..2], "");
        Strict.Check(asked);
        Assert.Equal(["Approve 2", "Reject 2"], asked.All("button[name=act]").Select(button => button.TextContent.Trim()));
        var unreasoned = await SendAsync(browser, "adjustment", ticks[..2], "reject");
        Strict.Check(unreasoned);
        Assert.Equal(400, unreasoned.Status);
        Assert.NotEmpty(unreasoned.In("#reason-faults"));
        var rejected = await SendAsync(browser, "adjustment", ticks[..2], "reject", "not of this year");
        Strict.Check(rejected);
        Assert.Contains("2 rejected", rejected.In("[role=status]"), StringComparison.Ordinal);

        // The first of them is decided by now.
        var approved = await SendAsync(browser, "adjustment", ticks[1..], "approve");
        Assert.Contains("2 approved, 1 not", approved.In("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("decided meanwhile", approved.In("section[aria-labelledby=refused]"), StringComparison.Ordinal);
        Assert.Equal(["rejected", "rejected", "approved", "approved"], await Task.WhenAll(Enumerable.Range(1, 4).Select(async number =>
            (await unit.Reviewer.GetAsync($"{unit.Round.Path}/units/u1/adjustments/adj-{number}")).Answers().GetProperty("state").GetString()!)));
        Assert.Contains("Nothing is selected", (await SendAsync(browser, "adjustment", ticks, "")).In(".empty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verified_findings_are_closed_and_complaints_rejected_together()
    {
        var unit = await AssessedUnit.InAsync(server);
        var inspector = await server.StaffWithAsync(InboxTests.Grant("inspector", unit));
        foreach (var number in new[] { 1, 2 })
        {
            var path = $"{unit.Round.Path}/units/u1/findings";
            (await inspector.PostAsync(path, """{"text":"the exit is blocked","dueOn":"2020-01-31"}""")).Answers(201);
            (await unit.Unit.PostAsync($"{path}/f-{number}/reply", """{"text":"it is free again"}""")).Answers();
            (await inspector.PostAsync($"{path}/f-{number}/verification", """{"passed":true}""")).Answers();
            (await server.Administrator.PostAsync("/api/complaints", $$"""{"unit":"u1","round":"{{unit.Round.Id}}","text":"buy now","channel":"letter"}""")).Answers(201);
        }
        using var browser = await SignedInAsync(InboxTests.Grant("reviewer", unit));

        var closed = await SendAsync(browser, "finding", await TicksAsync(browser, "finding", 2), "close", "seen");
        Assert.Contains("2 closed", closed.In("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("closed", (await inspector.GetAsync($"{unit.Round.Path}/units/u1/findings/f-2")).Answers().GetProperty("state").GetString());
        var complaints = (await browser.OpenAsync($"/reviews?kind=complaint&round={unit.Round.Id}")).All("input[name=item]").Select(tick => tick.GetAttribute("value")!).ToArray();
        Assert.Equal(2, complaints.Length);
        var rejected = await SendAsync(browser, "complaint", complaints, "reject", "advertisements");
        Strict.Check(rejected);
        Assert.Contains("2 rejected", rejected.In("[role=status]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_acts_on_several_matters_that_the_inbox_does_not_offer()
    {
        var unit = await AssessedUnit.InAsync(server);
        await ProposeAsync(unit, 1);
        var other = await AssessedUnit.InAsync(server);
        string[] tick = [$"{unit.Round.Id}/u1/adj-1"];
        using var stranger = await SignedInAsync(InboxTests.Grant("reviewer", other));
        using var administrator = await SignedInAsync(InboxTests.Grant("administrator", unit));
        foreach (var browser in new[] { stranger, administrator })
        {
            var refused = await SendAsync(browser, "adjustment", tick, "approve");
            Assert.Contains("0 approved, 1 not", refused.In("[role=status]"), StringComparison.Ordinal);
        }
        Assert.Equal("proposed", (await unit.Reviewer.GetAsync($"{unit.Round.Path}/units/u1/adjustments/adj-1")).Answers().GetProperty("state").GetString());
        Assert.Equal(404, (await SendAsync(stranger, "objection", tick, "approve")).Status);
        using var inspector = await SignedInAsync(InboxTests.Grant("inspector", unit));
        Assert.Equal(403, (await SendAsync(inspector, "adjustment", tick, "approve")).Status);
    }

    [Fact]
    public async Task Objections_and_their_answers_wait_in_the_inbox_with_the_figure_in_words()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync();
        var grant = $$"""{"role":"reviewer","round":"{{objected.Round.Id}}"}""";
        using var proposer = await SignedInAsync(grant);
        using var second = await SignedInAsync(grant);
        var address = $"/manage/rounds/{objected.Round.Id}/objections/o-1";

        var filed = await proposer.OpenAsync("/reviews");
        Strict.Check(filed);
        Assert.Equal(("1", "0"), (filed.In("#count-objection"), filed.In("#count-answer")));
        Assert.Equal("To answer: objection 1 to “bonus”", filed.In(".matter"));
        Assert.Equal(address, filed.Document.QuerySelector(".act a")!.GetAttribute("href"));
        var answer = new AnswerPage(proposer, address);
        var form = await answer.AddAsync(await answer.OpenAsync(), "adjustment-entered");
        var read = await answer.ActAsync(form, "check", [("decision", "upheld"), ("answer", "it was"), .. AnswerPage.Prize()]);
        Assert.Equal(302, (await answer.ActAsync(read, "propose")).Status);

        var own = await proposer.OpenAsync("/reviews?kind=answer");
        Assert.Equal("Another person approves", own.In(".act .why"));
        var waiting = await second.OpenAsync("/reviews?kind=answer");
        Strict.Check(waiting);
        Assert.Contains("with 1 correction", waiting.In(".matter"), StringComparison.Ordinal);
        Assert.Equal(302, (await second.SendAsync(await second.OpenAsync(address), $"{address}/approve")).Status);
        var done = await second.OpenAsync("/reviews");
        Assert.Equal(("0", "0"), (done.In("#count-objection"), done.In("#count-answer")));
    }

    private async Task ProposeAsync(AssessedUnit unit, int count)
    {
        var inspector = await server.StaffWithAsync(InboxTests.Grant("inspector", unit));
        for (var number = 1; number <= count; number++)
            (await inspector.PostAsync($"{unit.Round.Path}/units/u1/adjustments", $$"""{"kind":"bonus","points":{{number}},"rule":"§ 12","fact":"award {{number}}"}""")).Answers(201);
    }

    private static async Task<string[]> TicksAsync(Browser browser, string kind, int count)
    {
        var page = await browser.OpenAsync($"/reviews?kind={kind}");
        Strict.Check(page);
        string[] ticks = [.. page.All("input[name=item]").Select(tick => tick.GetAttribute("value")!).Order(StringComparer.Ordinal)];
        Assert.Equal(count, ticks.Length);
        return ticks;
    }

    private static async Task<Seen> SendAsync(Browser browser, string kind, string[] ticks, string act, string reason = "")
    {
        var token = Browser.Fields(await browser.OpenAsync("/account"), "/sign-out");
        using var content = new FormUrlEncodedContent([.. token, .. ticks.Select(tick => KeyValuePair.Create("item", tick)), new("act", act), new("reason", reason)]);
        return await browser.PostAsync($"/reviews/bulk/{kind}", content);
    }

    private async Task<Browser> SignedInAsync(string grant)
    {
        var name = TestServer.NewId("reviewer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{grant}}]}""");
        return await new Browser(server.Address, "en").SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
    }
}
