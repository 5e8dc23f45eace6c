using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>The page of trials, without scripts.</summary>
[Collection(SharedServer.Name)]
public sealed class TrialPageTests(TestServer server)
{
    [Theory]
    [InlineData(null, "现行规则", "修改后的规则")]
    [InlineData("en", "Rules as they are", "Changed rules")]
    public async Task Both_tables_and_the_derivation_are_shown_in_both_languages(string? language, string now, string changed)
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        using var browser = await (language is null ? new Browser(server.Address) : new Browser(server.Address, language)).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/trial";
        Assert.Contains(address, (await browser.OpenAsync($"/manage/rounds/{round.Id}")).Document.QuerySelector(".acts + p a")!.GetAttribute("href"), StringComparison.Ordinal);
        var asked = await browser.OpenAsync(address);
        Strict.Check(asked);
        Assert.Null(asked.Document.QuerySelector("#table-now"));

        var tried = await browser.OpenAsync($"{address}?seed=2&unit=u2&voters.npc=25&field1=%2Fcomponents%2Fvote&value1=20&field2=%2Fcomponents%2Finspection&value2=80");
        Strict.Check(tried);
        Assert.Contains(now, tried.In("#table-now h2"), StringComparison.Ordinal);
        Assert.Contains(changed, tried.In("#table-changed h2"), StringComparison.Ordinal);
        Assert.NotNull(tried.Document.QuerySelector("#derivation .derivation-line"));
        Assert.Equal("25", tried.Document.QuerySelector("#voters-0")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Faults_are_shown_beside_the_form_as_it_was_typed()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await browser.OpenAsync($"/manage/rounds/{round.Id}/trial?seed=x&voters.npc=many&field1=%2Fcomponents%2Fvote&value1=50");
        Strict.Check(refused);
        Assert.Equal(400, refused.Status);
        Assert.NotEqual("", refused.In("[role=alert]"));
        Assert.Equal("many", refused.Document.QuerySelector("#voters-0")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Typed_counts_and_points_give_the_table_instead_of_drawn_ones()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/trial";
        var marks = new List<string> { "单位\t主体\t指标\t选项\t票数" };
        foreach (var unit in new[] { "一", "u2", "三" })
            foreach (var group in new[] { "代表", "users" })
                foreach (var criterion in new[] { "履职", "openness" })
                    marks.Add($"{unit}\t{group}\t{criterion}\t{(unit == "u2" ? "基本满意" : "A")}\t10");

        var tried = await browser.SendAsync(
            await browser.OpenAsync(address), address, ("marks", string.Join("\r\n", marks)), ("points", "unit,criterion,inspected\nu1,visit,10\nu2,验收,5\nu3,visit,0"));

        Strict.Check(tried);
        Assert.True(tried.Status == 200, tried.In("[role=alert]"));
        // u1: 70 % of 100 and 30 % of 100; u2: 70 % of 70 and 30 % of 50; u3: 70 % of 100 and 30 % of 0.
        Assert.All(new[] { "100.00", "64.00", "70.00" }, total => Assert.Contains(total, tried.In("#table-now"), StringComparison.Ordinal));
        Assert.StartsWith("单位\t主体", tried.In("#marks"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marks", "单位,谁\n一,二", "有一列名为 \"谁\"")]
    [InlineData("marks", "unit,group,criterion,option,count\nnobody,npc,duty,A,3", "票数表 › 1 › 单位：不是本轮次的单位")]
    [InlineData("points", "unit,criterion,inspected\nu1,visit,lots", "lots")]
    [InlineData("value1", "50", "没有选择参数")]
    public async Task A_fault_of_typed_data_is_said_and_nothing_typed_is_lost(string field, string typed, string said)
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/trial";

        var refused = await browser.SendAsync(await browser.OpenAsync(address), address, (field, typed));

        Strict.Check(refused);
        Assert.Equal(400, refused.Status);
        Assert.Contains(said, refused.In("[role=alert]"), StringComparison.Ordinal);
        var kept = refused.Document.QuerySelector($"[name='{field}']")!;
        Assert.Equal(typed, field == "value1" ? kept.GetAttribute("value") : kept.TextContent);
    }

    [Fact]
    public async Task A_round_that_has_opened_has_no_page_of_trials()
    {
        var round = await server.DraftAsync();
        await round.MoveAsync("voting");
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(409, (await browser.OpenAsync($"/manage/rounds/{round.Id}/trial")).Status);
    }
}
