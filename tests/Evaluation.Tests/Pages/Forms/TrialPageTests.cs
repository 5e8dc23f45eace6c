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
    public async Task A_round_that_has_opened_has_no_page_of_trials()
    {
        var round = await server.DraftAsync();
        await round.MoveAsync("voting");
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(409, (await browser.OpenAsync($"/manage/rounds/{round.Id}/trial")).Status);
    }
}
