using System.Text.Json;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.Inspections;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.Inspection;

/// <summary>The pages of an inspector, without scripts.</summary>
[Collection(SharedServer.Name)]
public sealed class InspectionPageTests(TestServer server)
{
    [Fact]
    public async Task An_inspector_sees_the_claims_scores_corrects_and_files_on_the_page()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        Assert.Contains("/inspection", (await browser.OpenAsync("/")).All(".cards a").Select(link => link.GetAttribute("href")));
        var visits = await browser.OpenAsync("/inspection");
        Strict.Check(visits);
        Assert.Contains("claimed 97 of 100", visits.In(".visits"), StringComparison.Ordinal);
        Assert.Contains("Not begun", visits.In(".visits"), StringComparison.Ordinal);

        var page = await browser.OpenAsync(inspected.Home);
        Strict.Check(page);
        Assert.Equal(8, page.All(".score[data-criterion]").Count());
        Assert.Contains("no sports ground yet", page.In("#row-4"), StringComparison.Ordinal);
        (string, string)[] typed =
        [
            ("points.0", "15 分"), ("points.1", "１６"), ("points.2", "13.0"), ("points.3", "12"), ("points.4", "7.5"), ("points.5", "10"), ("points.6", "8"), ("act", "file"),
        ];
        var refused = await browser.SendAsync(page, inspected.Home, typed);
        Strict.Check(refused);
        Assert.Equal(422, refused.Status);
        Assert.Equal(["#row-5", "#row-7", "#row-4"], refused.All("#faults a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Enter a number from 0 to 9", refused.In("#remarks-5"), StringComparison.Ordinal);
        Assert.Contains("no points yet", refused.In("#remarks-7"), StringComparison.Ordinal);
        Assert.Contains("0.5 below the claim", refused.In("#row-4 .score-reason"), StringComparison.Ordinal);

        var filed = await browser.SendAsync(
            refused, inspected.Home, ("points.5", "8"), ("reason.4", "no report"), ("na.7", "true"), ("reason.7", "not this year"), ("visitedAt", "2020-05-04T09:30"), ("act", "file"));
        Assert.Equal(inspected.Home, filed.Location);
        var sheet = (await inspected.OwnAsync(inspected.Wang)).GetProperty("sheets")[0];
        Assert.Equal(("filed", 7.5m, "na"), (
            sheet.GetProperty("state").GetString(), sheet.GetProperty("points").GetProperty("culture").GetDecimal(), sheet.GetProperty("points").GetProperty("campaign").GetString()));
        Assert.StartsWith("2020-05-04T09:30:00", sheet.GetProperty("visitedAt").GetString(), StringComparison.Ordinal);
        Assert.Contains("is filed", (await browser.OpenAsync(inspected.Home)).In(".notice-good"), StringComparison.Ordinal);
        Assert.Contains("Filed", (await browser.OpenAsync("/inspection")).In(".visits"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_of_colleagues_are_shown_and_the_sheet_is_closed_once_both_have_filed()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        await inspected.FileAsync(inspected.Chen, 6.25m);
        Assert.DoesNotContain("6.25", (await browser.OpenAsync(inspected.Home)).Text, StringComparison.Ordinal);

        await inspected.FileAsync(inspected.Wang, 8);
        var page = await browser.OpenAsync(inspected.Home);
        Strict.Check(page);
        Assert.Contains($"{inspected.Chen.Name}: 6.25", page.In("#row-4"), StringComparison.Ordinal);
        (await server.Administrator.PutAsync($"/api/staff/{inspected.Chen.Name}/person", """{"person":"陈静"}""")).Answers();
        Assert.Contains("陈静: 6.25", (await browser.OpenAsync(inspected.Home)).In("#row-4"), StringComparison.Ordinal);
        Assert.Empty(page.All("button[name=act]"));
        Assert.All(page.All("#sheet [name^='points.']"), field => Assert.True(field.HasAttribute("disabled")));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        var page = await browser.OpenAsync(inspected.Home);

        var refused = await browser.SendAsync(page, inspected.Home, ("points.0", "many"), ("points.3", "-4"), ("reason.0", "<b>why</b>"), ("note", "our visit"), ("act", "save"));

        Strict.Check(refused);
        Assert.Equal(400, refused.Status);
        Assert.Equal(["many", "-4"], refused.All("#points-0, #points-3").Select(field => field.GetAttribute("value")));
        Assert.Equal(("<b>why</b>", "our visit"), (refused.In("#reason-0"), refused.In("#note")));
        Assert.Equal("Enter a number from 0 to 15 with at most two decimals", refused.In("#remarks-0"));
        var negative = await browser.SendAsync(refused, inspected.Home, ("points.0", "15"), ("act", "save"));
        Assert.Equal("Enter a number from 0 to 12 with at most two decimals", negative.In("#remarks-3"));
        Assert.Empty((await inspected.OwnAsync(inspected.Wang)).GetProperty("sheets").EnumerateArray());
    }

    [Fact]
    public async Task A_form_of_another_device_leads_to_a_choice_for_each_item_that_differs()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        var phone = await browser.OpenAsync(inspected.Home);
        var tablet = await browser.OpenAsync(inspected.Home);
        Assert.Equal(302, (await browser.SendAsync(phone, inspected.Home, ("points.0", "15"), ("points.4", "8"), ("act", "save"))).Status);
        Assert.Equal(302, (await browser.SendAsync(tablet, inspected.Home, ("points.0", "15"), ("points.4", "7"), ("reason.4", "no report"), ("na.7", "true"), ("act", "file"))).Status);

        var visits = await browser.OpenAsync("/inspection");
        Strict.Check(visits);
        Assert.Contains("differ in 2 items", visits.In(".visits"), StringComparison.Ordinal);
        var conflict = await browser.OpenAsync(inspected.Home);
        Strict.Check(conflict);
        Assert.Equal(2, conflict.All("fieldset.versus").Count());
        var merge = $"{inspected.Home}/merge";
        var open = await browser.SendAsync(conflict, merge, ("pick.culture", "2"));
        Strict.Check(open);
        Assert.Equal(400, open.Status);
        Assert.Contains("创建工作", open.In(".notice-bad"), StringComparison.Ordinal);
        Assert.True(open.Document.QuerySelector("[name='pick.culture'][value='2']")!.HasAttribute("checked"));

        Assert.StartsWith(inspected.Home, (await browser.SendAsync(open, merge, ("pick.campaign", "1"))).Location, StringComparison.Ordinal);
        var sheet = (await inspected.OwnAsync(inspected.Wang)).GetProperty("sheets")[0];
        Assert.Equal(("draft", 7m, "no report", false), (
            sheet.GetProperty("state").GetString(), sheet.GetProperty("points").GetProperty("culture").GetDecimal(), sheet.GetProperty("notes").GetProperty("culture").GetString(),
            sheet.GetProperty("points").TryGetProperty("campaign", out _)));
    }

    [Fact]
    public async Task A_script_that_saves_gets_the_versions_and_whether_another_device_has_written()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        var page = await browser.OpenAsync(inspected.Home);

        var saved = await SendAsScriptAsync(browser, page, inspected.Home, ("points.0", "15"));
        Assert.Equal((1, false, 7), (saved.GetProperty("basedOn")[0].GetInt32(), saved.GetProperty("conflicting").GetBoolean(), saved.GetProperty("faults").GetInt32()));
        Assert.Equal("bad-request", (await SendAsScriptAsync(browser, page, inspected.Home, ("points.0", "x y"))).GetProperty("code").GetString());
        Assert.True((await SendAsScriptAsync(browser, page, inspected.Home, ("points.0", "14"))).GetProperty("conflicting").GetBoolean());
    }

    [Fact]
    public async Task A_spot_check_and_a_finding_are_entered_on_the_spot_and_once_if_sent_twice()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        var page = await browser.OpenAsync(inspected.Home);
        var day = (await server.Administrator.GetAsync($"{inspected.Round.Path}/units/u1/spot-checks")).Answers().GetProperty("items").GetArrayLength();
        Assert.Equal(0, day);

        var (checks, findings) = ($"{inspected.Home}/spot-checks", $"{inspected.Home}/findings");
        Assert.Equal(400, (await browser.SendAsync(page, checks, ("on", "someday"), ("note", "kept"))).Status);
        (string, string)[] check = [("failed", "true"), ("on", InspectedUnit.Day), ("note", "exit blocked")];
        Assert.Equal($"{inspected.Home}#checks", (await browser.SendAsync(page, checks, check)).Location);
        Assert.Equal($"{inspected.Home}#checks", (await browser.SendAsync(page, checks, check)).Location);
        (string, string)[] finding = [("text", "the exit is blocked"), ("criterion", "law"), ("dueOn", "2020-06-30"), ("notice", "true")];
        Assert.Equal($"{inspected.Home}#f-1", (await browser.SendAsync(page, findings, finding)).Location);
        Assert.Equal($"{inspected.Home}#f-1", (await browser.SendAsync(page, findings, finding)).Location);

        var after = await browser.OpenAsync(inspected.Home);
        Strict.Check(after);
        Assert.Contains("the exit is blocked", after.In("#f-1"), StringComparison.Ordinal);
        Assert.Equal("Reply overdue", after.In("#f-1 .badge"));
        Assert.Equal(1, (await server.Administrator.GetAsync($"{inspected.Round.Path}/units/u1/spot-checks")).Answers().GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await server.Administrator.GetAsync($"{inspected.Round.Path}/findings")).Answers().GetProperty("items").GetArrayLength());

        var reviewer = await server.StaffWithAsync($$"""{"role":"reviewer","round":"{{inspected.Round.Id}}"}""");
        (await reviewer.PostAsync($"{inspected.Round.Path}/units/u1/spot-checks/sc-1/withdrawal", """{"reason":"the wrong unit"}""")).Answers();
        var withdrawn = await browser.OpenAsync(inspected.Home);
        Strict.Check(withdrawn);
        Assert.Matches("Withdrawn by staff.*, [0-9]+ .*the wrong unit", withdrawn.In("[aria-labelledby=checks] .withdrawn"));
        Assert.Equal("0", withdrawn.In("#checks .count"));
    }

    [Fact]
    public async Task The_pages_of_units_of_other_inspectors_are_refused()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        var page = await browser.OpenAsync(inspected.Home);
        var other = $"/inspection/{inspected.Round.Id}/u2";
        Assert.Equal(403, (await browser.OpenAsync(other)).Status);
        foreach (var path in new[] { "", "/merge", "/spot-checks", "/findings" })
        {
            using var form = new FormUrlEncodedContent(Browser.Fields(page, inspected.Home, ("failed", "true"), ("on", InspectedUnit.Day), ("text", "a text"), ("dueOn", InspectedUnit.Day)));
            Assert.Equal(403, (await browser.PostAsync(other + path, form)).Status);
        }
        Assert.Equal(404, (await browser.OpenAsync($"/inspection/{inspected.Round.Id}/nobody")).Status);

        using var reviewer = await SignedInAsync(await Inspector.AddAsync(server, $$"""{"role":"reviewer","round":"{{inspected.Round.Id}}"}"""));
        Assert.Equal(403, (await reviewer.OpenAsync(inspected.Home)).Status);
        using var idle = await SignedInAsync(await Inspector.AddAsync(server));
        Assert.Contains("No units are assigned", (await idle.OpenAsync("/inspection")).In(".empty"), StringComparison.Ordinal);
        using var stranger = new Browser(server.Address);
        Assert.StartsWith("/sign-in", (await stranger.OpenAsync(inspected.Home)).Location, StringComparison.Ordinal);
    }

    private async Task<Browser> SignedInAsync(Inspector inspector) => await new Browser(server.Address, "en").SignedInAsync(inspector.Name, inspector.Key);

    private static async Task<JsonElement> SendAsScriptAsync(Browser browser, Seen page, string form, params (string Name, string Value)[] values)
    {
        using var content = new FormUrlEncodedContent(Browser.Fields(page, form, values));
        var answer = await browser.PostAsync(form, content, "application/json");
        return JsonDocument.Parse(answer.Text).RootElement;
    }
}

/// <summary>A unit with a filed self-assessment of 97 points, which two inspectors assess.</summary>
internal sealed record InspectedUnit(TestServer Server, TestRound Round, Inspector Wang, Inspector Chen)
{
    /// <summary>A day in the period of the round.</summary>
    public const string Day = "2026-05-04";

    public string Home => $"/inspection/{Round.Id}/u1";

    /// <param name="change">Changes the definition.</param>
    public static async Task<InspectedUnit> InAsync(TestServer server, Action<System.Text.Json.Nodes.JsonObject>? change = null)
    {
        var unit = await AssessedUnit.InAsync(server, change: change);
        await unit.FiledAsync();
        var (wang, chen) = (await Inspector.AddAsync(server), await Inspector.AddAsync(server));
        (await server.Administrator.PutAsync(
            $"{unit.Round.Path}/panels/north", $$"""{"label":{"zh":"北片","en":"North"},"inspectors":["{{wang.Name}}","{{chen.Name}}"],"units":["u1"]}""")).Answers();
        return new(server, unit.Round, wang, chen);
    }

    public async Task<JsonElement> OwnAsync(Inspector inspector) => (await inspector.Caller.GetAsync($"{Round.Path}/units/u1/inspections")).Answers();

    public async Task FileAsync(Inspector inspector, decimal culture) => (await inspector.Caller.PutAsync(
        $"{Round.Path}/units/u1/inspections/{inspector.Name}",
        $$"""{"points":{"leadership":15,"results":16,"morals":13,"law":12,"culture":{{culture}},"environment":8,"minors":8,"campaign":17},"file":true}""")).Answers();
}
