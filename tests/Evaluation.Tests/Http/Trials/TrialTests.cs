using System.Text.Json;

namespace Evaluation.Tests.Http.Trials;

/// <summary>Trials of the rules and templates by the API.</summary>
[Collection(SharedServer.Name)]
public sealed class TrialTests(TestServer server)
{
    [Fact]
    public async Task A_draft_is_tried_with_both_tables_and_nothing_is_stored()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        var before = await TrailAsync(round);
        var trial = (await server.Administrator.PostAsync(
            $"{round.Path}/trial?unit=u1", """{"seed":4,"voters":{"npc":20,"users":30},"change":{"/components/vote":40,"/components/inspection":60}}""")).Answers();

        Assert.Equal(("draft", 0), (trial.GetProperty("result").GetProperty("state").GetString(), trial.GetProperty("result").GetProperty("version").GetInt32()));
        Assert.Equal(3, trial.GetProperty("changed").GetProperty("differences").GetArrayLength());
        Assert.Equal("u1", trial.GetProperty("derivation").GetProperty("unit").GetString());
        var (was, now) = (Unit(trial, "u1"), Unit(trial.GetProperty("changed"), "u1"));
        Assert.InRange(was.GetProperty("total").GetDecimal() - Total(was, 0.7m), -0.02m, 0.02m);
        Assert.InRange(now.GetProperty("total").GetDecimal() - Total(now, 0.4m), -0.02m, 0.02m);
        Assert.Equal(was.GetProperty("vote").GetDecimal(), now.GetProperty("vote").GetDecimal());

        Assert.Equal(before, await TrailAsync(round));
        (await server.Administrator.GetAsync($"{round.Path}/results")).Refuses(403, "sealed");

        static decimal Total(JsonElement unit, decimal vote) =>
            (vote * unit.GetProperty("vote").GetDecimal()) + ((1 - vote) * unit.GetProperty("inspection").GetDecimal()) + unit.GetProperty("bonus").GetDecimal() - unit.GetProperty("deductions").GetDecimal();
    }

    [Fact]
    public async Task Rules_that_are_frozen_are_not_tried()
    {
        var round = await server.DraftAsync();
        await round.MoveAsync("voting");
        (await server.Administrator.PostAsync($"{round.Path}/trial", "{}")).Refuses(409, "wrong-state");
    }

    [Theory]
    [InlineData("""{"voters":{"npc":51}}""", "/voters/npc")]
    [InlineData("""{"seed":"one"}""", "/seed")]
    [InlineData("""{"points":[{"unit":"u1","kind":"gift"}]}""", "/points/0/kind")]
    [InlineData("""{"change":{"/components/vote":50}}""", "/change")]
    [InlineData("[]", "")]
    public async Task A_faulty_trial_is_refused_with_the_pointer(string body, string pointer)
    {
        var round = await server.DraftAsync();
        var problem = (await server.Administrator.PostAsync($"{round.Path}/trial", body)).Refuses(400, "bad-request");
        Assert.Equal(pointer, problem.GetProperty("faults")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task An_unknown_unit_is_refused()
    {
        var round = await server.DraftAsync();
        (await server.Administrator.PostAsync($"{round.Path}/trial?unit=u9", "{}")).Refuses(400, "no-such-unit");
    }

    [Fact]
    public async Task Every_listed_template_makes_a_round()
    {
        foreach (var template in (await server.Administrator.GetAsync("/api/templates")).Answers().EnumerateArray())
        {
            var code = template.GetProperty("code").GetString();
            var definition = System.Text.Json.Nodes.JsonNode.Parse((await server.Administrator.GetAsync($"/api/templates/{code}")).Text)!;
            definition["id"] = $"made-{code}";
            Assert.Equal(201, (await server.Administrator.PostAsync("/api/rounds", definition.ToJsonString())).Status);
        }
        (await server.Administrator.GetAsync("/api/templates/none")).Refuses(404, "not-found");
    }

    private async Task<string> TrailAsync(TestRound round) => (await server.Administrator.GetAsync($"{round.Path}/audit")).Text;

    private static JsonElement Unit(JsonElement trial, string unit) =>
        trial.GetProperty("result").GetProperty("classes").EnumerateArray().SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()).Single(figures => figures.GetProperty("unit").GetString() == unit);
}
