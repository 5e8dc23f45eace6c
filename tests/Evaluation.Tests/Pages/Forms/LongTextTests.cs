using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.Honours;
using Evaluation.Tests.Http.Inspections;
using Evaluation.Tests.Http.SelfAssessments;
using Evaluation.Tests.Pages.Inspection;
using Evaluation.Tests.Pages.UnitStaff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>A text that is longer than its field allows: nothing is cut, the fault stands at the field, and what was typed stays.</summary>
[Collection(SharedServer.Name)]
public sealed class LongTextTests(TestServer server)
{
    [Fact]
    public async Task Forms_of_the_management_answer_a_long_text_with_its_maximum_at_the_field()
    {
        var draft = await server.DraftAsync(SmallDefinition.Assessed);
        var home = $"/manage/rounds/{draft.Id}";
        var batch = await ResumedFormTests.BatchAsync(server, draft);
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync();
        var objections = $"/manage/rounds/{objected.Round.Id}/objections";
        var comment = await ResumedFormTests.CommentAsync(server);
        using var browser = await new Browser(server.Address).SignedInAsync();

        var opening = $"/manage/rounds/{(await server.DraftAsync()).Id}/acts/open";
        await CheckAsync(browser, opening, opening, null, ("sure", "yes"));
        await CheckAsync(browser, batch, batch, "replace-form", ("act", "replace"), ("sure", "yes"));
        await CheckAsync(browser, batch, batch, "void-form", ("act", "void"), ("sure", "yes"));
        await CheckAsync(browser, $"{home}/credentials", $"{home}/credentials/revocations", "lost-slip-form", ("slip", "abcdefgh"));
        await CheckAsync(browser, $"{home}/new-unit", $"{home}/new-unit", "unit-form", ("zh", "新单位"), ("class", "town"), ("act", "save"));
        await CheckAsync(browser, $"{home}/targets/u1", $"{home}/targets/u1", "targets-form", ("title", "开放时间"), ("responsible", "周"), ("dueOn", "2099-12-20"), ("act", "save"));
        await CheckAsync(browser, $"{objections}?unit=u2", objections, null, ("onBehalfOf", "办公室"));
        await CheckAsync(browser, $"{objections}/o-1", $"{objections}/o-1/resolve", null, ("decision", "rejected"), ("act", "check"));
        await CheckAsync(browser, comment, $"{comment}/answer", null);
        await CheckAsync(browser, $"/manage/rounds/{objected.Round.Id}/awards", $"/manage/rounds/{objected.Round.Id}/awards", "special-form", ("zh", "创新奖"), ("act", "propose"));
    }

    [Fact]
    public async Task Forms_of_units_and_reviewers_answer_a_long_text_with_its_maximum_at_the_field()
    {
        var unit = await ResumedWorkFormTests.UnitAsync(server);
        var filed = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var complaint = $"/reviews/complaints/{await ResumedWorkFormTests.ComplainAsync(server, unit)}";
        var officer = await Inspector.AddAsync(server, $$"""{"role":"unit","round":"{{unit.Round.Id}}","unit":"u1"},{"role":"unit","round":"{{objected.Round.Id}}","unit":"u2"}""");
        var reviewer = await Inspector.AddAsync(server, """{"role":"reviewer"},{"role":"inspector"}""");
        var (home, own, reviews) = ($"/unit/{unit.Round.Id}/u1", $"/unit/{objected.Round.Id}/u2/objections", $"/reviews/{unit.Round.Id}/u1");
        var claims = $"/reviews/{filed.Round.Id}/u1/claims";

        using (var browser = await new Browser(server.Address).SignedInAsync(officer.Name, officer.Key))
        {
            await CheckAsync(browser, home, $"{home}/findings/f-1/reply", null);
            await CheckAsync(browser, home, $"{home}/targets/t1/progress", null, ("state", "partly"));
            await CheckAsync(browser, $"{home}/self-assessment", $"{home}/self-assessment", null, ("act", "save"));
            await CheckAsync(browser, $"{own}/new?figure=%2Fbonus", own, null, ("figure", "/bonus"));
        }
        (await unit.Unit.PostAsync($"{unit.Round.Path}/units/u1/findings/f-1/reply", """{"text":"it is free again"}""")).Answers();
        using (var browser = await new Browser(server.Address).SignedInAsync(reviewer.Name, reviewer.Key))
        {
            await CheckAsync(browser, claims, $"{claims}/culture", null, ("accepted", "7"), ("act", "decide"));
            await CheckAsync(browser, $"{reviews}/adjustments", $"{reviews}/adjustments", null, ("kind", "deduction"), ("points", "2"), ("rule", "§ 3"));
            await CheckAsync(browser, $"{reviews}/adjustments", $"{reviews}/adjustments/adj-1", null, ("act", "reject"));
            await CheckAsync(browser, $"{reviews}/adjustments", $"{reviews}/facts", null, ("fact", "named"));
            await CheckAsync(browser, $"{reviews}/findings", $"{reviews}/findings/f-1/verification", null, ("act", "passed"));
            await CheckAsync(browser, complaint, complaint, "release", ("act", "release"));
            await CheckAsync(browser, complaint, complaint, "answering", ("act", "answer"), ("upheld", "yes"));
            await CheckAsync(browser, complaint, complaint, "rejecting", ("act", "reject"));
        }
    }

    [Fact]
    public async Task Forms_of_inspectors_and_of_the_public_answer_a_long_text_with_its_maximum_at_the_field()
    {
        var inspected = await InspectedUnit.InAsync(server);
        var home = inspected.Home;
        using (var browser = await new Browser(server.Address).SignedInAsync(inspected.Wang.Name, inspected.Wang.Key))
        {
            await CheckAsync(browser, home, home, null, ("act", "save"));
            await CheckAsync(browser, home, $"{home}/spot-checks", null, ("failed", "true"), ("on", "2020-05-04"));
            await CheckAsync(browser, home, $"{home}/findings", null, ("dueOn", "2099-01-31"));
        }
        using var anybody = new Browser(server.Address);
        await CheckAsync(anybody, "/complaints", "/complaints", null, ("name", "u1"), ("text", "排队很久"));
    }

    [Fact]
    public async Task Forms_of_accounts_and_honours_answer_a_long_text_with_its_maximum_at_the_field()
    {
        var clerk = await Inspector.AddAsync(server);
        var title = TestServer.NewId("title");
        (await server.Administrator.PutAsync($"/api/honours/titles/{title}", HonourServer.Title)).Answers();
        var honour = (await server.Administrator.PostAsync("/api/honours", $$"""{"title":"{{title}}","unit":"u1","from":"2010-03-01"}""")).Answers(201).GetProperty("id").GetString();
        var (account, register) = ($"/manage/staff/{clerk.Name}", "/manage/honours");
        using (var browser = await new Browser(server.Address).SignedInAsync())
        {
            await CheckAsync(browser, "/manage/staff", "/manage/staff", null, ("name", "new-clerk"));
            await CheckAsync(browser, account, $"{account}/person", null);
            await CheckAsync(browser, account, $"{account}/provider-id", null);
            await CheckAsync(browser, account, $"{account}/interests", null, ("unit", "u1"));
            await CheckAsync(browser, register, register, "confer-form", ("title", title), ("unit", "u1"), ("from", "2031-03-01"), ("act", "confer"));
            await CheckAsync(browser, register, register, "title-form", ("zh", "文明单位"), ("code", "civilised"), ("level", "city"), ("termMonths", "24"), ("act", "define"));
            await CheckAsync(browser, $"{register}/{honour}", $"{register}/{honour}", "renew-form", ("act", "renew"));
            await CheckAsync(browser, $"{register}/{honour}", $"{register}/{honour}", "withdraw-form", ("on", "2011-03-01"), ("sure", "yes"), ("act", "withdraw"));
            await CheckAsync(browser, "/manage/new", "/manage/new", null, ("id", "a-new-round"), ("zh", "新一轮"));
        }
        using (var browser = await new Browser(server.Address).SignedInAsync(clerk.Name, clerk.Key))
            await CheckAsync(browser, "/account", "/account/interests", null, ("unit", "u1"));
    }

    [Fact]
    public async Task Forms_of_the_archive_keep_a_long_text()
    {
        var unit = await AssessedUnit.InAsync(server);
        (await Filing.FileAsync(unit.Unit, unit.Round, Encoding.UTF8.GetBytes("%PDF-1.7 of this year"), unit: "u1", criterion: "leadership")).Answers(201);
        var address = $"/unit/{unit.Round.Id}/u1/evidence";
        var officer = await Inspector.AddAsync(server, $$"""{"role":"unit","round":"{{unit.Round.Id}}","unit":"u1"}""");
        using var browser = await new Browser(server.Address).SignedInAsync(officer.Name, officer.Key);
        await CheckAsync(browser, address, $"{address}/withdrawal", null);
        var title = new string('长', Limits.LabelCharacters + 1);
        var refused = await browser.SendFileAsync(await browser.OpenAsync(address), address, Encoding.UTF8.GetBytes("%PDF-1.7 of another"), "a.pdf", ("title", title), ("date", ""));
        Assert.Equal((400, title), (refused.Status, refused.Document.QuerySelector("#title")!.GetAttribute("value")));
        Assert.Equal("有 301 个字符，最多 300 个", refused.In("#title-fault"));
    }

    [Theory]
    [InlineData("长", 1000, null)]
    [InlineData("长", 1001, "has 1001 characters; at most 1000 are allowed")]
    [InlineData("𠮷", 1000, null)]
    [InlineData("一\r\n", 500, null)]
    [InlineData("一\r\n", 501, "has 1001 characters; at most 1000 are allowed")]
    public void A_reason_is_counted_in_characters_with_line_breaks_as_one(string part, int times, string? fault)
    {
        var read = FormReason.Read(Form(string.Concat(Enumerable.Repeat(part, times)) + "  "));
        Assert.Equal(fault, FieldFaults.At(read.Refusal, "/reason").SingleOrDefault()?.Message);
        Assert.Equal(fault is null ? null : RefusalCode.BadRequest, read.Refusal?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    public void A_blank_reason_is_missing(string text) => Assert.Equal(RefusalCode.ReasonMissing, FormReason.Read(Form(text)).Refusal?.Code);

    private static FormCollection Form(string reason) => new(new Dictionary<string, StringValues> { ["reason"] = reason });

    /// <summary>Sends the form with one character too many in each field with a maximum, one field at a time.</summary>
    private static async Task CheckAsync(Browser browser, string path, string action, string? id, params (string, string)[] others)
    {
        var page = await browser.OpenAsync(path);
        Strict.Check(page);
        var form = id is null ? page.Document.Forms.Last(form => form.GetAttribute("action") == action) : page.Document.Forms.Single(form => form.Id == id);
        var fields = form.QuerySelectorAll("[data-characters]").Select(field => (Name: field.GetAttribute("name")!, Most: int.Parse(field.GetAttribute("data-characters")!, CultureInfo.InvariantCulture))).Distinct().ToArray();
        Assert.True(fields.Length > 0, $"{path}: no field of {id ?? action} has a maximum");
        foreach (var (name, most) in fields)
        {
            var isLine = form.QuerySelector($"[name='{name}']") is IHtmlInputElement;
            var text = new string('长', most - 2) + (isLine ? "长" : "\r\n") + "𠮷字";
            (string, string)[] sent = [.. others.Where(other => other.Item1 != name), (name, text)];
            var refused = id is null ? await browser.SendAsync(page, action, sent) : await browser.SendAsync(page, action, id, sent);
            Strict.Check(refused);
            Assert.True(refused.Status is >= 400 and < 500, $"{action} {name}: {refused.Status} {refused.Location}");
            var shown = refused.All("[data-characters]").FirstOrDefault(field => field.GetAttribute("name") == name && Value(field) == text.ReplaceLineEndings("\n"));
            Assert.True(shown is not null, $"{action} {name}: what was typed is gone");
            var beside = string.Concat((shown.GetAttribute("aria-describedby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => refused.Document.GetElementById(part)?.TextContent));
            Assert.True(beside.Contains($"有 {most + 1} 个字符，最多 {most} 个", StringComparison.Ordinal), $"{action} {name}: {beside.Trim()} / {refused.In("[role=alert]")}");
        }
    }

    private static string Value(IElement field) => field switch
    {
        IHtmlTextAreaElement text => text.Value.ReplaceLineEndings("\n"),
        _ => field.GetAttribute("value") ?? "",
    };
}
