using System.Text.Json.Nodes;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.UnitStaff;

/// <summary>The import of a table into a self-assessment: a look at what would change, then a save of the draft.</summary>
[Collection(SharedServer.Name)]
public sealed class ImportPageTests(TestServer server)
{
    [Fact]
    public async Task A_table_is_shown_beside_the_draft_and_saved_only_by_the_confirmation()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync(JsonNode.Parse("""{"items":[{"criterion":"leadership","claimed":15},{"criterion":"results","claimed":12,"reason":"two are missing"},{"criterion":"law","claimed":12}],"report":"our year\nwas long"}""")!.AsObject());
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/self-assessment/import";
        var page = await browser.OpenAsync(address);
        Strict.Check(page);

        var looked = await browser.SendTextAsync(
            page, address,
            """
            Self-assessment of the office
            项目,自评分,失分原因
            领导班子,15,
            业务工作实绩,"１６",
            思想道德风尚,XXX,
            科技文化,8 分,no ground yet
            安全生产,5,
            合计,51,
            """);
        Strict.Check(looked);
        Assert.Equal(200, looked.Status);
        Assert.Contains("2 changed, 1 unchanged, 4 not in the table; the points of 1 cannot be read", looked.In("#summary"), StringComparison.Ordinal);
        var rows = looked.All(".compared tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent.Trim(), row => row.TextContent);
        Assert.Contains("row 4", rows["业务工作实绩"], StringComparison.Ordinal);
        Assert.Contains("１６", rows["业务工作实绩"], StringComparison.Ordinal);
        Assert.Contains("“two are missing” becomes “none”", rows["业务工作实绩"], StringComparison.Ordinal);
        Assert.Contains("cannot be read, left blank", rows["思想道德风尚"], StringComparison.Ordinal);
        Assert.Contains("Row 7: 安全生产 (5)", looked.In("#unknown"), StringComparison.Ordinal);
        Assert.Contains("“none” to “51”", looked.In("#declared"), StringComparison.Ordinal);
        Assert.Equal(1, (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("version").GetInt32());

        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        Assert.Equal($"{form}?saved=1", (await browser.SendAsync(looked, form, ("act", "save"))).Location);
        var saved = (await unit.Unit.GetAsync(unit.Path)).Answers();
        Assert.Equal(("draft", 2, 51m, "our year\nwas long"), (saved.GetProperty("state").GetString(), saved.GetProperty("version").GetInt32(), saved.GetProperty("declaredTotal").GetDecimal(), saved.GetProperty("report").GetString()));
        Assert.Equal(
            ["leadership 15", "results 16", "law 12", "culture 8"],
            saved.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("claimed").ValueKind == System.Text.Json.JsonValueKind.Number).Select(item => $"{item.GetProperty("criterion")} {item.GetProperty("claimed")}"));
    }

    [Fact]
    public async Task The_template_has_the_present_values_and_its_import_changes_nothing()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync(AssessedUnit.Complete(culture: "na"));
        var before = (await unit.Unit.GetAsync(unit.Path)).Answers();
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var page = await browser.OpenAsync($"{form}/import");

        foreach (var format in new[] { "csv", "xlsx" })
        {
            var template = await browser.OpenAsync($"{form}/template?format={format}");
            Assert.Equal(200, template.Status);
            var file = await template.Response.Content.ReadAsByteArrayAsync();
            var looked = await browser.SendFileAsync(page, $"{form}/import", file, $"template.{format}");
            Strict.Check(looked);
            Assert.Contains("0 changed, 8 unchanged, 0 not in the table", looked.In("#summary"), StringComparison.Ordinal);
            Assert.Empty(looked.All("#take"));
        }
        Assert.Equal(400, (await browser.OpenAsync($"{form}/template?format=pdf")).Status);
        Assert.Equal(before.ToString(), (await unit.Unit.GetAsync(unit.Path)).Answers().ToString());
    }

    [Theory]
    [InlineData("criterion,claimed\nleadership,-4", "Row 2, column B")]
    [InlineData("code,name,claimed,reason\nleadership,,15,a\u0001b", "Row 2, column D")]
    [InlineData("criterion,claimed\nleadership,15\nleadership,14", "Row 3, column A")]
    [InlineData("criterion,claimed\nleadership,#REF!", "Row 2, column B")]
    [InlineData("criterion,claimed\nsafety,5", "No row names a criterion")]
    [InlineData("name,points of last year\nleadership,15", "has no heading")]
    public async Task What_cannot_be_imported_is_named_with_its_row_and_column(string file, string place)
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/self-assessment/import";

        var refused = await browser.SendTextAsync(await browser.OpenAsync(address), address, file);

        Strict.Check(refused);
        Assert.Equal(400, refused.Status);
        Assert.Contains(place, refused.In("#faults"), StringComparison.Ordinal);
        Assert.Empty(refused.All("#take"));
        (await unit.Unit.GetAsync(unit.Path)).Refuses(404, "no-such-self-assessment");
    }

    [Fact]
    public async Task A_draft_that_was_saved_meanwhile_is_not_replaced_by_the_confirmation()
    {
        var unit = await AssessedUnit.InAsync(server);
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var form = $"/unit/{unit.Round.Id}/u1/self-assessment";
        var looked = await browser.SendTextAsync(await browser.OpenAsync($"{form}/import"), $"{form}/import", "criterion,claimed,reason\nleadership,14,from the table");
        await unit.SaveAsync();

        var stale = await browser.SendAsync(looked, form, ("act", "save"));

        Strict.Check(stale);
        Assert.Equal(409, stale.Status);
        Assert.Contains("14 from the table", stale.In(".stale-notice"), StringComparison.Ordinal);
        Assert.Equal(1, (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Without_a_file_after_filing_and_for_another_unit_the_import_is_refused()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        using var browser = await UnitBrowser.OpenAsync(server.Site, unit.Round.Id, "u1");
        var address = $"/unit/{unit.Round.Id}/u1/self-assessment/import";
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        Assert.Empty(page.All("#look"));
        var token = await browser.OpenAsync("/account");

        Assert.Equal(400, (await browser.SendFileAsync(token, address, null, "")).Status);
        var late = await browser.SendTextAsync(token, address, "criterion,claimed\nleadership,14");
        Strict.Check(late);
        Assert.Equal(409, late.Status);
        Assert.Equal(403, (await browser.SendTextAsync(token, address.Replace("/u1/", "/u2/", StringComparison.Ordinal), "criterion,claimed\nleadership,14")).Status);
        Assert.Equal(403, (await browser.OpenAsync($"/unit/{unit.Round.Id}/u2/self-assessment/template")).Status);
    }
}
