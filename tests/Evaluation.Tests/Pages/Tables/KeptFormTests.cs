using System.Text.Json.Nodes;
using Evaluation.Gateway.Pages.Administrator.Tables;
using Evaluation.Rules;
using Evaluation.Tests.Http;
using Evaluation.Tests.Pages.Forms;

namespace Evaluation.Tests.Pages.Tables;

/// <summary>Tables and files keep the forms of a definition for which they have no column.</summary>
[Collection(SharedServer.Name)]
public sealed class KeptFormTests(TestServer server)
{
    [Theory]
    [InlineData("units")]
    [InlineData("groups")]
    [InlineData("weights")]
    public async Task A_table_that_is_imported_as_it_was_written_keeps_every_form(string name)
    {
        var round = await RuleFormTests.DraftWithFormsAsync(server);
        var definition = await DefinitionAsync(round);
        var rules = RulesJson.Read(System.Text.Encoding.UTF8.GetBytes(definition.ToJsonString()));
        var table = DefinitionTable.Find(name)!;
        var columns = table.Columns(rules);
        var imported = JsonNode.Parse(RulesJson.Write(rules))!.AsObject();
        table.Apply(imported, [.. table.Rows(rules).Select(row => columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))]);
        Assert.Equal(JsonNode.Parse(RulesJson.Write(rules))!.ToJsonString(), imported.ToJsonString());
    }

    [Fact]
    public async Task A_pooled_class_gets_weights_only_from_a_row_that_has_some()
    {
        var rules = RulesJson.Read(System.Text.Encoding.UTF8.GetBytes((await DefinitionAsync(await RuleFormTests.DraftWithFormsAsync(server))).ToJsonString()));
        var definition = JsonNode.Parse(RulesJson.Write(rules))!.AsObject();
        DefinitionTable.Find("weights")!.Apply(definition, [new Dictionary<string, string> { ["class"] = "school", ["npc"] = "30", ["users"] = "" }]);
        Assert.Equal("""{"npc":30}""", definition["classes"]![1]!["weights"]!.ToJsonString());
    }

    [Fact]
    public async Task A_definition_file_makes_a_round_with_the_same_rules()
    {
        var round = await RuleFormTests.DraftWithFormsAsync(server);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var file = JsonNode.Parse((await browser.OpenAsync($"/manage/rounds/{round.Id}/definition.json")).Text)!.AsObject();
        file["id"] = TestServer.NewId("copy");
        Assert.Equal(201, (await server.Administrator.PostAsync("/api/rounds", file.ToJsonString())).Status);
        var (first, second) = (await DefinitionAsync(round), JsonNode.Parse((await server.Administrator.GetAsync($"/api/rounds/{file["id"]}")).Text)!["definition"]!.AsObject());
        first.Remove("id");
        second.Remove("id");
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    private async Task<JsonObject> DefinitionAsync(TestRound round) => JsonNode.Parse((await server.Administrator.GetAsync(round.Path)).Text)!["definition"]!.AsObject();
}
