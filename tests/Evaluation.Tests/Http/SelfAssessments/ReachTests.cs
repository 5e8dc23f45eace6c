using System.Text.Json;

namespace Evaluation.Tests.Http.SelfAssessments;

/// <summary>Who reads and decides what.</summary>
[Collection(SharedServer.Name)]
public sealed class ReachTests(TestServer server)
{
    [Fact]
    public async Task A_draft_is_read_by_its_unit_only()
    {
        var unit = await AssessedUnit.InAsync(server);
        await unit.SaveAsync();
        foreach (var role in new[] { "administrator", "auditor", "inspector", "reviewer" })
            (await (await StaffAsync(unit, role)).GetAsync(unit.Path)).Refuses(404, "no-such-self-assessment");
        (await (await OtherUnitAsync(unit)).GetAsync(unit.Path)).Refuses(403, "unit-not-yours");
        (await server.Anybody.GetAsync(unit.Path)).Refuses(403, "not-published");
        Assert.Equal(0, await RowsAsync(await StaffAsync(unit, "auditor"), unit));
    }

    [Fact]
    public async Task What_was_filed_is_read_by_staff_and_from_publication_on_by_everybody()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        foreach (var role in new[] { "administrator", "auditor", "inspector", "reviewer" })
        {
            var caller = await StaffAsync(unit, role);
            Assert.Equal("filed", (await caller.GetAsync(unit.Path)).Answers().GetProperty("state").GetString());
            Assert.Equal(8, await RowsAsync(caller, unit));
        }
        (await (await OtherUnitAsync(unit)).GetAsync(unit.Path)).Refuses(403, "unit-not-yours");
        (await server.Anybody.GetAsync(unit.Path)).Refuses(403, "not-published");
        (await server.Anybody.GetAsync($"{unit.Round.Path}/export?what=assessments&format=json")).Refuses(401, "sign-in-required");

        await unit.DecideAllAsync();
        await unit.ComputeAsync();
        (await server.Anybody.GetAsync(unit.Path)).Refuses(403, "not-published");
        await unit.Round.MoveAsync("published");
        var shown = (await server.Anybody.GetAsync(unit.Path)).Answers();
        Assert.Equal((97m, 8m), (shown.GetProperty("total").GetDecimal(), shown.GetProperty("items")[4].GetProperty("accepted").GetDecimal()));
        Assert.Empty(shown.GetProperty("warnings").EnumerateArray());
        Assert.Equal(8, await RowsAsync(server.Anybody, unit));
        (await unit.Unit.PutAsync(unit.Path, AssessedUnit.Complete(1, 7))).Refuses(409, "wrong-state");
        (await unit.DecideAsync("culture", """{"accepted":7,"reason":"late"}""")).Refuses(409, "wrong-state");
    }

    [Fact]
    public async Task While_it_is_reopened_staff_reads_what_was_filed_last()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        (await unit.ReopenAsync()).Answers();
        await unit.SaveAsync(AssessedUnit.Complete(2, 7));
        var shown = (await unit.Reviewer.GetAsync(unit.Path)).Answers();
        Assert.Equal(("draft", 1, 8m), (shown.GetProperty("state").GetString(), shown.GetProperty("version").GetInt32(), shown.GetProperty("items")[4].GetProperty("claimed").GetDecimal()));
        (await unit.Reviewer.GetAsync($"{unit.Path}?version=3")).Refuses(404, "no-such-version");
        Assert.Equal("filed", (await unit.Reviewer.GetAsync($"{unit.Path}?version=1")).Answers().GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_unit_works_on_its_own_self_assessment_only()
    {
        var unit = await AssessedUnit.InAsync(server);
        var other = await OtherUnitAsync(unit);
        (await other.PutAsync(unit.Path, "{}")).Refuses(403, "unit-not-yours");
        (await other.PostAsync($"{unit.Path}/filing", """{"version":1}""")).Refuses(403, "unit-not-yours");
        (await other.PostAsync($"{unit.Path}/import", "")).Refuses(403, "unit-not-yours");
        (await unit.Reviewer.GetAsync(unit.Path.Replace("/u1/", "/u9/", StringComparison.Ordinal))).Refuses(404, "no-such-unit");
        (await unit.Reviewer.PutAsync($"{unit.Round.Path}/units/u9/claims/culture", """{"accepted":1}""")).Refuses(404, "no-such-unit");
        (await unit.Unit.GetAsync(unit.Path.Replace(unit.Round.Id, "no-round", StringComparison.Ordinal))).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task A_reviewer_with_an_interest_in_the_unit_neither_decides_nor_reopens()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var biased = await server.StaffWithAsync(
            $$"""{"role":"reviewer","round":"{{unit.Round.Id}}"}""", $$"""{"role":"unit","round":"{{unit.Round.Id}}","unit":"u1"}""");
        (await biased.PutAsync($"{unit.Claims}/culture", """{"accepted":8}""")).Refuses(409, "conflict-of-interest");
        (await biased.PostAsync($"{unit.Path}/reopening", """{"reason":"mine"}""")).Refuses(409, "conflict-of-interest");
        Assert.Equal("open", (await unit.Reviewer.GetAsync($"{unit.Claims}/culture")).Answers().GetProperty("state").GetString());
    }

    private static async Task<int> RowsAsync(Caller caller, AssessedUnit unit) =>
        (await caller.GetAsync($"{unit.Round.Path}/export?what=assessments&format=json")).Answers() is { ValueKind: JsonValueKind.Object } export
            ? export.GetProperty("rows").EnumerateArray().Count() : -1;

    private Task<Caller> StaffAsync(AssessedUnit unit, string role) => server.StaffWithAsync($$"""{"role":"{{role}}","round":"{{unit.Round.Id}}"}""");

    private Task<Caller> OtherUnitAsync(AssessedUnit unit) => server.StaffWithAsync($$"""{"role":"unit","round":"{{unit.Round.Id}}","unit":"u2"}""");
}
