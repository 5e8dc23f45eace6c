using System.Text.Json;

namespace Evaluation.Tests.Http.Targets;

/// <summary>Targets by the API, as each role uses them.</summary>
[Collection(SharedServer.Name)]
public sealed class TargetTests(TestServer server)
{
    private const string Roads = """[{"id":"t1","title":"道路维修","measure":"12 km","dueOn":"2011-06-30","responsible":"李某"}]""";

    [Fact]
    public async Task Targets_are_set_signed_reported_and_graded_and_everybody_reads_the_progress()
    {
        var round = await server.DraftAsync();
        var unit = await UnitAsync(round);
        var path = $"{round.Path}/units/u1/targets";
        var set = (await server.Administrator.PutAsync(path, Roads)).Answers();
        Assert.Equal((1, false), (set.GetProperty("version").GetInt32(), set.GetProperty("signed").GetBoolean()));
        (await unit.PostAsync($"{path}/signature")).Answers();
        Assert.True((await server.Administrator.PostAsync($"{path}/signature")).Answers().GetProperty("signed").GetBoolean());
        (await server.Administrator.PutAsync(path, "[]")).Refuses(409, "signed");
        Assert.Equal("道路维修", Text((await unit.GetAsync($"{path}/t1")).Answers(), "title"));
        (await unit.GetAsync($"{path}/t9")).Refuses(404, "no-such-target");

        (await unit.PutAsync($"{path}/t1/progress", """{"state":"partly"}""")).Refuses(409, "wrong-state");
        await round.MoveAsync("voting");
        (await unit.PutAsync($"{path}/t1/progress", """{"state":"partly","note":"5 km"}""")).Answers();
        var reviewer = await server.StaffWithAsync("""{"role":"reviewer"}""");
        (await reviewer.PutAsync($"{path}/t1/grade", """{"grade":"good","reason":"late"}""")).Answers();

        Assert.Null(Text(Assert.Single((await server.Anybody.GetAsync($"{round.Path}/progress")).Answers().GetProperty("items").EnumerateArray()), "grade"));
        Assert.Null(Text((await unit.GetAsync(path)).Answers().GetProperty("targets")[0].GetProperty("grades")[0], "by"));
        var listed = (await reviewer.GetAsync($"{round.Path}/progress")).Answers();
        var row = Assert.Single(listed.GetProperty("items").EnumerateArray());
        Assert.Equal(("u1", "t1", "partly", "good", "李某"), (Text(row, "unit"), Text(row, "target"), Text(row, "state"), Text(row, "grade"), Text(row, "responsible")));
        Assert.True(row.GetProperty("daysOverdue").GetInt32() > 5000);
        (await unit.PutAsync($"{path}/t1/progress", """{"state":"done"}""")).Answers();
        row = Assert.Single((await server.Anybody.GetAsync($"{round.Path}/progress")).Answers().GetProperty("items").EnumerateArray());
        Assert.Equal(0, row.GetProperty("daysOverdue").GetInt32());

        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Select(line => Text(line, "act")).ToArray();
        Assert.Equal(["targets-set", "targets-signed", "targets-signed", "progress-reported", "target-graded", "progress-reported"], audit.Where(act => act.StartsWith("target", StringComparison.Ordinal) || act.StartsWith("progress", StringComparison.Ordinal)));
        var export = await server.Administrator.GetAsync($"{round.Path}/export?what=targets&format=csv");
        Assert.Contains("道路维修", export.Text, StringComparison.Ordinal);
        (await server.Anybody.GetAsync($"{round.Path}/export?what=targets")).Refuses(401, "sign-in-required");
    }

    [Fact]
    public async Task A_unit_reads_and_signs_its_own_targets_only()
    {
        var round = await server.DraftAsync();
        var unit = await UnitAsync(round);
        (await unit.GetAsync($"{round.Path}/units/u2/targets")).Refuses(403, "unit-not-yours");
        (await unit.PostAsync($"{round.Path}/units/u2/targets/signature")).Refuses(403, "unit-not-yours");
        (await unit.PutAsync($"{round.Path}/units/u1/targets", Roads)).Refuses(403, "not-allowed");
        (await server.Anybody.GetAsync($"{round.Path}/units/u1/targets")).Refuses(401, "sign-in-required");
    }

    [Theory]
    [InlineData("""[{"id":"T 1","title":"a","dueOn":"2011-06-30","responsible":"b"}]""", "/0/id")]
    [InlineData("""[{"id":"t1","title":"a","dueOn":"2011-06-31","responsible":"b"}]""", "/0/dueOn")]
    [InlineData("""[{"id":"t1","title":"","dueOn":"2011-06-30","responsible":"b"}]""", "/0/title")]
    [InlineData("""[{"id":"t1","title":"a","dueOn":"2011-06-30"}]""", "/0/responsible")]
    [InlineData("""[{"id":"t1","title":"a","dueOn":"2011-06-30","responsible":"b"},{"id":"t1","title":"a","dueOn":"2011-06-30","responsible":"b"}]""", "/1/id")]
    [InlineData("7", "")]
    [InlineData("""{"targets":7,"basedOn":0}""", "/targets")]
    [InlineData("""{"targets":[],"basedOn":"1"}""", "/basedOn")]
    public async Task A_faulty_list_is_refused_with_the_pointer_and_nothing_is_stored(string body, string pointer)
    {
        var round = await server.DraftAsync();
        var problem = (await server.Administrator.PutAsync($"{round.Path}/units/u1/targets", body)).Refuses(400, "bad-request");
        Assert.Equal(pointer, problem.GetProperty("faults")[0].GetProperty("pointer").GetString());
        Assert.Equal(0, (await server.Administrator.GetAsync($"{round.Path}/units/u1/targets")).Answers().GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_list_that_another_person_has_replaced_is_refused_as_stale()
    {
        var round = await server.DraftAsync();
        var path = $"{round.Path}/units/u1/targets";
        var tag = (await server.Administrator.PutAsync(path, Roads)).Headers.ETag!.ToString();
        (await server.Administrator.PutAsync(path, "[]")).Answers();
        var stale = await server.Administrator.SendAsync(HttpMethod.Put, path, new StringContent(Roads), ("If-Match", tag));
        stale.Refuses(412, "stale");
    }

    [Fact]
    public async Task Progress_names_only_evidence_of_the_unit()
    {
        var round = await server.OpenAsync();
        var unit = await UnitAsync(round);
        (await server.Administrator.PutAsync($"{round.Path}/units/u1/targets", Roads)).Answers();
        var problem = (await unit.PutAsync($"{round.Path}/units/u1/targets/t1/progress", """{"state":"done","evidence":["ev-1"]}""")).Refuses(400, "bad-request");
        Assert.Equal("/evidence/0", problem.GetProperty("faults")[0].GetProperty("pointer").GetString());
        (await unit.PutAsync($"{round.Path}/units/u1/targets/t9/progress", """{"state":"done"}""")).Refuses(404, "no-such-target");
    }

    private Task<Caller> UnitAsync(TestRound round) => server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
