using System.Text.Json;

namespace Evaluation.Tests.Http.SelfAssessments;

/// <summary>The life of a self-assessment: draft, filed, decided, reopened.</summary>
[Collection(SharedServer.Name)]
public sealed class FilingTests(TestServer server)
{
    [Fact]
    public async Task The_real_self_assessment_is_saved_with_its_faults_and_cannot_be_filed()
    {
        var unit = await AssessedUnit.InAsync(server);
        (await unit.Unit.GetAsync(unit.Path)).Refuses(404, "no-such-self-assessment");
        var view = (await unit.Unit.PutAsync(unit.Path, AssessedUnit.AsFiled)).Answers();
        Assert.Equal(("draft", 1, 97m, 100m), (Text(view, "state"), view.GetProperty("version").GetInt32(), view.GetProperty("total").GetDecimal(), view.GetProperty("maximum").GetDecimal()));
        var refused = (await unit.FileAsync(1)).Refuses(422, "not-fileable");
        foreach (var faults in new[] { view.GetProperty("faults"), refused.GetProperty("faults") })
        {
            Assert.Equal(
                ["/items/4/reason reason-missing", "/items/5/reason reason-missing", "/items/7/reason reason-missing", "/declaredTotal total-mismatch"],
                faults.EnumerateArray().Select(fault => $"{Text(fault, "pointer")} {Text(fault, "code")}"));
            Assert.Equal("items add up to 97, declared 98", Text(faults[3], "detail"));
        }
        Assert.Equal(4, view.GetProperty("warnings").EnumerateArray().Count(warning => Text(warning, "code") == "no-evidence") - 1);
    }

    [Fact]
    public async Task A_draft_is_filed_once_and_is_then_read_only()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync();
        Assert.Equal("filed", Text((await unit.FileAsync(1)).Answers(), "state"));
        Assert.Equal("filed", Text((await unit.FileAsync(1)).Answers(), "state"));
        (await unit.Unit.PutAsync(unit.Path, AssessedUnit.Complete(1, 7))).Refuses(409, "wrong-state");
        Assert.Equal("filed", Text(await unit.SaveAsync(), "state"));
        (await unit.FileAsync(2)).Refuses(409, "wrong-state");
        var acts = (await server.Administrator.GetAsync($"{unit.Round.Path}/audit")).Answers().EnumerateArray().Where(line => Text(line, "act") == "self-assessment-filed");
        Assert.Equal("unit u1, version 1, 97 points", Text(Assert.Single(acts), "detail"));
    }

    [Fact]
    public async Task After_a_reopening_unchanged_items_keep_their_decisions_and_versions_count_up()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        await unit.DecideAllAsync();
        var reopened = (await unit.ReopenAsync()).Answers();
        Assert.Equal(("draft", "a page is missing"), (Text(reopened, "state"), Text(reopened.GetProperty("reopened"), "reason")));
        Assert.Equal("draft", Text((await unit.ReopenAsync()).Answers(), "state"));
        (await unit.ReopenAsync("another reason")).Refuses(409, "wrong-state");
        (await unit.DecideAsync("culture", """{"accepted":8}""")).Refuses(409, "wrong-state");
        Assert.All((await unit.Reviewer.GetAsync(unit.Claims)).Answers().GetProperty("items").EnumerateArray(), claim => Assert.Equal("reopened", Text(claim, "state")));

        var draft = (await unit.Unit.GetAsync(unit.Path)).Answers();
        Assert.Equal(("draft", 2), (Text(draft, "state"), draft.GetProperty("version").GetInt32()));
        (await unit.FileAsync(1)).Refuses(409, "stale");
        var saved = await unit.SaveAsync(AssessedUnit.Complete(2, 9));
        Assert.Equal(JsonValueKind.Null, saved.GetProperty("items")[4].GetProperty("accepted").ValueKind);
        Assert.Equal(8, saved.GetProperty("items")[5].GetProperty("accepted").GetDecimal());
        var filed = (await unit.FileAsync(3)).Answers();
        Assert.Equal([1, 3], filed.GetProperty("filedVersions").EnumerateArray().Select(version => version.GetInt32()));
        var open = (await unit.Reviewer.GetAsync($"{unit.Round.Path}/claims?state=open")).Answers().GetProperty("items");
        Assert.Equal("culture", Text(Assert.Single(open.EnumerateArray()), "criterion"));
        Assert.Equal(8, (await unit.Unit.GetAsync($"{unit.Path}?version=1")).Answers().GetProperty("items")[4].GetProperty("claimed").GetDecimal());
        (await unit.Unit.GetAsync($"{unit.Path}?version=2")).Refuses(404, "no-such-version");
    }

    [Fact]
    public async Task An_undecided_claim_leaves_the_unit_without_a_score_and_a_decided_one_counts()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        await unit.DecideAllAsync();
        (await unit.DecideAsync("law", """{"accepted":6,"reason":"half of the year"}""")).Answers();
        await unit.ComputeAsync();
        var row = (await server.Administrator.GetAsync($"{unit.Round.Path}/results")).Answers().GetProperty("classes").EnumerateArray().SelectMany(one => one.GetProperty("units").EnumerateArray())
            .Single(one => Text(one, "unit") == "u1");
        Assert.Equal(91, row.GetProperty("self").GetDecimal());
    }

    [Fact]
    public async Task A_draft_that_was_never_filed_is_read_only_after_sealing_and_may_still_be_filed_as_it_is()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync();
        await unit.Round.MoveAsync("voting");
        await unit.Round.MoveAsync("sealed");
        (await unit.Unit.PutAsync(unit.Path, AssessedUnit.Complete(1, 7))).Refuses(409, "wrong-state");
        Assert.Equal(1, (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("version").GetInt32());
        Assert.Equal("filed", Text((await unit.FileAsync(1)).Answers(), "state"));
        (await unit.ReopenAsync()).Answers();
        Assert.Equal(3, (await unit.Unit.PutAsync(unit.Path, AssessedUnit.Complete(2, 7))).Answers().GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Nothing_is_saved_or_decided_before_the_opening()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        var unit = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        var reviewer = await server.StaffWithAsync($$"""{"role":"reviewer","round":"{{round.Id}}"}""");
        (await unit.PutAsync($"{round.Path}/units/u1/self-assessment", "{}")).Refuses(409, "wrong-state");
        (await unit.PostAsync($"{round.Path}/units/u1/self-assessment/filing", """{"version":1}""")).Refuses(409, "wrong-state");
        (await reviewer.PostAsync($"{round.Path}/units/u1/self-assessment/reopening", """{"reason":"x"}""")).Refuses(409, "wrong-state");
        (await reviewer.PutAsync($"{round.Path}/units/u1/claims/visit", """{"accepted":1}""")).Refuses(409, "wrong-state");
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
