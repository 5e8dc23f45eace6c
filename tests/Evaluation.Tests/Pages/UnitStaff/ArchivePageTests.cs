using System.Text;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.UnitStaff;

/// <summary>The archive of a unit's evidence.</summary>
[Collection(SharedServer.Name)]
public sealed class ArchivePageTests(TestServer server)
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_file_is_filed_shown_with_its_facts_and_linked_without_another_upload()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/evidence";
        var empty = await browser.OpenAsync(address);
        Strict.Check(empty);
        Assert.Contains("There is no evidence yet", empty.In(".empty"), StringComparison.Ordinal);

        var missing = await browser.SendFileAsync(empty, address, null, "", ("title", "the yard"), ("criterion", "law"), ("date", "2020-05-01"));
        Strict.Check(missing);
        Assert.Equal((400, "the yard", "law"), (missing.Status, missing.Document.QuerySelector("#title")!.GetAttribute("value"), missing.Document.QuerySelector("#for option[selected]")!.GetAttribute("value")));
        var filed = await browser.SendFileAsync(missing, address, Picture, "yard.png", ("title", ""), ("date", ""));
        Assert.Equal($"{address}#ev-1", filed.Location);
        var shown = await browser.OpenAsync(address);
        Strict.Check(shown);
        Assert.Contains("yard", shown.In("#ev-1 strong"), StringComparison.Ordinal);
        Assert.Contains("not linked", shown.In("#ev-1"), StringComparison.Ordinal);
        Assert.Contains("filed", shown.In("#ev-1"), StringComparison.Ordinal);
        var picture = shown.Document.QuerySelector("#ev-1 img")!;
        Assert.Equal(("lazy", $"/api/rounds/{unit.Round.Id}/units/u1/evidence/ev-1/thumbnail"), (picture.GetAttribute("loading"), picture.GetAttribute("src")));
        Assert.Equal(200, (await browser.OpenAsync(picture.GetAttribute("src")!)).Status);

        // Row 4 is the criterion culture.
        Assert.Equal($"{address}#ev-1", (await browser.SendAsync(shown, $"{address}/link", ("row", "4"))).Location);
        var item = (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("items")[0];
        Assert.Equal(("culture", "ev-1"), (item.GetProperty("criterion").GetString(), item.GetProperty("evidence")[0].GetString()));
        var linked = await browser.OpenAsync($"{address}?state=linked&criterion=culture&text=YARD");
        Assert.Contains("科技文化", linked.In("#ev-1"), StringComparison.Ordinal);
        Assert.Empty((await browser.OpenAsync($"{address}?state=free")).All(".archived"));
        Assert.Equal(302, (await browser.SendAsync(shown, $"{address}/link", ("row", "4"))).Status);
        Assert.Equal(1, (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_file_is_withdrawn_with_a_reason_while_nothing_uses_it()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/evidence";
        await browser.SendFileAsync(await browser.OpenAsync(address), address, Picture, "yard.png", ("title", ""), ("date", ""));
        var shown = await browser.OpenAsync(address);
        Assert.Equal(302, (await browser.SendAsync(shown, $"{address}/link", ("row", "4"))).Status);
        var used = await browser.OpenAsync(address);
        Strict.Check(used);
        Assert.Null(used.Document.QuerySelector("#withdraw-ev-1"));
        Assert.Contains("科技文化", used.In("#ev-1 details:last-of-type"), StringComparison.Ordinal);
        Assert.Equal(409, (await browser.SendAsync(shown, $"{address}/withdrawal", ("reason", "wrong year"))).Status);

        (await unit.Unit.PutAsync(unit.Path, "{}")).Answers();
        var free = await browser.OpenAsync(address);
        Assert.Equal(400, (await browser.SendAsync(free, $"{address}/withdrawal", ("reason", ""))).Status);
        Assert.Equal(address, (await browser.SendAsync(free, $"{address}/withdrawal", ("reason", "wrong year"))).Location);
        Assert.Empty((await browser.OpenAsync(address)).All(".archived"));
    }

    [Fact]
    public async Task A_file_of_a_former_round_is_found_and_taken_over_into_this_one()
    {
        var (former, unit) = (await AssessedUnit.InAsync(server), await AssessedUnit.InAsync(server));
        (await Filing.FileAsync(former.Unit, former.Round, Encoding.UTF8.GetBytes("%PDF-1.7 of the former year"), unit: "u1", criterion: "leadership", title: "the former report")).Answers(201);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1", $$"""{"role":"unit","round":"{{former.Round.Id}}","unit":"u1"}""");
        var address = $"/unit/{unit.Round.Id}/u1/evidence";
        var shown = await browser.OpenAsync($"{address}?text=the+former+report");
        Strict.Check(shown);
        Assert.Contains("the former report", shown.In(".archived"), StringComparison.Ordinal);

        var taken = await browser.SendAsync(shown, $"{address}/link?text=the%20former%20report", ("row", "0"));
        Assert.Equal($"{address}?text=the%20former%20report#ev-1", taken.Location);
        var copied = (await unit.Unit.GetAsync($"{unit.Round.Path}/units/u1/evidence/ev-1")).Answers();
        Assert.Equal(("the former report", "leadership"), (copied.GetProperty("title").GetString(), copied.GetProperty("criterion").GetString()));
        Assert.Equal("ev-1", (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("items")[0].GetProperty("evidence")[0].GetString());

        // Without an account of the former unit, its files are neither shown nor taken.
        using var only = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        Assert.Single((await only.OpenAsync(address)).All(".archived"));
        var refused = await only.SendAsync(await only.OpenAsync(address), $"{address}/link", ("fromRound", former.Round.Id), ("fromUnit", "u1"), ("id", "ev-1"), ("row", "1"));
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task A_file_is_offered_to_be_uploaded_only_while_something_takes_it()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/evidence";
        var closed = await browser.OpenAsync(address);
        Strict.Check(closed);
        Assert.Empty(closed.All("#add"));
        Assert.Contains("Nothing can be uploaded now", closed.In(".empty"), StringComparison.Ordinal);

        // A finding waits for its reply, which takes evidence.
        var inspector = await server.StaffWithAsync($$"""{"role":"inspector","round":"{{unit.Round.Id}}"}""");
        (await inspector.PostAsync($"{unit.Round.Path}/units/u1/findings", """{"text":"the exit is blocked","dueOn":"2099-01-31"}""")).Answers(201);
        var asked = await browser.OpenAsync(address);
        Strict.Check(asked);
        Assert.NotEmpty(asked.All("#add input[type=file]"));
        Assert.Contains("reply to a finding", asked.In(".empty"), StringComparison.Ordinal);
        (await unit.Unit.PostAsync($"{unit.Round.Path}/units/u1/findings/f-1/reply", """{"text":"it is free again"}""")).Answers();
        Assert.Empty((await browser.OpenAsync(address)).All("#add"));
        (await unit.ReopenAsync()).Answers();
        Assert.NotEmpty((await browser.OpenAsync(address)).All("#add"));
    }

    [Fact]
    public async Task A_page_has_25_files_and_filters_narrow_them()
    {
        var unit = await AssessedUnit.InAsync(server);
        for (var number = 1; number <= 26; number++)
            (await Filing.FileAsync(unit.Unit, unit.Round, Encoding.UTF8.GetBytes($"%PDF-1.7 file {number}"), unit: "u1", criterion: "leadership", title: $"report {number}")).Answers(201);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/evidence";

        var first = await browser.OpenAsync(address);
        Strict.Check(first);
        Assert.Equal(25, first.All(".archived").Count());
        Assert.Equal($"{address}?page=2", first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Single((await browser.OpenAsync($"{address}?page=2")).All(".archived"));
        Assert.Single((await browser.OpenAsync($"{address}?page=99")).All(".archived"));
        Assert.Single((await browser.OpenAsync($"{address}?text=report+26")).All(".archived"));
        var nothing = await browser.OpenAsync($"{address}?text=no+such+file");
        Assert.Equal(address, nothing.Document.QuerySelector(".empty a")!.GetAttribute("href"));
        Assert.Equal(25, (await browser.OpenAsync($"{address}?state=lost&page=x")).All(".archived").Count());
    }

    [Fact]
    public async Task A_file_that_is_filed_already_is_not_filed_under_another_title_without_a_word()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/evidence";
        var content = Encoding.UTF8.GetBytes("%PDF-1.7 twice");
        var page = await browser.OpenAsync(address);
        (string, string)[] first = [("title", "report"), ("criterion", "leadership")];
        Assert.Equal($"{address}#ev-1", (await browser.SendFileAsync(page, address, content, "a.pdf", first)).Location);
        Assert.Equal($"{address}#ev-1", (await browser.SendFileAsync(page, address, content, "a.pdf", first)).Location);
        var other = await browser.SendFileAsync(page, address, content, "b.pdf", ("title", "another title"), ("criterion", "leadership"));
        Strict.Check(other);
        Assert.Equal((400, "another title"), (other.Status, other.Document.QuerySelector("#title")!.GetAttribute("value")));
        Assert.Contains("is filed already as \"report\"", other.In("[role=alert]"), StringComparison.Ordinal);
        Assert.Single(other.All(".archived"));
    }

    [Fact]
    public async Task Links_that_cannot_be_made_are_refused_at_their_file()
    {
        var unit = await AssessedUnit.InAsync(server);
        (await Filing.FileAsync(unit.Unit, unit.Round, Encoding.UTF8.GetBytes("%PDF-1.7 one"), unit: "u1", criterion: "leadership", title: "one")).Answers(201);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/evidence";
        var page = await browser.OpenAsync(address);

        Assert.Equal(404, (await browser.SendAsync(page, $"{address}/link", ("id", "ev-9"), ("row", "1"))).Status);
        Assert.Equal(404, (await browser.SendAsync(page, $"{address}/link", ("row", "99"))).Status);
        var program = await browser.SendFileAsync(page, address, [0x4D, 0x5A, 0, 0, 1, 2, 3, 0xFF], "program.exe", ("title", "a program"));
        Assert.Equal(415, program.Status);
        Strict.Check(program);
        Assert.Equal("a program", program.Document.QuerySelector("#title")!.GetAttribute("value"));
        await unit.FiledAsync();
        var late = await browser.SendAsync(page, $"{address}/link", ("row", "1"));
        Strict.Check(late);
        Assert.Equal(409, late.Status);
        Assert.NotEmpty(late.In("#ev-1 [role=alert]"));
        Assert.Equal(403, (await browser.OpenAsync($"/unit/{unit.Round.Id}/u2/evidence")).Status);
        using var content = new FormUrlEncodedContent(Browser.Fields(page, $"{address}/link"));
        Assert.Equal(403, (await browser.PostAsync($"/unit/{unit.Round.Id}/u2/evidence/link", content)).Status);
    }
}
