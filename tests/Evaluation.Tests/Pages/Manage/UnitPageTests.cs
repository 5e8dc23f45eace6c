using System.Text.Json.Nodes;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Manage;

/// <summary>Units of a draft are added, edited, moved and removed one by one.</summary>
[Collection(SharedServer.Name)]
public sealed class UnitPageTests(TestServer server)
{
    [Fact]
    public async Task A_clerk_adds_one_unit_and_its_code_is_proposed()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var asked = await browser.OpenAsync($"/manage/rounds/{round.Id}/new-unit");
        Strict.Check(asked);
        // It is asked for where the rules use it.
        Assert.Empty(asked.All("#precedence"));
        var added = await browser.SendAsync(asked, $"/manage/rounds/{round.Id}/new-unit", ("zh", "图书馆"), ("en", "City Library (East)"), ("class", "school"), ("parent", "u1"), ("act", "save"));
        Assert.True(added.Location == $"/manage/rounds/{round.Id}/units?done=added", added.In("[role=alert]"));
        var another = await browser.SendAsync(await browser.OpenAsync($"/manage/rounds/{round.Id}/new-unit"), $"/manage/rounds/{round.Id}/new-unit", ("zh", "档案馆"), ("class", "town"), ("place", "1"), ("act", "another"));
        Assert.Equal($"/manage/rounds/{round.Id}/new-unit?done=added", another.Location);
        Assert.NotEqual("", (await browser.OpenAsync(another.Location!)).In(".notice-good"));
        Assert.Equal(["u4 档案馆 town", "u1 一 town", "u2 二 town", "u3 三 school", "city-library-east 图书馆 school"], await UnitsAsync(round));
        Assert.Equal("u1", (string)(await DefinitionAsync(round))["units"]![4]!["parent"]!);
    }

    [Fact]
    public async Task A_fault_stands_at_its_field_and_what_was_typed_stays()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address, "en").SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/new-unit";
        var refused = await browser.SendAsync(await browser.OpenAsync(address), address, ("zh", ""), ("code", "u1"), ("class", "school"), ("precedence", "soon"), ("report", "text"), ("act", "save"));
        Strict.Check(refused);
        Assert.Equal(400, refused.Status);
        Assert.Equal(["code", "zh", "precedence"], refused.All("[role=alert] a").Select(link => link.GetAttribute("href")![1..]).Order(StringComparer.Ordinal).OrderBy(field => field == "precedence").ThenBy(field => field == "zh"));
        foreach (var field in (string[])["code", "zh", "precedence"])
            Assert.NotEqual("", refused.In($"#{field}-fault"));
        Assert.Equal(("u1", "soon", "text"), (refused.Document.QuerySelector("#code")!.GetAttribute("value"), refused.Document.QuerySelector("#precedence")!.GetAttribute("value"), refused.In("#report")));
        Assert.Equal(3, (await UnitsAsync(round)).Length);
    }

    [Fact]
    public async Task A_unit_is_edited_moved_and_removed_and_keeps_what_the_form_does_not_show()
    {
        var former = TestServer.NewId("former");
        await server.DraftAsync(definition => definition["units"]![0]!["code"] = former);
        var round = await server.DraftAsync(definition => definition["units"]![1]!["formerly"] = new JsonArray(former));
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/units/u2";
        var asked = await browser.OpenAsync(address);
        Strict.Check(asked);
        var saved = await browser.SendAsync(asked, address, "unit-form", ("zh", "第二"), ("place", "3"), ("act", "save"));
        Assert.Equal($"/manage/rounds/{round.Id}/units?done=saved", saved.Location);
        Assert.Equal(["u1 一 town", "u3 三 school", "u2 第二 town"], await UnitsAsync(round));
        Assert.Equal(former, (string)(await DefinitionAsync(round))["units"]![2]!["formerly"]![0]!);

        asked = await browser.OpenAsync(address);
        var unsure = await browser.SendAsync(asked, address, "remove-form", ("act", "remove"));
        Assert.Equal((400, 3), (unsure.Status, (await UnitsAsync(round)).Length));
        var removed = await browser.SendAsync(asked, address, "remove-form", ("act", "remove"), ("sure", "yes"));
        Assert.Equal($"/manage/rounds/{round.Id}/units?done=removed", removed.Location);
        Assert.Equal(["u1 一 town", "u3 三 school"], await UnitsAsync(round));
        Assert.Equal(404, (await browser.OpenAsync(address)).Status);
    }

    [Fact]
    public async Task A_form_of_older_rules_is_shown_again_as_typed()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/units/u2";
        var first = await browser.OpenAsync(address);
        Assert.Equal(302, (await browser.SendAsync(first, address, "unit-form", ("zh", "先到"), ("act", "save"))).Status);
        var stale = await browser.SendAsync(first, address, "unit-form", ("zh", "后到"), ("act", "save"));
        Assert.Equal((409, "后到"), (stale.Status, stale.Document.QuerySelector("#zh")!.GetAttribute("value")));
        Assert.Equal("后到", stale.All(".stale-notice tbody tr").First().Children[^1].TextContent);
        Assert.Contains("u2 先到 town", await UnitsAsync(round));
        Assert.Equal(302, (await browser.SendAsync(stale, address, "unit-form", ("act", "save"))).Status);
        Assert.Contains("u2 后到 town", await UnitsAsync(round));
    }

    [Fact]
    public async Task A_thousand_units_are_paged_and_found_by_name_code_and_class()
    {
        var round = await server.DraftAsync(definition =>
        {
            foreach (var number in Enumerable.Range(4, 997))
                definition["units"]!.AsArray().Add(new JsonObject { ["code"] = $"u{number}", ["label"] = $"单位{number}", ["class"] = number % 2 == 0 ? "town" : "school" });
        });
        using var browser = await new Browser(server.Address).SignedInAsync();
        var list = await browser.OpenAsync($"/manage/rounds/{round.Id}/units");
        Strict.Check(list);
        Assert.Equal((50, "共 1000 个单位。"), (list.All("[data-unit]").Count(), list.In("p[role=status]")));
        Assert.Equal("u51", (await browser.OpenAsync(list.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Document.QuerySelector("[data-unit]")!.GetAttribute("data-unit"));
        Assert.Equal(["u997"], Found(await browser.OpenAsync($"/manage/rounds/{round.Id}/units?q=%E5%8D%95%E4%BD%8D997")));
        Assert.Equal(["u100", "u1000"], Found(await browser.OpenAsync($"/manage/rounds/{round.Id}/units?q=U100&class=town")));
        Assert.Equal("没有找到单位", (await browser.OpenAsync($"/manage/rounds/{round.Id}/units?q=absent")).In(".empty-title"));
    }

    [Fact]
    public async Task Units_of_an_open_round_have_no_forms()
    {
        var round = await server.OpenAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Empty((await browser.OpenAsync($"/manage/rounds/{round.Id}/units")).All("a[href$='/new-unit'], [data-unit] a"));
        Assert.Equal(409, (await browser.OpenAsync($"/manage/rounds/{round.Id}/new-unit")).Status);
        Assert.Equal(409, (await browser.OpenAsync($"/manage/rounds/{round.Id}/units/u1")).Status);
    }

    [Fact]
    public async Task A_row_of_the_rules_moves_up_with_its_weights()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/rules";
        var moved = await browser.SendAsync(await browser.OpenAsync(address), address, ("act", "up /groups/1"));
        Strict.Check(moved);
        Assert.Equal("users", moved.Document.QuerySelector("input[name='/groups/0/code']")!.GetAttribute("value"));
        Assert.Equal(302, (await browser.SendAsync(moved, address, ("act", "save"))).Status);
        var definition = await DefinitionAsync(round);
        Assert.Equal(["users", "npc"], definition["groups"]!.AsArray().Select(group => (string)group!["code"]!));
        Assert.Equal((70, 30), ((int)definition["classes"]![0]!["weights"]!["users"]!, (int)definition["classes"]![0]!["weights"]!["npc"]!));
        var option = await browser.SendAsync(await browser.OpenAsync(address), address, ("act", "up /options/1"));
        Assert.Equal("B", option.Document.QuerySelector("input[name='/options/0/code']")!.GetAttribute("value"));
        Assert.NotNull(option.Document.QuerySelector(".save-bar button[type=reset]"));
    }

    private static string[] Found(Seen page) => [.. page.All("[data-unit]").Select(row => row.GetAttribute("data-unit")!)];

    private async Task<JsonObject> DefinitionAsync(TestRound round) =>
        JsonNode.Parse((await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetRawText())!.AsObject();

    private async Task<string[]> UnitsAsync(TestRound round) =>
        [.. (await DefinitionAsync(round))["units"]!.AsArray().Select(unit => $"{unit!["code"]} {unit["label"]!["zh"]} {unit["class"]}")];
}
