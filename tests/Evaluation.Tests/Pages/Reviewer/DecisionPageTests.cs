using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.Reviewer;

/// <summary>The pages on which reviewers decide on claims, adjustments, findings and complaints of a unit.</summary>
[Collection(SharedServer.Name)]
public sealed class DecisionPageTests(TestServer server)
{
    [Fact]
    public async Task A_claim_is_decided_and_faults_stand_at_their_fields_with_what_was_typed()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        using var browser = await SignedInAsync(unit);
        var (address, form) = ($"/reviews/{unit.Round.Id}/u1/claims", $"/reviews/{unit.Round.Id}/u1/claims/culture");
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        Assert.Contains("no sports ground yet", page.In("#culture"), StringComparison.Ordinal);

        var unreadable = await browser.SendAsync(page, form, ("accepted", "some"), ("reason", "<b>why</b>"), ("act", "decide"));
        Strict.Check(unreadable);
        Assert.Equal((400, "some", "<b>why</b>"), (unreadable.Status, unreadable.Document.QuerySelector("#accepted-culture")!.GetAttribute("value"), unreadable.In("#reason-culture")));
        foreach (var typed in (string[])["some", "-1"])
            Assert.Contains("Enter a number from 0 to 8 with at most 4 decimals", (await browser.SendAsync(page, form, ("accepted", typed), ("act", "decide"))).In("#points-faults-culture"), StringComparison.Ordinal);
        Assert.Empty(unreadable.All("#law .fault"));
        var over = await browser.SendAsync(page, form, ("accepted", "8.5"), ("act", "decide"));
        Assert.Equal(422, over.Status);
        Assert.NotEmpty(over.In("#points-faults-culture"));
        var unreasoned = await browser.SendAsync(page, form, ("accepted", "7"), ("reason", ""), ("act", "decide"));
        Assert.Contains("reason", unreasoned.In("#reason-faults-culture"), StringComparison.OrdinalIgnoreCase);

        Assert.Equal($"{address}#culture", (await browser.SendAsync(page, form, ("accepted", "７ 分"), ("reason", "one proof is missing"), ("act", "decide"))).Location);
        Assert.Contains("Accepted: 7 points", (await browser.OpenAsync(address)).In("#culture"), StringComparison.Ordinal);
        Assert.Equal("7", (await browser.OpenAsync("/reviews")).In("#count-claim"));
    }

    [Fact]
    public async Task A_decision_on_what_another_reviewer_has_decided_is_shown_again_and_taken_at_the_second_press()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        using var browser = await SignedInAsync(unit);
        var form = $"/reviews/{unit.Round.Id}/u1/claims/law";
        var page = await browser.OpenAsync($"/reviews/{unit.Round.Id}/u1/claims");
        (await unit.DecideAsync("law", """{"accepted":10,"reason":"two are missing"}""")).Answers();

        var stale = await browser.SendAsync(page, form, ("accepted", "11"), ("reason", "one is missing"), ("act", "decide"));
        Strict.Check(stale);
        Assert.Equal(409, stale.Status);
        Assert.Contains("two are missing", stale.In("#law .stale-notice"), StringComparison.Ordinal);
        Assert.Contains("one is missing", stale.In("#law .stale-notice"), StringComparison.Ordinal);
        Assert.Equal("11", stale.Document.QuerySelector("#accepted-law")!.GetAttribute("value"));
        Assert.Equal(302, (await browser.SendAsync(stale, form, ("act", "decide"))).Status);
        Assert.Equal(11m, (await unit.Reviewer.GetAsync($"{unit.Claims}/law")).Answers().GetProperty("accepted").GetDecimal());
    }

    [Fact]
    public async Task A_claim_that_is_not_applicable_is_accepted_with_its_button()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync(AssessedUnit.Complete(culture: "na"));
        (await unit.FileAsync(1)).Answers();
        using var browser = await SignedInAsync(unit);
        var address = $"/reviews/{unit.Round.Id}/u1/claims";
        var page = await browser.OpenAsync(address);

        Assert.Equal($"{address}#culture", (await browser.SendAsync(page, $"{address}/culture", ("act", "claimed"))).Location);
        Assert.Equal("na", (await unit.Reviewer.GetAsync($"{unit.Claims}/culture")).Answers().GetProperty("accepted").GetString());
    }

    [Fact]
    public async Task An_adjustment_is_approved_or_rejected_with_a_reason_and_leaves_the_inbox()
    {
        var unit = await AssessedUnit.InAsync(server);
        var inspector = await server.StaffWithAsync(InboxTests.Grant("inspector", unit));
        foreach (var fact in new[] { "an award", "another award" })
            (await inspector.PostAsync($"{unit.Round.Path}/units/u1/adjustments", $$"""{"kind":"bonus","points":2,"rule":"§ 12","fact":"{{fact}}"}""")).Answers(201);
        using var browser = await SignedInAsync(unit);
        var address = $"/reviews/{unit.Round.Id}/u1/adjustments";
        var page = await browser.OpenAsync(address);
        Strict.Check(page);

        var unreasoned = await browser.SendAsync(page, $"{address}/adj-2", ("act", "reject"), ("reason", " "));
        Assert.Equal(400, unreasoned.Status);
        Assert.NotEmpty(unreasoned.In("#faults-adj-2"));
        Assert.Equal($"{address}#adj-2", (await browser.SendAsync(page, $"{address}/adj-2", ("act", "reject"), ("reason", "not of this year"))).Location);
        Assert.Equal($"{address}#adj-1", (await browser.SendAsync(page, $"{address}/adj-1", ("act", "approve"))).Location);
        Assert.Equal("0", (await browser.OpenAsync("/reviews")).In("#count-adjustment"));
        // A second decision is refused and says so.
        Assert.Equal(409, (await browser.SendAsync(page, $"{address}/adj-1", ("act", "reject"), ("reason", "late"))).Status);
    }

    [Fact]
    public async Task A_finding_is_verified_and_closed_on_its_page_by_who_may()
    {
        var unit = await AssessedUnit.InAsync(server);
        var inspector = await server.StaffWithAsync(InboxTests.Grant("inspector", unit));
        var path = $"{unit.Round.Path}/units/u1/findings";
        (await inspector.PostAsync(path, """{"text":"the exit is blocked","dueOn":"2020-01-31","notice":true}""")).Answers(201);
        (await unit.Unit.PostAsync($"{path}/f-1/reply", """{"text":"it is free again"}""")).Answers();
        var address = $"/reviews/{unit.Round.Id}/u1/findings";
        using var reviewer = await SignedInAsync(unit);
        var seen = await reviewer.OpenAsync(address);
        Strict.Check(seen);
        Assert.Empty(seen.All("#f-1 form"));
        Assert.Contains("An inspector verifies", seen.In("#f-1"), StringComparison.Ordinal);

        using var both = await SignedInAsync(unit, "reviewer", "inspector");
        var page = await both.OpenAsync(address);
        var undated = await both.SendAsync(page, $"{address}/f-1/verification", ("note", "still blocked"), ("act", "failed"));
        Assert.Equal((400, "still blocked"), (undated.Status, undated.In("#note-f-1")));
        Assert.Equal($"{address}#f-1", (await both.SendAsync(page, $"{address}/f-1/verification", ("note", "free"), ("act", "passed"))).Location);
        Assert.Equal($"{address}#f-1", (await reviewer.SendAsync(await reviewer.OpenAsync(address), $"{address}/f-1/closing", ("note", "done"))).Location);
        Assert.Equal("closed", (await inspector.GetAsync($"{path}/f-1")).Answers().GetProperty("state").GetString());
        Assert.Equal("0", (await reviewer.OpenAsync("/reviews")).In("#count-finding"));
    }

    [Fact]
    public async Task A_complaint_is_assigned_released_answered_and_closed_on_its_page()
    {
        var unit = await AssessedUnit.InAsync(server);
        var id = (await server.Administrator.PostAsync(
            "/api/complaints", $$"""{"unit":"u1","round":"{{unit.Round.Id}}","text":"a long queue","channel":"letter","contact":"Wu"}""")).Answers(201).GetProperty("id").GetString();
        using var browser = await SignedInAsync(unit);
        var address = $"/reviews/complaints/{id}";
        var page = await browser.OpenAsync(address);
        Strict.Check(page);

        var nobody = await browser.SendAsync(page, address, "assign", ("act", "assign"), ("to", "no-such-account"));
        Assert.Equal(400, nobody.Status);
        Assert.NotEmpty(nobody.In("[role=alert]"));
        var refused = await browser.SendAsync(page, address, "answering", ("act", "answer"), ("answer", "we have opened a counter"));
        Assert.Equal((400, "we have opened a counter"), (refused.Status, refused.In("#answer")));
        Assert.Equal(address, (await browser.SendAsync(page, address, "release", ("act", "release"), ("released", "a queue"))).Location);
        // The first page does not know of the release.
        Assert.Equal(409, (await browser.SendAsync(page, address, "answering", ("act", "answer"), ("answer", "a counter more"), ("upheld", "yes"))).Status);
        page = await browser.OpenAsync(address);
        Assert.Equal(address, (await browser.SendAsync(page, address, "answering", ("act", "answer"), ("answer", "a counter more"), ("upheld", "yes"))).Location);
        // Another tab has the page from before this answer.
        var stale = await browser.SendAsync(page, address, "answering", ("act", "answer"), ("answer", "no counter"), ("upheld", "no"));
        Strict.Check(stale);
        Assert.Equal((409, "no counter"), (stale.Status, stale.In("#answer")));
        Assert.Equal(["a counter more no counter"], stale.All(".stale-notice tbody tr").Skip(1).Select(row => string.Join(' ', row.Children.Skip(1).Select(cell => cell.TextContent))));
        Assert.Contains("Answered", (await browser.OpenAsync($"/reviews?kind=complaint&round={unit.Round.Id}")).In(".inbox-table"), StringComparison.Ordinal);
        Assert.Equal(address, (await browser.SendAsync(await browser.OpenAsync(address), address, "closing", ("act", "close"))).Location);
        Assert.Equal("0", (await browser.OpenAsync($"/reviews?round={unit.Round.Id}")).In("#count-complaint"));
    }

    private async Task<Browser> SignedInAsync(AssessedUnit unit, params string[] roles)
    {
        var name = TestServer.NewId("reviewer");
        var grants = string.Join(',', (roles.Length == 0 ? ["reviewer"] : roles).Select(role => InboxTests.Grant(role, unit)));
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{grants}}]}""");
        return await new Browser(server.Address, "en").SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
    }
}
