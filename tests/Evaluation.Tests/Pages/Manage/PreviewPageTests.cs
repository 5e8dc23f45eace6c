using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Manage;

/// <summary>The paper can be read before voting opens, and nothing can be sent from it.</summary>
[Collection(SharedServer.Name)]
public sealed class PreviewPageTests(TestServer server)
{
    [Fact]
    public async Task The_paper_is_shown_in_both_languages_for_each_class()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/preview");
        Strict.Check(page);
        Assert.Equal(["zh-CN", "en"], page.All(".preview-frame").Select(frame => frame.GetAttribute("lang")));
        var chinese = page.Document.QuerySelector(".preview-frame[lang='zh-CN']")!;
        Assert.Equal(["履职", "公开"], chinese.QuerySelectorAll("legend").Select(legend => legend.TextContent));
        Assert.Equal(["满意", "基本满意", "不满意", "不了解"], chinese.QuerySelectorAll("fieldset:first-of-type .mark-option span").Select(option => option.TextContent));
        Assert.Equal(["一", "二"], chinese.QuerySelectorAll(".unit-name").Select(unit => unit.TextContent));
        Assert.Equal(["三"], (await browser.OpenAsync($"/manage/rounds/{round.Id}/preview?class=school")).All(".preview-frame[lang='zh-CN'] .unit-name").Select(unit => unit.TextContent));
    }

    [Fact]
    public async Task Nothing_can_be_marked_or_sent_from_a_preview()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/preview");
        Assert.All(page.All(".preview-frame fieldset"), marks => Assert.True(marks.HasAttribute("disabled")));
        Assert.Empty(page.All(".preview-frame form, .preview-frame button"));
        Assert.All(page.All("main form"), form => Assert.Equal("get", form.GetAttribute("method")));
        Assert.DoesNotContain(page.All("script"), script => script.GetAttribute("src")?.Contains("vote", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_round_without_a_vote_has_no_paper()
    {
        var round = await server.DraftAsync(SmallDefinition.WithoutVote);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/preview");
        Strict.Check(page);
        Assert.Equal("还没有可以评议的单位", page.In(".empty-title"));
    }
}
