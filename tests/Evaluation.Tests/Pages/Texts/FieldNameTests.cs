using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>Places of forms and definitions in the languages of the pages.</summary>
public sealed partial class FieldNameTests
{
    [Theory]
    [InlineData("/groups/1/roll", "Groups › 2 › Roll", "评价主体 › 2 › 应评人数")]
    [InlineData("/classes/0/weights/npc", "Classes › 1 › Weights › npc", "单位类别 › 1 › 权重 › npc")]
    [InlineData("/classes/0/weights/a~1b~0", "Classes › 1 › Weights › a/b~", "单位类别 › 1 › 权重 › a/b~")]
    [InlineData("/entries/0/cap", "Catalogue › 1 › Cap", "加减分目录 › 1 › 上限")]
    [InlineData("/vetoes/0/effect/cap", "Vetoes › 1 › Effect › Best grade", "一票否决 › 1 › 后果 › 等次上限")]
    [InlineData("/closesAt", "Closes", "截止时间")]
    [InlineData("", "", "")]
    public void A_place_is_named_in_words(string pointer, string english, string chinese) =>
        Assert.Equal((english, chinese), (FieldNames.Of(Catalogue.English, pointer), FieldNames.Of(Catalogue.Chinese, pointer)));

    [Fact]
    public void An_item_with_a_name_is_said_by_it() => Assert.Equal(
        ("评价主体 › 代表", "评价主体 › 3", "评价主体 › 代表 › 应评人数"),
        (Say("/groups/1"), Say("/groups/2"), Say("/groups/1/roll")));

    private static string Say(string pointer) => FieldNames.Of(Catalogue.Chinese, pointer, item: (list, index) => (list, index) == ("groups", 1) ? "代表" : null);

    [Fact]
    public void Every_field_of_a_definition_and_of_a_form_has_a_name()
    {
        string[] read = [.. Repository.Sources.Where(file => file.StartsWith("grains/Rules/Reading", StringComparison.Ordinal) || file.EndsWith("ObjectionBodies.cs", StringComparison.Ordinal) || file.EndsWith("LedgerChangeReader.cs", StringComparison.Ordinal))
            .SelectMany(file => Asked().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value)).Distinct()];
        Assert.Contains("roll", read);
        Assert.Equal([], read.Where(name => Catalogue.English.Find("field." + name) is null));
    }

    [System.Text.RegularExpressions.GeneratedRegex("(?:Required|Nullable|Optional)\\(\"([a-zA-Z]+)\"\\)")]
    private static partial System.Text.RegularExpressions.Regex Asked();
}
