using System.Text.Json;

namespace Evaluation.Tests.Http.Supervision;

/// <summary>Adjustments by the API: proposed by one person, decided by another, counted in the result only when approved.</summary>
[Collection(SharedServer.Name)]
public sealed class AdjustmentTests(TestServer server)
{
    private const string Bonus = """{"kind":"bonus","points":2,"rule":"§ 12","fact":"a prize of the province","document":"No. 9"}""";

    [Fact]
    public async Task An_adjustment_counts_in_standing_and_result_only_when_another_person_has_approved_it()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var path = $"{round.Of("u1")}/adjustments";
        var proposed = (await round.Reviewer.PostAsync(path, Bonus)).Answers(201);
        Assert.Equal(("adj-1", "proposed"), (Text(proposed, "id"), Text(proposed, "state")));
        Assert.Equal((0, 0, 0), await PointsAsync(round));
        (await round.Reviewer.PostAsync($"{path}/adj-1/approval")).Refuses(409, "same-person");
        Assert.Equal("approved", Text((await round.Second.PostAsync($"{path}/adj-1/approval")).Answers(), "state"));

        (await round.Inspector.PostAsync(path, """{"kind":"daily","points":3,"rule":"§ 14","fact":"late"}""")).Answers(201);
        (await round.Inspector.PostAsync(path, """{"kind":"deduction","points":1,"rule":"§ 15","fact":"a fire"}""")).Answers(201);
        (await round.Inspector.PostAsync(path, """{"kind":"deduction","points":40,"rule":"§ 15","fact":"an error"}""")).Answers(201);
        (await round.Inspector.PostAsync(path, """{"kind":"deduction","points":50,"rule":"§ 15","fact":"twice"}""")).Answers(201);
        foreach (var id in new[] { "adj-2", "adj-3", "adj-5" })
            (await round.Reviewer.PostAsync($"{path}/{id}/approval")).Answers();
        (await round.Reviewer.PostAsync($"{path}/adj-4/rejection", """{"reason":"no proof"}""")).Answers();
        (await round.Second.PostAsync($"{path}/adj-5/withdrawal", """{"reason":"entered twice"}""")).Answers();
        Assert.Equal((2, 1, 3), await PointsAsync(round));
        var listed = (await round.Unit.GetAsync(path)).Answers().GetProperty("items").EnumerateArray();
        Assert.Equal(["adj-1 approved", "adj-2 approved", "adj-3 approved", "adj-4 rejected", "adj-5 withdrawn"], listed.Select(item => $"{Text(item, "id")} {Text(item, "state")}"));

        await round.Round.MoveAsync("voting");
        foreach (var voter in await round.Round.IssueAsync("users", 3))
            (await round.Round.CastAsync(voter, "u1:0,0", "u2:0,0", "u3:0,0")).Answers();
        await round.Round.MoveAsync("sealed", "provisional");
        var unit = (await server.Administrator.GetAsync($"{round.Path}/results")).Answers().GetProperty("classes").EnumerateArray()
            .SelectMany(ranked => ranked.GetProperty("units").EnumerateArray()).Single(figures => Text(figures, "unit") == "u1");
        Assert.Equal((2, 1, 97), (Number(unit, "bonus"), Number(unit, "deductions"), Number(unit, "daily")));
        Assert.Equal(100 * 0.7m + 97 * 0.3m + 2 - 1, Number(unit, "total"));
        var derivation = (await server.Administrator.GetAsync($"{round.Path}/results/u1/derivation?format=text&lang=en")).Text;
        Assert.Contains("adj-1: § 12, a prize of the province (No. 9).", derivation, StringComparison.Ordinal);
        Assert.Contains("adj-3: § 15, a fire.", derivation, StringComparison.Ordinal);
        Assert.Contains("adj-2: § 14, late.", derivation, StringComparison.Ordinal);
        Assert.DoesNotContain("adj-4", derivation, StringComparison.Ordinal);
        (await round.Inspector.PostAsync(path, Bonus)).Refuses(409, "wrong-state");
    }

    [Fact]
    public async Task A_derivation_names_proposer_and_approver_to_staff_only()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var path = $"{round.Of("u1")}/adjustments";
        foreach (var kind in new[] { "bonus", "deduction", "daily" })
            (await round.Inspector.PostAsync(path, $$"""{"kind":"{{kind}}","points":2,"rule":"§ 12","fact":"a fact"}""")).Answers(201);
        foreach (var id in new[] { "adj-1", "adj-2", "adj-3" })
            (await round.Second.PostAsync($"{path}/{id}/approval")).Answers();
        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().ToArray();
        var (proposer, approver) = (Text(audit.First(line => Text(line, "act") == "adjustment-proposed"), "by")!, Text(audit.First(line => Text(line, "act") == "adjustment-approved"), "by")!);

        await round.Round.MoveAsync("voting", "sealed");
        await round.Round.MoveAsync("provisional");
        await AssertNamedAsync(round.Second);
        await round.Round.MoveAsync("published");
        foreach (var staff in new[] { server.Administrator, round.Inspector, round.Reviewer })
            await AssertNamedAsync(staff);
        foreach (var reader in new[] { server.Anybody, round.Unit, await server.StaffWithAsync("""{"role":"reviewer","round":"another"}""") })
            foreach (var text in await DerivationsAsync(reader))
                Assert.Equal((true, false, false), (text.Contains("adj-3", StringComparison.Ordinal), text.Contains(proposer, StringComparison.Ordinal), text.Contains(approver, StringComparison.Ordinal)));

        async Task AssertNamedAsync(Caller staff)
        {
            foreach (var text in await DerivationsAsync(staff))
                foreach (var id in new[] { "adj-1", "adj-2", "adj-3" })
                    Assert.Matches($"{id}.{{1,20}}a fact.{{1,3}}({proposer} 提出，{approver} 批准|Proposed by {proposer}, approved by {approver})", text);
        }

        async Task<string[]> DerivationsAsync(Caller reader)
        {
            var address = $"{round.Path}/results/u1/derivation";
            return [(await reader.GetAsync(address)).Text, (await reader.GetAsync($"{address}?format=text&lang=en")).Text, (await reader.GetAsync($"{address}?format=text&lang=zh")).Text];
        }
    }

    [Fact]
    public async Task Two_approvers_at_once_approve_an_adjustment_once()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var path = $"{round.Of("u1")}/adjustments";
        (await round.Inspector.PostAsync(path, Bonus)).Answers(201);
        var answers = await Task.WhenAll(round.Reviewer.PostAsync($"{path}/adj-1/approval"), round.Second.PostAsync($"{path}/adj-1/approval"));
        Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
        answers.Single(answer => answer.Status == 409).Refuses(409, "wrong-state");
        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().ToArray();
        var approved = Assert.Single(audit, line => Text(line, "act") == "adjustment-approved");
        Assert.StartsWith("unit u1, adj-1, bonus 2, proposed by ", Text(approved, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interest_is_refused_at_the_proposal_and_at_the_approval()
    {
        var round = await SupervisedRound.OpenAsync(server);
        var path = $"{round.Of("u1")}/adjustments";
        var (proposer, name) = await ObjectedRound.StaffAsync(server.Site, """{"role":"reviewer"}""");
        (await proposer.PostAsync(path, Bonus)).Answers(201);
        (await server.Administrator.PutAsync($"/api/staff/{name}/roles", $$"""{"roles":[{"role":"reviewer"},{"role":"unit","round":"{{round.Round.Id}}","unit":"u1"}]}""")).Answers();
        (await proposer.PostAsync(path, Bonus)).Refuses(409, "conflict-of-interest");
        var refused = (await round.Reviewer.PostAsync($"{path}/adj-1/approval")).Refuses(409, "conflict-of-interest");
        Assert.Equal(name, Text(refused, "account"));
        (await round.Reviewer.PostAsync($"{path}/adj-1/rejection", """{"reason":"of an interested person"}""")).Answers();
    }

    [Theory]
    [InlineData("""{"kind":"bonus","points":0,"rule":"§ 12","fact":"a"}""", "/points")]
    [InlineData("""{"kind":"bonus","points":-1,"rule":"§ 12","fact":"a"}""", "/points")]
    [InlineData("""{"kind":"bonus","points":1.12345,"rule":"§ 12","fact":"a"}""", "/points")]
    [InlineData("""{"kind":"gift","points":1,"rule":"§ 12","fact":"a"}""", "/kind")]
    [InlineData("""{"kind":"bonus","points":1,"fact":"a"}""", "/rule")]
    [InlineData("""{"kind":"bonus","points":1,"rule":"§ 12","fact":"a","evidence":["ev-7"]}""", "/evidence/0")]
    public async Task A_faulty_adjustment_is_refused_with_the_pointer_of_the_fault(string body, string pointer)
    {
        var round = await SupervisedRound.OpenAsync(server);
        var faults = (await round.Inspector.PostAsync($"{round.Of("u1")}/adjustments", body)).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal(pointer, Text(Assert.Single(faults.EnumerateArray()), "pointer"));
    }

    private static async Task<(decimal, decimal, decimal)> PointsAsync(SupervisedRound round)
    {
        var sums = (await round.Unit.GetAsync($"{round.Of("u1")}/standing")).Answers().GetProperty("adjustments");
        return (Number(sums, "bonus"), Number(sums, "deductions"), Number(sums, "daily"));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static decimal Number(JsonElement json, string name) => json.GetProperty(name).GetDecimal();
}
