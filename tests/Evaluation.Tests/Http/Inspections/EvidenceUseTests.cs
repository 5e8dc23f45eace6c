using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>Where evidence is used: shown with the item and in the index, to readers of what names it.</summary>
[Collection(SharedServer.Name)]
public sealed class EvidenceUseTests(TestServer server)
{
    [Fact]
    public async Task An_item_lists_every_entry_that_names_it()
    {
        var round = await InspectedRound.CreateAsync(server);
        var unit = await UnitAsync(round);
        await FileAsync(round, unit);
        var (reviewer, of) = (await server.StaffWithAsync("""{"role":"reviewer"}"""), $"{round.Path}/units/u1");
        (await unit.PutAsync($"{of}/self-assessment", """{"items":[{"criterion":"law","claimed":10,"evidence":["ev-1"]},{"criterion":"visit","claimed":20}]}""")).Answers();
        Assert.Equal("", await UsedAsync(unit, round));
        (await unit.PostAsync($"{of}/self-assessment/filing", """{"version":1}""")).Answers();
        (await round.Wang.Caller.PostAsync($"{of}/spot-checks", """{"failed":true,"on":"2020-03-05","evidence":["ev-1"]}""")).Answers(201);
        (await round.Wang.Caller.PostAsync($"{of}/adjustments", """{"kind":"deduction","points":1,"rule":"§ 1","fact":"late","evidence":["ev-1"]}""")).Answers(201);
        (await round.Wang.Caller.PostAsync($"{of}/findings", """{"text":"a door","dueOn":"2099-01-01","evidence":["ev-1"]}""")).Answers(201);
        (await unit.PostAsync($"{of}/findings/f-1/reply", """{"text":"cleared","evidence":["ev-1"]}""")).Answers();
        (await server.Administrator.PutAsync($"{of}/targets", """[{"id":"t1","title":"a","dueOn":"2099-01-01","responsible":"b"}]""")).Answers();
        for (var time = 0; time < 2; time++)
            (await unit.PutAsync($"{of}/targets/t1/progress", $$"""{"state":"partly","note":"{{time}}","evidence":["ev-1"]}""")).Answers();

        const string all = "claim law, spotCheck sc-1, adjustment adj-1, finding f-1, reply f-1, progress t1";
        Assert.Equal(all, await UsedAsync(unit, round));
        Assert.Equal(all, await UsedAsync(reviewer, round));
        Assert.Equal(all, Uses(Assert.Single((await unit.GetAsync($"{of}/evidence")).Answers().EnumerateArray())));
        const string text = "claim law; spot-check sc-1; adjustment adj-1; finding f-1; reply f-1; progress t1";
        Assert.Contains(text, (await reviewer.GetAsync($"{of}/evidence/index?format=csv")).Text, StringComparison.Ordinal);
        using var archive = new ZipArchive(new MemoryStream((await unit.GetAsync($"{of}/evidence/archive")).Body));
        using var index = new StreamReader(archive.GetEntry("index.csv")!.Open());
        Assert.Contains(text, await index.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_is_listed_only_for_readers_of_the_sheet()
    {
        var round = await InspectedRound.CreateAsync(server);
        var (unit, reviewer) = (await UnitAsync(round), await server.StaffWithAsync("""{"role":"reviewer"}"""));
        await FileAsync(round, unit);
        (await round.PutAsync(round.Chen, """{"points":{"law":1},"evidence":["ev-1"]}""")).Answers();
        Assert.Equal("", await UsedAsync(reviewer, round));
        (await round.PutAsync(round.Wang, """{"basedOn":[],"points":{"law":1,"visit":2},"evidence":["ev-1"],"file":true}""")).Answers();

        var sheet = $"sheet {round.Wang.Name}";
        Assert.Equal(sheet, await UsedAsync(reviewer, round));
        Assert.Equal(sheet, await UsedAsync(round.Wang.Caller, round));
        Assert.Equal("", await UsedAsync(unit, round));
        Assert.Equal("", await UsedAsync(round.Chen.Caller, round));
        Assert.Equal("", await UsedAsync(await server.StaffWithAsync("""{"role":"inspector"}"""), round));
        Assert.DoesNotContain(round.Wang.Name, (await unit.GetAsync($"{round.Path}/units/u1/evidence/index?format=json")).Text, StringComparison.Ordinal);
    }

    private static async Task<string> UsedAsync(Caller caller, InspectedRound round) => Uses((await caller.GetAsync($"{round.Path}/units/u1/evidence/ev-1")).Answers());

    private static string Uses(JsonElement item) => string.Join(
        ", ", item.GetProperty("usedBy").EnumerateArray().Select(use => $"{use.GetProperty("kind").GetString()} {use.GetProperty("id").GetString()}"));

    private Task<Caller> UnitAsync(InspectedRound round) => server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Round.Id}}","unit":"u1"}""");

    private static async Task FileAsync(InspectedRound round, Caller unit) =>
        (await Filing.FileAsync(unit, round.Round, Encoding.UTF8.GetBytes("%PDF-1.7 used"), unit: "u1", criterion: "law")).Answers(201);
}
