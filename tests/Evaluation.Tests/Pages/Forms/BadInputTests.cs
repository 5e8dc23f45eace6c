using Evaluation.Gateway.Pages.Administrator.Definition;
using Evaluation.Gateway.Pages.Administrator.Definition.Typed;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;
using Evaluation.Tests.Http;
using Evaluation.Tests.Pages.Texts;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>Bad input in the form of a definition: the fault stands at its field in words, and what was typed stays.</summary>
[Collection(SharedServer.Name)]
public sealed class BadInputTests(TestServer server)
{
    public static readonly TheoryData<int> Faulty = [.. Enumerable.Range(0, FormFaults.Named.Count)];

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_fault_stands_at_its_field_in_words_and_nothing_typed_is_lost(int index)
    {
        var (pointer, says, faulty) = FormFaults.Named[index];
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/rules";
        var definition = faulty();
        definition["id"] = round.Id;
        if (definition["combine"]?[0]?["round"]?.ToString() == "forms")
            definition["combine"]![0]!["round"] = round.Id;
        var typed = Typed(new(definition)).ToArray();
        var page = await browser.OpenAsync(address);
        var standing = Browser.Fields(page, address, ("act", "save")).Where(field => field.Key is not ['/', ..]);
        var refused = await browser.PostAsync(address, new FormUrlEncodedContent([.. standing, .. typed]));
        Assert.Equal(400, refused.Status);
        Strict.Check(refused);

        var field = RulePart.Anchor(CompactText.FieldOf(pointer));
        Assert.True(
            refused.All(".fault").Any(shown => shown.Id == $"{field}-fault" && shown.TextContent.Contains(says, StringComparison.Ordinal)),
            $"{pointer}: {string.Join(" / ", refused.All(".fault").Select(shown => $"{shown.Id} {shown.TextContent.Trim()}"))}");
        var shown = Browser.Fields(refused, address, ("act", "save")).ToLookup(field => field.Key, field => field.Value);
        Assert.All(typed.Where(field => field.Value.Length > 0), field => Assert.Contains(field.Value, shown[field.Key]));
    }

    [Theory]
    [InlineData("/grades/0/quota", "30%", "0.3")]
    [InlineData("/groups/0/turnoutMin", "50％", "0.5")]
    [InlineData("/components/vote", "100%", "100")]
    [InlineData("/criteria/0/points", "30%", "\"30%\"")]
    [InlineData("/criteria/0/score/steps", "90%=200，80%：190", """[{"from":0.9,"points":200},{"from":0.8,"points":190}]""")]
    public void A_share_may_be_typed_in_percent(string pointer, string text, string json)
    {
        var tree = new DefinitionTree([]);
        Assert.True(tree.TryPut(pointer, text));
        Assert.Equal(json, tree.Find(pointer)!.ToJsonString());
    }

    [Fact]
    public async Task A_name_may_be_typed_where_a_code_is_needed()
    {
        var round = await RuleFormTests.DraftWithFormsAsync(server);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/rules";
        var saved = await browser.SendAsync(
            await browser.OpenAsync(address), address, ("act", "save"), ("/criteria/2/by", "领导"), ("/classes/0/points", "履职=50, 公开=0"), ("/ballot/limits/0/class", "镇"), ("/ballot/limits/0/options", "满意"), ("/grades/1/places", "镇=1"));
        Assert.Equal($"{address}?saved=1", saved.Location);
        var rules = RulesJson.Read(System.Text.Encoding.UTF8.GetBytes((await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetRawText()));
        Assert.Equal("leaders", rules.Criteria[2].By);
        Assert.Equal(["duty", "openness"], rules.Classes[0].Points!.Keys);
        Assert.Equal(("town", "A"), (rules.Ballot!.Limits![0].Class, rules.Ballot.Limits[0].Options[0]));
        Assert.Equal(["town"], rules.Grades[1].Places!.Keys);
    }

    [Theory]
    [InlineData("zh-CN", "总分构成 › 考评 尚未安排考评组及其考评的单位，无法评分。")]
    [InlineData("en", "Parts of the total › Inspection has no panel with units to inspect, so nothing can be scored.")]
    public async Task What_a_round_lacks_is_named_in_words_where_it_is_opened(string language, string says)
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        using var browser = await new Browser(server.Address, language).SignedInAsync();
        var lacks = (await browser.OpenAsync($"/manage/rounds/{round.Id}")).All("#warnings li").Select(item => string.Join(' ', item.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(says, lacks);
        var complete = await server.DraftAsync();
        Assert.Empty((await browser.OpenAsync($"/manage/rounds/{complete.Id}")).All("#warnings"));
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_is_explained_by_an_example()
    {
        var round = await RuleFormTests.DraftWithFormsAsync(server);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Id}/rules";
        var refused = await browser.SendAsync(await browser.OpenAsync(address), address, ("act", "save"), ("/criteria/3/score/steps", "90 分以上 200 分"));
        Assert.Contains(DomainTexts.Fault(Catalogue.Chinese, "is not a list of the form 0.9=200, 0.8=190"), refused.In("#f-criteria-3-score-steps-fault"), StringComparison.Ordinal);
        Assert.Equal("90 分以上 200 分", refused.Document.QuerySelector("#f-criteria-3-score-steps")!.GetAttribute("value"));
    }

    /// <summary>The fields of the form that would make the definition.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Typed(DefinitionTree tree)
    {
        return At("", tree.Root);

        static IEnumerable<KeyValuePair<string, string>> At(string pointer, System.Text.Json.Nodes.JsonNode? node)
        {
            string[] parts = [.. pointer.Split('/').Skip(1)];
            if (pointer is "/id" or "/units")
                return [];
            if (parts.Length > 0 && CompactText.IsAt(parts))
                return [new(pointer, pointer.EndsWith("/path", StringComparison.Ordinal) ? CompactText.WritePath(node) : CompactText.Write(node))];
            return node switch
            {
                System.Text.Json.Nodes.JsonObject weights when parts is ["classes", _, "weights"] => weights.Select((weight, index) => KeyValuePair.Create($"{pointer}/@{index}", weight.Value!.ToJsonString())),
                System.Text.Json.Nodes.JsonObject members => members.SelectMany(member => At($"{pointer}/{member.Key}", member.Value)),
                System.Text.Json.Nodes.JsonArray items => items.SelectMany((item, index) => At($"{pointer}/{index}", item)),
                null => [],
                _ when parts[^1] == "label" => [new($"{pointer}/zh", DefinitionTree.Text(node))],
                _ => [new(pointer, DefinitionTree.Text(node))],
            };
        }
    }
}
