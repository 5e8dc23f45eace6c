using System.Text.Json.Nodes;

namespace Evaluation.Browser.Tests;

/// <summary>Rounds with papers of any length.</summary>
internal static class Papers
{
    public static readonly string[] Criteria = ["履职尽责", "正风肃纪", "办事公开", "工作效率", "廉政建设"];

    /// <summary>So many units in three classes, five criteria, four options.</summary>
    public static Action<JsonObject> Of(int units) => definition =>
    {
        definition["title"] = JsonNode.Parse("""{"zh": "区直单位社会评价", "en": "Social evaluation"}""");
        definition["options"] = JsonNode.Parse("""
            [{"code": "A", "label": {"zh": "满意", "en": "Satisfied"}, "value": 100, "box": "top"}, {"code": "B", "label": {"zh": "基本满意", "en": "Fairly satisfied"}, "value": 70, "box": "positive"},
             {"code": "C", "label": {"zh": "不满意", "en": "Dissatisfied"}, "value": 0, "box": "negative"}, {"code": "D", "label": {"zh": "不了解", "en": "Don't know"}}]
            """);
        definition["criteria"] = new JsonArray([.. Criteria.Select((label, index) => JsonNode.Parse($$"""{"code": "c{{index}}", "label": {"zh": "{{label}}", "en": "Criterion {{index}}"}, "source": "vote", "points": 20}"""))]);
        definition["classes"] = new JsonArray([.. Enumerable.Range(0, 3).Select(index =>
            JsonNode.Parse($$$"""{"code": "k{{{index}}}", "label": {"zh": "第{{{index}}}类", "en": "Class {{{index}}}"}, "weights": {"npc": 30, "users": 70}}"""))]);
        definition["units"] = new JsonArray([.. Enumerable.Range(1, units).Select(index => JsonNode.Parse(
            $$"""{"code": "u{{index}}", "label": {"zh": "单位{{index}}", "en": "Unit {{index}}"}, "class": "k{{index % 3}}", "report": "## 履职尽责\n\n全年办理 {{index}} 件。\n\n- 其一\n- 其二"}"""))]);
    };

    public static async Task<(TestRound Round, string Credential)> OpenAsync(BrowserFixture fixture, int units, Action<JsonObject>? change = null, string? limitedTo = null)
    {
        var round = await fixture.Server.OpenAsync(definition =>
        {
            Of(units)(definition);
            change?.Invoke(definition);
        });
        return (round, (await round.IssueAsync("npc", 1, limitedTo))[0]);
    }
}
