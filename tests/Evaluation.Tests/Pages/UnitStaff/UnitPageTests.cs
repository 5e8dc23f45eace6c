using System.Text.Json;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.UnitStaff;

/// <summary>The pages of a unit's account, without scripts.</summary>
[Collection(SharedServer.Name)]
public sealed class UnitPageTests(TestServer server)
{
    [Fact]
    public async Task A_unit_writes_corrects_and_files_its_self_assessment_on_the_page()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await SignedInAsync(unit, "en");
        var home = $"/unit/{unit.Round.Id}/u1";
        Assert.Contains("/unit", (await browser.OpenAsync("/")).All(".cards a").Select(link => link.GetAttribute("href")));
        Assert.Equal(home, (await browser.OpenAsync("/unit")).Location);
        var begun = await browser.OpenAsync(home);
        Strict.Check(begun);
        Assert.Contains("File the self-assessment", begun.In(".due-list"), StringComparison.Ordinal);

        var form = $"{home}/self-assessment";
        var page = await browser.OpenAsync(form);
        Strict.Check(page);
        Assert.Equal(8, page.All(".item").Count());
        // Full points everywhere but for culture, typed as people do.
        (string, string)[] typed =
        [
            ("claimed.0", "15 分"), ("claimed.1", "１６"), ("claimed.2", "13.0"), ("claimed.3", "12"), ("claimed.4", "8"), ("claimed.5", "9"), ("claimed.6", "8"), ("claimed.7", "18"),
            ("declaredTotal", "100"), ("act", "file"),
        ];
        var refused = await browser.SendAsync(page, form, typed);
        Strict.Check(refused);
        Assert.Equal(422, refused.Status);
        Assert.Equal(["#row-4", "#declaredTotal"], refused.All("#faults a").Select(link => link.GetAttribute("href")));
        Assert.Contains("a reason is needed", refused.In("#remarks-4"), StringComparison.Ordinal);
        Assert.Contains("not the sum", refused.In("#declared-faults"), StringComparison.Ordinal);
        Assert.Equal("99", refused.In("#total"));

        var filed = await browser.SendAsync(refused, form, ("reason.4", "no sports ground yet"), ("declaredTotal", "99"), ("act", "file"));
        Assert.Equal(form, filed.Location);
        Assert.Contains("is filed", (await browser.OpenAsync(form)).In(".notice-good"), StringComparison.Ordinal);
        Assert.Equal("filed", (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("state").GetString());
        Assert.Contains("Nothing to do", (await browser.OpenAsync(home)).In(".empty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Criteria_stand_below_their_headings_with_the_subtotals_of_what_is_entered()
    {
        var unit = await AssessedUnit.InAsync(server, [("leadership", "Work > Team"), ("results", "Work > Results"), ("morals", "Conduct")]);
        using var browser = await SignedInAsync(unit, "en");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";

        var refused = await browser.SendAsync(await browser.OpenAsync(form), form, ("claimed.0", "14"), ("reason.0", "one page"), ("claimed.1", "16 分"), ("claimed.2", "many"), ("act", "save"));

        Strict.Check(refused);
        Assert.Equal(
            ["Work 30 / 31", "Team 14 / 15", "Results 16 / 16", "Conduct 0 / 13"],
            refused.All("[data-heading]").Select(heading => $"{heading.QuerySelector("h2")!.TextContent} {heading.QuerySelector("[data-subtotal]")!.TextContent} / {heading.QuerySelector("p")!.TextContent.Split('/')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]}"));
        Assert.Equal("Work > Team", refused.Document.QuerySelector("#row-0")!.GetAttribute("data-path"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await SignedInAsync(unit, "en");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var page = await browser.OpenAsync(form);

        var refused = await browser.SendAsync(
            page, form, ("claimed.0", "many"), ("claimed.3", "-4"), ("reason.0", "<b>why</b>"), ("report", "our year"), ("declaredTotal", "all"),
            ("figure.2.0.name", "rate"), ("figure.2.0.numerator", "most"), ("act", "save"));

        Strict.Check(refused);
        Assert.Equal(400, refused.Status);
        Assert.Equal(["many", "-4"], refused.All("#claimed-0, #claimed-3").Select(field => field.GetAttribute("value")));
        Assert.Equal(("<b>why</b>", "our year", "most"), (refused.In("#reason-0"), refused.In("#report"), refused.Document.QuerySelector("[name='figure.2.0.numerator']")!.GetAttribute("value")));
        Assert.All(new[] { "#remarks-0", "#remarks-2", "#remarks-3", "#declared-faults" }, place => Assert.NotEmpty(refused.In(place)));
        // The fields that can be read are saved, and the second press needs no more than what was wrong.
        var saved = (await unit.Unit.GetAsync(unit.Path)).Answers();
        Assert.Equal(("our year", "<b>why</b>"), (saved.GetProperty("report").GetString(), saved.GetProperty("items")[0].GetProperty("reason").GetString()));
        var mended = await browser.SendAsync(refused, form, ("claimed.0", "１３．５ 分"), ("claimed.3", "4"), ("figure.2.0.numerator", "７"), ("declaredTotal", "９７"), ("act", "save"));
        Assert.Equal($"{form}?saved=1", mended.Location);
        saved = (await unit.Unit.GetAsync(unit.Path)).Answers();
        Assert.Equal((13.5m, 97m), (saved.GetProperty("items")[0].GetProperty("claimed").GetDecimal(), saved.GetProperty("declaredTotal").GetDecimal()));
    }

    [Theory]
    [InlineData("claimed.1", "很多", "请填写 0 至 16 之间的数，最多 4 位小数", 1)]
    [InlineData("claimed.1", "3 至 5", "请填写 0 至 16 之间的数", 1)]
    [InlineData("claimed.1", "-4", "请填写 0 至 16 之间的数", 1)]
    [InlineData("claimed.1", "－4", "请填写 0 至 16 之间的数", 1)]
    [InlineData("claimed.1", "1.23456", "请填写 0 至 16 之间的数", 1)]
    [InlineData("declaredTotal", "全部", "请填写 0 至 100 之间的数", null)]
    [InlineData("declaredTotal", "-1", "请填写 0 至 100 之间的数", null)]
    [InlineData("figure.1.0.denominator", "不详", "分母：请填写数字", 1)]
    [InlineData("figure.1.0.asOf", "去年", "截至日期：", 1)]
    public async Task A_field_that_cannot_be_read_does_not_stop_the_others_and_keeps_what_stood(string field, string typed, string text, int? row)
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync();
        using var browser = await SignedInAsync(unit, "zh-CN");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var page = await browser.OpenAsync(form);

        var saved = await SendAsScriptAsync(browser, page, form, ("claimed.0", "１２"), ("reason.0", "new"), ("figure.1.0.name", "rate"), (field, typed));
        var unread = saved.GetProperty("unreadable").EnumerateArray().Single();
        Assert.Equal((2, row), (saved.GetProperty("version").GetInt32(), unread.GetProperty("row").ValueKind == JsonValueKind.Null ? null : unread.GetProperty("row").GetInt32()));
        Assert.Contains(text, unread.GetProperty("text").GetString(), StringComparison.Ordinal);
        var items = (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("items");
        Assert.Equal((12m, "new", 16m), (items[0].GetProperty("claimed").GetDecimal(), items[0].GetProperty("reason").GetString(), items[1].GetProperty("claimed").GetDecimal()));

        // Without a script, the page says it at the field and files nothing.
        var shown = await browser.SendAsync(await browser.OpenAsync(form), form, ("claimed.0", "11"), ("figure.1.0.name", "rate"), (field, typed), ("act", "file"));
        Strict.Check(shown);
        Assert.Equal((400, typed), (shown.Status, shown.Document.QuerySelector($"[name='{field}']")!.GetAttribute("value")));
        Assert.Contains(text, shown.In(row is null ? "#declared-faults" : "#remarks-1"), StringComparison.Ordinal);
        Assert.Equal("draft", (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_script_learns_that_its_session_has_ended_or_is_another_one()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await SignedInAsync(unit, "en");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var page = await browser.OpenAsync(form);
        Assert.NotEmpty(page.Document.QuerySelector("#save-state")!.GetAttribute("data-ended")!);
        await browser.SignedInAsync();
        Assert.Equal("form-expired", (await SendAsScriptAsync(browser, page, form, ("claimed.0", "15"))).GetProperty("code").GetString());
        browser.Cookies.GetCookies(server.Address)["staff"]!.Expired = true;
        using var content = new FormUrlEncodedContent(Browser.Fields(page, form));
        Assert.Equal(401, (await browser.PostAsync(form, content, "application/json")).Status);
    }

    [Fact]
    public async Task A_script_that_saves_learns_which_remarks_stand_and_what_was_saved()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await SignedInAsync(unit, "en");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        await SendAsScriptAsync(browser, await browser.OpenAsync(form), form, ("claimed.0", "14"));
        var page = await browser.OpenAsync(form);
        string[] shown = [.. page.All("#remarks-0 [data-remark]").Select(remark => remark.GetAttribute("data-remark")!)];
        Assert.NotEmpty(shown);

        var saved = await SendAsScriptAsync(browser, page, form, ("claimed.0", "14"), ("reason.0", "a meeting was missed"));
        string[] standing = [.. saved.GetProperty("remarks").EnumerateArray().Select(remark => $"{(remark.TryGetProperty("row", out var row) ? row.ToString() : "")}|{remark.GetProperty("text").GetString()}")];
        Assert.DoesNotContain(standing, remark => shown.Contains(remark));
        page = await browser.OpenAsync(form);
        Assert.All(page.All("[data-remark]").Select(remark => remark.GetAttribute("data-remark")!), remark => Assert.Contains(remark, standing));
        string[] marks = [page.Document.QuerySelector("[name=seen]")!.GetAttribute("value")!, .. page.All("[name^='seen.']").Select(mark => mark.GetAttribute("value")!)];
        Assert.Equal(marks, saved.GetProperty("seen").EnumerateArray().Select(mark => mark.GetString()));
    }

    [Fact]
    public async Task A_script_that_saves_gets_the_version_the_total_and_the_number_of_faults()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await SignedInAsync(unit, "en");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var page = await browser.OpenAsync(form);

        var saved = await SendAsScriptAsync(browser, page, form, ("claimed.0", "15"));
        Assert.Equal((1, 15m, 7), (saved.GetProperty("version").GetInt32(), saved.GetProperty("total").GetDecimal(), saved.GetProperty("faults").GetInt32()));
        Assert.Equal(0, saved.GetProperty("unreadable").GetArrayLength());
        Assert.Equal("stale", (await SendAsScriptAsync(browser, page, form, ("claimed.0", "14"))).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_unit_replies_to_a_finding_and_reports_a_target_on_its_page()
    {
        var unit = await AssessedUnit.InAsync(server);
        var inspector = await server.StaffWithAsync($$"""{"role":"inspector","round":"{{unit.Round.Id}}"}""");
        (await inspector.PostAsync($"{unit.Round.Path}/units/u1/findings", """{"text":"the exit is blocked","dueOn":"2020-01-31","notice":true}""")).Answers(201);
        (await server.Administrator.PutAsync(
            $"{unit.Round.Path}/units/u1/targets", """{"targets":[{"id":"t1","title":"31 schools","measure":"schools","dueOn":"2099-12-20","responsible":"Zhou"}]}""")).Answers();
        using var browser = await SignedInAsync(unit, "en");
        var home = $"/unit/{unit.Round.Id}/u1";

        var page = await browser.OpenAsync(home);
        Strict.Check(page);
        Assert.StartsWith("due-late", page.Document.QuerySelector(".due-list > li")!.ClassName!, StringComparison.Ordinal);
        Assert.Contains("the exit is blocked", page.In(".due-list > li"), StringComparison.Ordinal);

        var refused = await browser.SendAsync(page, $"{home}/findings/f-1/reply", ("text", "   "));
        Assert.Equal(400, refused.Status);
        Assert.Equal($"{home}?open=f-1#f-1", (await browser.SendAsync(page, $"{home}/findings/f-1/reply", ("text", "it is free again"))).Location);
        Assert.Equal($"{home}#targets", (await browser.SendAsync(page, $"{home}/targets/signature")).Location);
        Assert.Equal($"{home}?open=t1#t1", (await browser.SendAsync(page, $"{home}/targets/t1/progress", ("state", "partly"), ("note", "28 of 31"))).Location);

        var after = await browser.OpenAsync(home);
        Assert.Contains("it is free again", after.In("#f-1"), StringComparison.Ordinal);
        Assert.Contains("28 of 31", after.In("#t1"), StringComparison.Ordinal);
        Assert.Equal("replied", (await inspector.GetAsync($"{unit.Round.Path}/units/u1/findings/f-1")).Answers().GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_script_files_evidence_with_the_session_and_the_token_of_the_form_only()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await SignedInAsync(unit, "en");
        var page = await browser.OpenAsync($"/unit/{unit.Round.Id}/u1/self-assessment");
        var token = page.Document.QuerySelector("#assessment input[name=form-token]")!.GetAttribute("value")!;
        var address = $"{unit.Round.Path}/units/u1/evidence";

        Assert.Equal(400, (await browser.PostAsync(address, Photograph())).Status);
        Assert.Equal(400, (await browser.PostAsync(address, Photograph("another token"))).Status);
        var filed = await browser.PostAsync(address, Photograph(token));
        Assert.True(filed.Status == 201, filed.Text);
        Assert.Contains("the yard", (await browser.OpenAsync($"/unit/{unit.Round.Id}/u1/self-assessment")).In("#row-0 .file"), StringComparison.Ordinal);

        static MultipartFormDataContent Photograph(string? token = null)
        {
            var content = new MultipartFormDataContent
            {
                { new StringContent("the yard"), "title" }, { new StringContent("document"), "kind" }, { new StringContent("leadership"), "criterion" }, { new StringContent("2020-05-01"), "date" },
                { new ByteArrayContent("%PDF-1.4\n%%EOF"u8.ToArray()), "file", "yard.pdf" },
            };
            if (token is not null)
                content.Headers.Add("form-token", token);
            return content;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/self-assessment")]
    public async Task The_pages_of_another_unit_are_refused(string path)
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await SignedInAsync(unit, "en");

        Assert.Equal(403, (await browser.OpenAsync($"/unit/{unit.Round.Id}/u2{path}")).Status);
        using var stranger = new Browser(server.Address);
        Assert.StartsWith("/sign-in", (await stranger.OpenAsync($"/unit/{unit.Round.Id}/u1{path}")).Location, StringComparison.Ordinal);
    }

    private async Task<Browser> SignedInAsync(AssessedUnit unit, string language)
    {
        var name = TestServer.NewId("officer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"unit","round":"{{unit.Round.Id}}","unit":"u1"}]}""");
        return await new Browser(server.Address, language).SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
    }

    private static async Task<JsonElement> SendAsScriptAsync(Browser browser, Seen page, string form, params (string Name, string Value)[] values)
    {
        using var content = new FormUrlEncodedContent(Browser.Fields(page, form, values));
        var answer = await browser.PostAsync(form, content, "application/json");
        return JsonDocument.Parse(answer.Text).RootElement;
    }
}
