using Evaluation.Tests.Http;
using Evaluation.Tests.Http.Inspections;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>Panels and draws in forms.</summary>
[Collection(SharedServer.Name)]
public sealed class PanelPageTests(TestServer server)
{
    [Fact]
    public async Task A_panel_is_set_changed_and_removed_and_keeps_what_was_typed_on_a_refusal()
    {
        var (round, wang, chen) = (await server.DraftAsync(SmallDefinition.Assessed), await Inspector.AddAsync(server), await Inspector.AddAsync(server));
        using var browser = await new Browser(server.Address).SignedInAsync();
        var (address, code) = ($"/manage/rounds/{round.Id}/panels", "north");
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        Assert.Contains("尚未设置考评组", page.In(".empty"), StringComparison.Ordinal);

        var refused = await browser.SendAsync(page, address, ("code", code), ("zh", "北片"), ("inspector", wang.Name), ("units", "nobody、u1"), ("from", "2020-10-20"), ("to", "2020-10-10"));
        Strict.Check(refused);
        Assert.Equal((400, "北片", "nobody、u1"), (refused.Status, refused.Document.QuerySelector("#p-zh")!.GetAttribute("value"), refused.In("#p-units")));
        Assert.Contains("早于开始日期", refused.In("#p-visits-fault"), StringComparison.Ordinal);
        Assert.NotNull(refused.Document.QuerySelector($"input[name=inspector][value={wang.Name}][checked]"));
        refused = await browser.SendAsync(refused, address, ("to", "2020-10-28"));
        Assert.Contains("\"nobody\" 不是本轮次的单位", refused.In("#p-units-fault"), StringComparison.Ordinal);
        Assert.Equal(address, (await browser.SendAsync(refused, address, ("units", "u1"))).Location);

        var listed = await browser.OpenAsync(address);
        Assert.Contains("北片", listed.In("#panel-north"), StringComparison.Ordinal);
        var form = await browser.OpenAsync($"{address}/north");
        Strict.Check(form);
        Assert.Equal(("u1", "2020-10-28"), (form.In("#p-units"), form.Document.QuerySelector("#p-to")!.GetAttribute("value")));
        Assert.Equal(address, (await browser.SendAsync(form, $"{address}/north", ("inspector", chen.Name), ("class", "town"))).Location);
        var panel = (await server.Administrator.GetAsync($"{round.Path}/panels/north")).Answers();
        Assert.Equal("u1 u2", string.Join(' ', panel.GetProperty("units").EnumerateArray().Select(unit => unit.GetString())));

        // The first form is based on the version before.
        var stale = await browser.SendAsync(form, $"{address}/north", ("zh", "南片"));
        Assert.Equal((409, "南片"), (stale.Status, stale.Document.QuerySelector("#p-zh")!.GetAttribute("value")));
        Strict.Check(stale);
        Assert.Equal(["中文名称 北片 南片"], stale.All(".stale-notice tbody tr").Take(1).Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))));
        Assert.Contains(stale.All(".stale-notice tbody tr"), row => row.Children[1].TextContent.Length > 1 && row.Children[2].TextContent != row.Children[1].TextContent && row.Children[0].TextContent == "考评员");
        Assert.Equal(address, (await browser.SendAsync(stale, $"{address}/north", ("act", "remove"))).Location);
        (await server.Administrator.GetAsync($"{round.Path}/panels/north")).Refuses(404, "no-such-panel");
        Assert.Equal(404, (await browser.OpenAsync($"{address}/north")).Status);
    }

    [Fact]
    public async Task Weights_are_refused_where_sheets_are_dropped_and_taken_where_they_all_count()
    {
        var wang = await Inspector.AddAsync(server);
        var round = await server.DraftAsync(definition =>
        {
            SmallDefinition.Assessed(definition);
            definition["criteria"]![2]!["by"] = "leaders";
            definition["assessors"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"code":"leaders","label":"领导"}]""");
        });
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/panels";
        var refused = await browser.SendAsync(
            await browser.OpenAsync(address), address, ("code", "lead"), ("zh", "领导组"), ("by", "leaders"), ("inspector", wang.Name), ($"weight.{wang.Name}", "60.5"), ("class", "town"));
        Assert.Contains("两者不能并用", refused.In("#p-inspectors-fault"), StringComparison.Ordinal);
        Assert.Equal("60.5", refused.Document.QuerySelector($"input[name='weight.{wang.Name}']")!.GetAttribute("value"));
        var definition = System.Text.Json.Nodes.JsonNode.Parse((await round.StateAsync()).GetProperty("definition").GetRawText())!.AsObject();
        definition["panel"] = System.Text.Json.Nodes.JsonNode.Parse("""{"trim":"none"}""");
        (await server.Administrator.PutAsync(round.Path, definition.ToJsonString())).Answers();
        foreach (var typed in (string[])["-3", "0", "many"])
        {
            var outside = await browser.SendAsync(refused, address, ($"weight.{wang.Name}", typed));
            Assert.Contains("请填写大于 0 且不超过 1000000 的数字", outside.In("#p-inspectors-fault"), StringComparison.Ordinal);
            Assert.Equal(typed, outside.Document.QuerySelector($"input[name='weight.{wang.Name}']")!.GetAttribute("value"));
        }
        Assert.Equal(address, (await browser.SendAsync(refused, address, ($"weight.{wang.Name}", "６０．５"))).Location);

        // A later change of the rules contradicts the panel, and the page says so.
        definition["panel"] = System.Text.Json.Nodes.JsonNode.Parse("""{"trim":"item"}""");
        (await server.Administrator.PutAsync(round.Path, definition.ToJsonString())).Answers();
        Assert.Contains("与现行规则不符", (await browser.OpenAsync(address)).In("#panel-lead"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draw_is_announced_and_made_by_its_seed()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var (address, draws) = ($"/manage/rounds/{round.Id}/panels", $"/manage/rounds/{round.Id}/draws");
        var refused = await browser.SendAsync(await browser.OpenAsync(address), draws, ("id", "spot-1"), ("count", "9"), ("seedSource", "收盘指数"), ("reason", "抽查"));
        Strict.Check(refused);
        Assert.Equal((400, "9"), (refused.Status, refused.Document.QuerySelector("#d-count")!.GetAttribute("value")));
        Assert.Contains("请填写 1 至 3 之间的数", refused.In("#d-count-fault"), StringComparison.Ordinal);
        Assert.Equal($"{address}#draw-spot-1", (await browser.SendAsync(refused, draws, ("count", "2"))).Location);

        var announced = await browser.OpenAsync(address);
        Assert.Equal(400, (await browser.SendAsync(announced, $"{draws}/spot-1/seed", ("seed", ""))).Status);
        await browser.SendAsync(announced, $"{draws}/spot-1/seed", ("seed", "closing 3456"));
        var drawn = (await server.Anybody.GetAsync($"{round.Path}/draws/spot-1")).Answers();
        Assert.Equal(("closing 3456", false), (drawn.GetProperty("seed").GetString(), drawn.GetProperty("seedChosenByCaller").GetBoolean()));
        Assert.Empty((await browser.OpenAsync(address)).All("#draw-spot-1 form"));
    }
}
