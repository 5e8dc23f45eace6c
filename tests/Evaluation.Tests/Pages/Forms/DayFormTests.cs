using System.Text.Json.Nodes;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.Inspections;
using Evaluation.Tests.Http.SelfAssessments;
using Evaluation.Tests.Pages.Inspection;
using Evaluation.Tests.Pages.Reviewer;
using Evaluation.Tests.Pages.UnitStaff;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>
/// Forms with days: an impossible one is a fault at its field, one outside the period of the round is questioned once. What was typed
/// stays.
/// </summary>
[Collection(SharedServer.Name)]
public sealed class DayFormTests(TestServer server)
{
    private static readonly byte[] Document = "%PDF-1.7 of the yard"u8.ToArray();

    [Fact]
    public async Task A_visit_after_the_period_is_questioned_when_the_sheet_is_filed()
    {
        var inspected = await InspectedUnit.InAsync(server, Of2020);
        using var browser = await SignedInAsync(inspected.Wang);
        await WriteSheetAsync(inspected);
        var page = await browser.OpenAsync(inspected.Home);
        Assert.Equal(302, (await browser.SendAsync(page, inspected.Home, ("visitedAt", "2021-01-01T09:00"), ("act", "save"))).Status);

        page = await browser.OpenAsync(inspected.Home);
        var asked = await browser.SendAsync(page, inspected.Home, ("act", "file"));
        Asked(asked, "2021", "#visitedAt", "2021-01-01T09:00");
        Assert.Equal("draft", await StateAsync());
        // Another day is another question.
        asked = await browser.SendAsync(asked, inspected.Home, ("visitedAt", "2021-01-02T09:00"), ("act", "file"));
        Asked(asked, "2021", "#visitedAt", "2021-01-02T09:00");
        Assert.Equal("draft", await StateAsync());
        Assert.Equal(inspected.Home, (await browser.SendAsync(asked, inspected.Home, ("act", "file"))).Location);
        Assert.Equal("filed", await StateAsync());

        async Task<string?> StateAsync() => (await inspected.OwnAsync(inspected.Wang)).GetProperty("sheets")[0].GetProperty("state").GetString();
    }

    [Theory]
    [InlineData("2020-12-31")]
    [InlineData("2021-01-08")]
    public async Task A_visit_in_the_period_or_on_a_planned_day_is_not_questioned(string day)
    {
        var inspected = await InspectedUnit.InAsync(server, Of2020);
        (await server.Administrator.PutAsync(
            $"{inspected.Round.Path}/panels/north",
            $$$"""{"label":"北片","inspectors":["{{{inspected.Wang.Name}}}","{{{inspected.Chen.Name}}}"],"units":["u1"],"visits":{"from":"2021-01-05","to":"2021-01-08"}}""")).Answers();
        using var browser = await SignedInAsync(inspected.Wang);
        await WriteSheetAsync(inspected);
        Assert.Equal(inspected.Home, (await browser.SendAsync(await browser.OpenAsync(inspected.Home), inspected.Home, ("visitedAt", $"{day}T09:00"), ("act", "file"))).Location);
    }

    [Theory]
    [InlineData("2098-01-01T09:00", 422, "the visit is in the future")]
    [InlineData("0020-05-04T09:00", 400, "2000-01-01")]
    [InlineData("0001-01-01T00:00", 400, "2000-01-01")]
    public async Task A_day_of_a_visit_that_cannot_be_is_a_fault_at_its_field(string visitedAt, int status, string fault)
    {
        var inspected = await InspectedUnit.InAsync(server, Of2020);
        using var browser = await SignedInAsync(inspected.Wang);
        await WriteSheetAsync(inspected);
        var refused = await browser.SendAsync(await browser.OpenAsync(inspected.Home), inspected.Home, ("visitedAt", visitedAt), ("act", "file"));
        Strict.Check(refused);
        Assert.Equal((status, visitedAt), (refused.Status, Value(refused, "#visitedAt")));
        Assert.Contains(fault, refused.In("#visitedAt-fault"), StringComparison.Ordinal);
        Assert.Equal("draft", (await inspected.OwnAsync(inspected.Wang)).GetProperty("sheets")[0].GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("2019-12-31")]
    [InlineData("2022-01-01")]
    public async Task A_finding_that_is_due_far_from_the_period_is_questioned_on_the_spot(string day)
    {
        var inspected = await InspectedUnit.InAsync(server, Of2020);
        using var browser = await SignedInAsync(inspected.Wang);
        var findings = $"{inspected.Home}/findings";
        var asked = await browser.SendAsync(await browser.OpenAsync(inspected.Home), findings, ("text", "the exit is blocked"), ("dueOn", day), ("notice", "true"));
        Asked(asked, day[..4], "#finding-due", day);
        Assert.Equal("the exit is blocked", asked.In("#finding-text"));
        Assert.Empty((await server.Administrator.GetAsync($"{inspected.Round.Path}/findings")).Answers().GetProperty("items").EnumerateArray());
        Assert.Equal($"{inspected.Home}#f-1", (await browser.SendAsync(asked, findings)).Location);
        Assert.Equal(
            $"{inspected.Home}#f-2", (await browser.SendAsync(await browser.OpenAsync(inspected.Home), findings, ("text", "the yard is dark"), ("dueOn", "2021-12-31"))).Location);
    }

    [Fact]
    public async Task A_new_date_of_a_failed_verification_is_questioned_and_its_fault_stands_at_the_field()
    {
        var unit = await AssessedUnit.InAsync(server, change: Of2020);
        var inspector = await server.StaffWithAsync(InboxTests.Grant("inspector", unit));
        var path = $"{unit.Round.Path}/units/u1/findings";
        (await inspector.PostAsync(path, """{"text":"the exit is blocked","dueOn":"2020-01-31"}""")).Answers(201);
        (await unit.Unit.PostAsync($"{path}/f-1/reply", """{"text":"it is free again"}""")).Answers();
        using var browser = await SignedInAsync(await Inspector.AddAsync(server, """{"role":"reviewer"},{"role":"inspector"}"""));
        var address = $"/reviews/{unit.Round.Id}/u1/findings";
        var page = await browser.OpenAsync(address);

        var refused = await browser.SendAsync(page, $"{address}/f-1/verification", ("note", "still blocked"), ("dueOn", "0202-02-01"), ("act", "failed"));
        Strict.Check(refused);
        Assert.Contains("2000-01-01", refused.In("#due-fault-f-1"), StringComparison.Ordinal);
        var asked = await browser.SendAsync(page, $"{address}/f-1/verification", ("note", "still blocked"), ("dueOn", "2029-02-01"), ("act", "failed"));
        Asked(asked, "2029", "#due-f-1", "2029-02-01");
        Assert.Equal("still blocked", asked.In("#note-f-1"));
        Assert.Equal("replied", (await inspector.GetAsync($"{path}/f-1")).Answers().GetProperty("state").GetString());
        Assert.Equal($"{address}#f-1", (await browser.SendAsync(asked, $"{address}/f-1/verification", ("act", "failed"))).Location);
        Assert.Equal("2029-02-01", (await inspector.GetAsync($"{path}/f-1")).Answers().GetProperty("dueOn").GetString());
    }

    [Fact]
    public async Task The_date_of_a_finding_made_of_a_complaint_is_questioned()
    {
        var unit = await AssessedUnit.InAsync(server, change: Of2020);
        var id = (await server.Administrator.PostAsync("/api/complaints", $$"""{"unit":"u1","round":"{{unit.Round.Id}}","text":"a long queue","channel":"letter"}""")).Answers(201)
            .GetProperty("id").GetString()!;
        (await server.Administrator.PostAsync($"/api/complaints/{id}/answer", """{"text":"we look into it","upheld":true}""")).Answers();
        using var browser = await SignedInAsync(await Inspector.AddAsync(server, """{"role":"reviewer"}"""));
        var address = $"/reviews/complaints/{id}";
        var asked = await browser.SendAsync(await browser.OpenAsync(address), address, "making", ("finding", "open another counter"), ("dueOn", "2002-05-01"), ("act", "finding"));
        Asked(asked, "2002", "#dueOn", "2002-05-01");
        Assert.Equal("open another counter", asked.In("#finding"));
        Assert.Equal(address, (await browser.SendAsync(asked, address, "making", ("act", "finding"))).Location);
    }

    [Fact]
    public async Task A_date_of_evidence_outside_the_period_is_pointed_out_and_an_impossible_one_refused_at_the_field()
    {
        var unit = await AssessedUnit.InAsync(server, change: Of2020);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/evidence";
        var page = await browser.OpenAsync(address);
        foreach (var (day, fault) in new[] { ("0202-05-01", "2000-01-01"), ("2098-05-01", "is in the future") })
        {
            var refused = await browser.SendFileAsync(page, address, Document, "yard.pdf", ("title", "the yard"), ("date", day));
            Assert.Equal((400, day), (refused.Status, Value(refused, "#date")));
            Assert.Contains(fault, refused.In("#date-fault"), StringComparison.Ordinal);
        }
        // The file is filed at once: a question would make the person choose it again.
        Assert.Equal($"{address}#ev-1", (await browser.SendFileAsync(page, address, Document, "yard.pdf", ("title", "the yard"), ("date", "2019-05-01"))).Location);
        Assert.Equal($"{address}#ev-2", (await browser.SendFileAsync(page, address, [.. Document, 10], "hall.pdf", ("title", "the hall"), ("date", "2020-05-01"))).Location);
        var archived = await browser.OpenAsync(address);
        Strict.Check(archived);
        Assert.Contains("outside the period", archived.In("#ev-1 [data-outside]"), StringComparison.Ordinal);
        Assert.Empty(archived.All("#ev-2 [data-outside]"));
    }

    [Fact]
    public async Task The_first_day_of_an_honour_is_questioned_by_the_period_of_its_round_or_by_today()
    {
        const string register = "/manage/honours";
        var round = await server.DraftAsync(Of2020);
        var title = TestServer.NewId("title");
        (await server.Administrator.PutAsync($"/api/honours/titles/{title}", """{"label":"文明","level":"city","termMonths":12}""")).Answers();
        using var browser = await new Browser(server.Address, "en").SignedInAsync();
        var page = await browser.OpenAsync(register);
        var asked = await browser.SendAsync(page, register, "confer-form", ("title", title), ("unit", "u1"), ("from", "2022-01-01"), ("round", round.Id), ("act", "confer"));
        Asked(asked, "2022", "#from", "2022-01-01");
        Assert.Equal("u1", Value(asked, "#unit"));
        Asked(await browser.SendAsync(page, register, "confer-form", ("title", title), ("unit", "u1"), ("from", "2002-01-01"), ("act", "confer")), "2002", "#from", "2002-01-01");
        Assert.Equal($"{register}?done=wasConferred", (await browser.SendAsync(asked, register, "confer-form", ("act", "confer"))).Location);
        Assert.Equal(
            $"{register}?done=wasConferred",
            (await browser.SendAsync(page, register, "confer-form", ("title", title), ("unit", "u2"), ("from", "2021-12-31"), ("round", round.Id), ("act", "confer"))).Location);

        var honour = (await server.Administrator.GetAsync("/api/honours?unit=u1")).Answers().GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("title").GetString() == title).GetProperty("id").GetString();
        var one = $"{register}/{honour}";
        var renewing = await browser.SendAsync(await browser.OpenAsync(one), one, "renew-form", ("from", "2032-01-01"), ("act", "renew"));
        Asked(renewing, "2032", "#from", "2032-01-01");
        Assert.Equal($"{register}?done=wasRenewed", (await browser.SendAsync(renewing, one, "renew-form", ("act", "renew"))).Location);
    }

    [Fact]
    public async Task A_mistyped_year_of_the_period_of_a_new_round_is_a_fault_at_its_field()
    {
        using var browser = await new Browser(server.Address, "en").SignedInAsync();
        var refused = await browser.SendAsync(
            await browser.OpenAsync("/manage/new"), "/manage/new", "new-round",
            ("source", "template"), ("id", TestServer.NewId("year")), ("zh", "年度测评"), ("from", "0206-01-01"), ("to", "2026-12-31"));
        Strict.Check(refused);
        Assert.Equal((400, "0206-01-01", "true"), (refused.Status, Value(refused, "#from"), refused.Document.QuerySelector("#from")!.GetAttribute("aria-invalid")));
        Assert.Contains("2000-01-01", refused.In("#from-fault"), StringComparison.Ordinal);
    }

    private static void Of2020(JsonObject definition) => definition["period"] = JsonNode.Parse("""{"from":"2020-01-01","to":"2020-12-31"}""");

    private static async Task WriteSheetAsync(InspectedUnit inspected) => (await inspected.Wang.Caller.PutAsync(
        $"{inspected.Round.Path}/units/u1/inspections/{inspected.Wang.Name}",
        """{"points":{"leadership":15,"results":16,"morals":13,"law":12,"culture":8,"environment":8,"minors":8,"campaign":17}}""")).Answers();

    private static void Asked(Seen asked, string year, string field, string typed)
    {
        Strict.Check(asked);
        Assert.Equal((400, typed), (asked.Status, Value(asked, field)));
        Assert.Contains(year, asked.In("form .notice-warn[role=alert]"), StringComparison.Ordinal);
    }

    private static string? Value(Seen page, string field) => page.Document.QuerySelector(field)!.GetAttribute("value");

    private async Task<Browser> SignedInAsync(Inspector inspector) => await new Browser(server.Address, "en").SignedInAsync(inspector.Name, inspector.Key);
}
