using System.Text.Json.Nodes;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.Inspections;
using Evaluation.Tests.Http.SelfAssessments;
using Evaluation.Tests.Pages.Inspection;
using Evaluation.Tests.Pages.Reviewer;
using Evaluation.Tests.Pages.UnitStaff;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>Forms of units, reviewers and inspectors that are sent after the session has ended.</summary>
[Collection(SharedServer.Name)]
public sealed class ResumedWorkFormTests(TestServer server)
{
    private static readonly byte[] Document = "%PDF-1.4\n%%EOF"u8.ToArray();

    [Fact]
    public async Task Every_form_of_units_reviewers_and_inspectors_leads_to_the_sign_in_page_and_does_nothing_when_it_is_resumed()
    {
        var unit = await UnitAsync(server);
        var complaint = await ComplainAsync(server, unit);
        var everything = await Inspector.AddAsync(server, $$"""{"role":"unit","round":"{{unit.Round.Id}}","unit":"u1"},{"role":"reviewer"},{"role":"inspector"}""");
        var calls = ((string[])["/unit", "/reviews", "/inspection"]).SelectMany(server.Below).Where(call => call.Method == "POST").Select(call => call.Template).Distinct().ToArray();
        Assert.True(calls.Length > 18, $"{calls.Length} forms");
        var before = await StateAsync();
        foreach (var template in calls)
        {
            var address = template.Replace("/complaints/{id}", $"/complaints/{complaint}", StringComparison.Ordinal).Replace("/adjustments/{id}", "/adjustments/adj-1", StringComparison.Ordinal)
                .Replace("{round}", unit.Round.Id, StringComparison.Ordinal).Replace("{unit}", "u1", StringComparison.Ordinal).Replace("{finding}", "f-1", StringComparison.Ordinal).Replace("{id}", "f-1", StringComparison.Ordinal)
                .Replace("{target}", "t1", StringComparison.Ordinal).Replace("{criterion}", "law", StringComparison.Ordinal).Replace("{kind}", "adjustment", StringComparison.Ordinal).Replace("{fact}", "named", StringComparison.Ordinal);
            using var browser = await SignedInAsync(everything);
            var token = Browser.Fields(await browser.OpenAsync("/account"), "/sign-out").Single(field => field.Key == "form-token");
            End(browser);
            var asked = await browser.PostAsync(address, new FormUrlEncodedContent([token, new("reason", "x"), new("text", "x"), new("note", "x")]));
            Assert.True(asked.Status == 401 && asked.Document.QuerySelector("input[name=carried]") is not null, $"{address}: {asked.Status}");
            var back = await browser.SendAsync(await ReturnAsync(browser, everything, asked), address, ("act", "resume"));
            // There is nothing to merge on the sheet of this unit.
            Assert.True(back.Status != 302 || template.EndsWith("/merge", StringComparison.Ordinal), $"{address} acted: {back.Location}");
        }
        Assert.Equal(before, await StateAsync());

        async Task<string> StateAsync() => string.Concat(await Task.WhenAll(((string[])["findings", "targets", "adjustments", "evidence", "spot-checks", "facts", "inspections"])
            .Select(async list => (await server.Administrator.GetAsync($"{unit.Round.Path}/units/u1/{list}")).Text))) + (await unit.Unit.GetAsync(unit.Path)).Text
            + (await server.Administrator.GetAsync($"/api/complaints/{complaint}")).Text;
    }

    [Fact]
    public async Task What_a_unit_typed_stands_in_its_forms_after_signing_in()
    {
        var unit = await UnitAsync(server);
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var officer = await Inspector.AddAsync(server, $$"""{"role":"unit","round":"{{unit.Round.Id}}","unit":"u1"},{"role":"unit","round":"{{objected.Round.Id}}","unit":"u2"}""");
        var (home, other) = ($"/unit/{unit.Round.Id}/u1", $"/unit/{objected.Round.Id}/u2");
        using (var browser = await SignedInAsync(officer))
            Assert.Equal(302, (await browser.SendFileAsync(await browser.OpenAsync($"{home}/evidence"), $"{home}/evidence", Document, "yard.pdf")).Status);

        await HoldsAsync(officer, home, $"{home}/findings/f-1/reply", null, ("text", "it is free again"), ("evidence", "ev-1"));
        await HoldsAsync(officer, home, $"{home}/targets/t1/progress", null, ("state", "partly"), ("note", "28 of 31"), ("evidence", "ev-1"));
        await HoldsAsync(
            officer, $"{home}/self-assessment", $"{home}/self-assessment", null,
            ("claimed.0", "１４"), ("claimed.1", "many"), ("reason.0", "no yard"), ("na.2", "true"), ("figure.3.0.name", "rate"), ("evidence.0", "ev-1"), ("report", "our year"), ("noComplaints", "true"));
        await HoldsAsync(officer, $"{home}/evidence", $"{home}/evidence", null, ("title", "the yard"), ("criterion", "law"), ("date", "2020-05-01"));
        await HoldsAsync(officer, $"{other}/objections/new?figure=%2Fbonus", $"{other}/objections", null, ("figure", "/bonus"), ("text", "we won a prize"));

        (await unit.Unit.GetAsync(unit.Path)).Refuses(404, "no-such-self-assessment");
        Assert.Equal("open", (await unit.Unit.GetAsync($"{unit.Round.Path}/units/u1/findings/f-1")).Answers().GetProperty("state").GetString());
        Assert.Empty(await objected.ListAsync(objected.Unit));
    }

    [Fact]
    public async Task What_a_reviewer_typed_stands_in_the_forms_after_signing_in()
    {
        var unit = await UnitAsync(server);
        var filed = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var complaint = $"/reviews/complaints/{await ComplainAsync(server, unit)}";
        var reviewer = await Inspector.AddAsync(server, """{"role":"reviewer"},{"role":"inspector"}""");
        (await unit.Unit.PostAsync($"{unit.Round.Path}/units/u1/findings/f-1/reply", """{"text":"it is free again"}""")).Answers();
        var (claims, home) = ($"/reviews/{filed.Round.Id}/u1/claims", $"/reviews/{unit.Round.Id}/u1");

        await HoldsAsync(reviewer, claims, $"{claims}/culture", null, ("accepted", "７"), ("reason", "no report"));
        await HoldsAsync(reviewer, $"{home}/adjustments", $"{home}/adjustments", null, ("kind", "deduction"), ("points", "2"), ("rule", "§ 3"), ("fact", "late"), ("document", "No. 5"), ("note", "twice"));
        await HoldsAsync(reviewer, $"{home}/adjustments", $"{home}/adjustments/adj-1", null, ("reason", "not of this year"));
        await HoldsAsync(reviewer, $"{home}/adjustments", $"{home}/facts", null, ("fact", "named"), ("document", "No. 6"), ("on", "2020-05-01"), ("note", "seen"));
        await HoldsAsync(reviewer, $"{home}/findings", $"{home}/findings/f-1/verification", null, ("note", "half done"), ("dueOn", "2099-01-31"));
        await HoldsAsync(reviewer, complaint, complaint, "release", ("released", "the queue is long"));
        await HoldsAsync(reviewer, complaint, complaint, "answering", ("answer", "we look into it"), ("upheld", "yes"));
        await HoldsAsync(reviewer, complaint, complaint, "rejecting", ("reason", "an advertisement"));
        await HoldsAsync(reviewer, complaint, complaint, "assign", ("to", reviewer.Name));
    }

    [Fact]
    public async Task What_an_inspector_typed_stands_in_the_forms_of_the_sheet_after_signing_in()
    {
        var inspected = await InspectedUnit.InAsync(server);
        var (wang, home) = (inspected.Wang, inspected.Home);

        await HoldsAsync(wang, home, home, null, ("points.0", "１４"), ("reason.0", "no report"), ("na.7", "true"), ("document", "No. 7"), ("note", "a short visit"));
        await HoldsAsync(wang, home, $"{home}/spot-checks", null, ("failed", "true"), ("on", "2020-05-04"), ("note", "a dry tap"));
        await HoldsAsync(wang, home, $"{home}/findings", null, ("text", "the exit is blocked"), ("criterion", "law"), ("dueOn", "2099-01-31"), ("notice", "true"));
        await inspected.FileAsync(inspected.Chen, 8);
    }

    [Fact]
    public async Task The_query_of_a_form_goes_with_it()
    {
        var unit = await UnitAsync(server);
        var officer = await Inspector.AddAsync(server, $$"""{"role":"unit","round":"{{unit.Round.Id}}","unit":"u1"}""");
        var home = $"/unit/{unit.Round.Id}/u1/evidence";
        using var browser = await SignedInAsync(officer);
        Assert.Equal(302, (await browser.SendFileAsync(await browser.OpenAsync(home), home, Document, "yard.pdf")).Status);
        var link = $"{home}/link?text=yard";
        var page = await browser.OpenAsync($"{home}?text=yard");
        End(browser);
        var resumed = await ReturnAsync(browser, officer, await browser.SendAsync(page, link, ("row", "4")));

        Assert.Equal("yard", (await browser.SendAsync(resumed, link, ("act", "resume"))).Document.QuerySelector("#text")!.GetAttribute("value"));
    }

    private async Task HoldsAsync(Inspector who, string page, string action, string? id, params (string Name, string Value)[] typed)
    {
        using var browser = await SignedInAsync(who);
        var form = await browser.OpenAsync(page);
        End(browser);
        var asked = id is null ? await browser.SendAsync(form, action, typed) : await browser.SendAsync(form, action, id, typed);
        Strict.Check(asked);
        Assert.True(asked.Status == 401, $"{action}: {asked.Status}");
        var resumed = await ReturnAsync(browser, who, asked);
        Strict.Check(resumed);
        var back = await browser.SendAsync(resumed, action, ("act", "resume"));
        Strict.Check(back);
        Assert.True(back.Status is 200 or 400, $"{action}: {back.Status} {back.Heading}");
        foreach (var (name, value) in typed)
            Assert.True(ResumedFormTests.Holds(back, name, value), $"{action}: {name} is not {value}");
    }

    private async Task<Browser> SignedInAsync(Inspector who) => await new Browser(server.Address).SignedInAsync(who.Name, who.Key);

    private void End(Browser browser) => browser.Cookies.GetCookies(server.Address)["staff"]!.Expired = true;

    private static Task<Seen> ReturnAsync(Browser browser, Inspector who, Seen asked) => browser.SendAsync(asked, "/sign-in", ("name", who.Name), ("secret", who.Key));

    /// <summary>A unit with a finding, a target and a proposed deduction, in a round with a veto.</summary>
    internal static async Task<AssessedUnit> UnitAsync(TestServer server)
    {
        var unit = await AssessedUnit.InAsync(server, change: definition => definition["vetoes"] = JsonNode.Parse("""[{"code":"v","label":"通报","when":{"fact":"named"},"effect":"ineligible"}]"""));
        var units = $"{unit.Round.Path}/units/u1";
        var inspector = await server.StaffWithAsync(InboxTests.Grant("inspector", unit));
        (await inspector.PostAsync($"{units}/findings", """{"text":"the exit is blocked","dueOn":"2020-01-31"}""")).Answers(201);
        (await server.Administrator.PutAsync($"{units}/targets", """{"targets":[{"id":"t1","title":"31 schools","measure":"schools","dueOn":"2099-12-20","responsible":"Zhou"}]}""")).Answers();
        (await unit.Reviewer.PostAsync($"{units}/adjustments", """{"kind":"deduction","points":1,"rule":"§ 3","fact":"late"}""")).Answers(201);
        return unit;
    }

    internal static async Task<string> ComplainAsync(TestServer server, AssessedUnit unit) =>
        (await server.Administrator.PostAsync("/api/complaints", $$"""{"unit":"u1","round":"{{unit.Round.Id}}","text":"a long queue","channel":"letter"}""")).Answers(201).GetProperty("id").GetString()!;
}
