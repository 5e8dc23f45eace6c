using System.Globalization;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Http.Awards;

/// <summary>Published rounds whose votes give their units any wanted order, over four classes.</summary>
internal static class RankedRound
{
    private const int Options = 16;

    /// <summary>A draft of units u0, u1, …; unit number n is in class c0 to c3 by n mod 4.</summary>
    public static void Describe(JsonObject definition, int units)
    {
        definition["options"] = new JsonArray([.. Enumerable.Range(0, Options).Select(option => (JsonNode)new JsonObject
        {
            ["code"] = $"o{option}", ["label"] = $"第{option}等", ["value"] = 100 - (option * 5), ["box"] = option == 0 ? "top" : "positive",
        })]);
        definition["groups"] = JsonNode.Parse("""[{"code": "users", "label": "服务对象", "roll": 500}]""");
        definition["criteria"] = JsonNode.Parse("""
            [{"code": "duty", "label": "履职", "source": "vote", "points": 16}, {"code": "openness", "label": "公开", "source": "vote", "points": 1}]
            """);
        var used = Enumerable.Range(0, Math.Min(4, units));
        definition["classes"] = new JsonArray([.. used.Select(number => JsonNode.Parse($$"""{"code": "c{{number}}", "label": "类{{number}}", "weights": {"users": 1} }""")!)]);
        definition["units"] = new JsonArray([.. Enumerable.Range(0, units).Select(number => JsonNode.Parse($$"""{"code": "u{{number}}", "label": "单位{{number}}", "class": "c{{number % 4}}"}""")!)]);
    }

    /// <summary>
    /// Two voters give the units their places: a smaller number is a better place, equal numbers are a tie. The result is published.
    /// </summary>
    public static async Task PublishAsync(this TestRound round, IReadOnlyList<(string Unit, int Place)> places)
    {
        await round.MoveAsync("voting");
        foreach (var voter in await round.IssueAsync("users", 2))
            foreach (var slips in places.Chunk(100))
                (await round.CastAsync(voter, [.. slips.Select(slip => string.Create(CultureInfo.InvariantCulture, $"{slip.Unit}:{slip.Place / Options},{slip.Place % Options}"))])).Answers();
        await round.MoveAsync("sealed", "provisional", "published");
    }
}
