using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests.Voter;

/// <summary>A criterion with labels of its own for the options, on the voter's paper.</summary>
[Collection(OneFixture.Name)]
public sealed class OptionLabelTests(BrowserFixture fixture)
{
    [BrowserFact]
    public async Task An_option_is_called_as_its_criterion_says()
    {
        var (round, credential) = await Papers.OpenAsync(fixture, 3, definition => definition["criteria"]![1]!["optionLabels"] = JsonNode.Parse("""{"A": {"zh": "非常廉洁", "en": "Very clean"}}"""));
        await using var voter = await fixture.VisitAsync(Screen.Phone);
        await voter.OpenPaperAsync(round.Id, credential);
        await voter.Page.ClickAsync("#go-on");

        var marks = voter.Page.Locator("fieldset.mark");
        Assert.Equal("满意", await marks.Nth(0).Locator(".mark-option span").First.InnerTextAsync());
        Assert.Equal("非常廉洁", await marks.Nth(1).Locator(".mark-option span").First.InnerTextAsync());
        Assert.EndsWith("非常廉洁", await marks.Nth(1).Locator("input").First.GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        Assert.Equal(await marks.Nth(0).Locator(".mark-option span").Nth(1).InnerTextAsync(), await marks.Nth(1).Locator(".mark-option span").Nth(1).InnerTextAsync());
    }
}
