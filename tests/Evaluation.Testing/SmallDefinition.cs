using System.Text.Json.Nodes;

namespace Evaluation.Testing;

/// <summary>A definition small enough to read with a test. It has no objection window, so its result may become final at once.</summary>
public static class SmallDefinition
{
    /// <summary>
    /// Units u1 and u2 (class town) and u3 (class school); groups npc (roll 50) and users (roll 500); criteria duty and openness; options A
    /// 100, B 70, C 0, D don't know.
    /// </summary>
    public static JsonObject Of(string id)
    {
        var definition = JsonNode.Parse(Text)!.AsObject();
        definition["id"] = id;
        return definition;
    }

    private const string Text = """
        {
          "id": "small", "title": {"zh": "小测评", "en": "A small round"}, "ballotBoxes": 3,
          "options": [
            {"code": "A", "label": "满意", "value": 100, "box": "top"}, {"code": "B", "label": "基本满意", "value": 70, "box": "positive"},
            {"code": "C", "label": "不满意", "value": 0, "box": "negative"}, {"code": "D", "label": "不了解"}],
          "criteria": [{"code": "duty", "label": "履职", "source": "vote", "points": 60}, {"code": "openness", "label": "公开", "source": "vote", "points": 40}],
          "groups": [{"code": "npc", "label": "代表", "roll": 50}, {"code": "users", "label": "服务对象", "roll": 500}],
          "classes": [{"code": "town", "label": "镇", "weights": {"npc": 30, "users": 70}}, {"code": "school", "label": "学校", "weights": {"npc": 1, "users": 1}}],
          "units": [
            {"code": "u1", "label": "一", "class": "town", "report": "## 履职\n\n开放 248 天。"}, {"code": "u2", "label": "二", "class": "town"},
            {"code": "u3", "label": "三", "class": "school"}],
          "policies": {"groupMin": 2, "awarenessMin": 0.5, "objectionDays": 0}, "components": {"vote": 100}
        }
        """;

    /// <summary>The same with an assessed criterion, so that the round passes through assessing.</summary>
    public static void Assessed(JsonObject definition)
    {
        definition["criteria"]!.AsArray().Add(JsonNode.Parse("""{"code": "visit", "label": "验收", "source": "assessed", "points": 10}"""));
        definition["components"] = JsonNode.Parse("""{"vote": 70, "inspection": 30}""");
    }

    /// <summary>The same without a vote.</summary>
    public static void WithoutVote(JsonObject definition)
    {
        definition["criteria"] = JsonNode.Parse("""[{"code": "visit", "label": "验收", "source": "assessed", "points": 10}]""");
        definition["components"] = JsonNode.Parse("""{"vote": 0, "inspection": 100}""");
    }
}
