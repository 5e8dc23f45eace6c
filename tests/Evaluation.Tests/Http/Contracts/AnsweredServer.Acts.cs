using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;
using Evaluation.Tests.Http.Honours;
using Evaluation.Tests.Http.Scores;
using Evaluation.Tests.Privacy.Reach;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static System.Net.Http.HttpMethod;

namespace Evaluation.Tests.Http.Contracts;

/// <summary>The calls that the scenarios of other tests do not send.</summary>
public sealed partial class AnsweredServer
{
    /// <summary>An account from its making to its removal.</summary>
    private async Task StaffAsync()
    {
        var administrator = _server.Administrator;
        var (_, name) = await ObjectedRound.StaffAsync(_server.Site, """{"role":"reviewer"}""");
        var path = $"/api/staff/{name}";
        await ReadAllAsync();
        await OkAsync(administrator, Put, $"{path}/roles", """{"roles":[{"role":"auditor"},{"role":"reviewer"}]}""");
        await OkAsync(administrator, Put, $"{path}/person", """{"person":"Li"}""");
        await OkAsync(administrator, Put, $"{path}/provider-id", """{"providerId":"li-1"}""");
        await OkAsync(administrator, Post, $"{path}/interests", """{"unit":"u1","reason":"liaison"}""");
        await OkAsync(administrator, Post, $"{path}/key");
        using (var browser = await new Browser(_server.Address).SignedInAsync())
            await OkAsync(administrator, Get, "/api/staff/admin/sessions");
        await ReadAllAsync();
        foreach (var part in (string[])["/interests/u1", "/provider-id", "/lock", "/sessions", ""])
            await OkAsync(administrator, Delete, path + part);
        await OkAsync(administrator, Get, "/api/staff");

        async Task ReadAllAsync()
        {
            foreach (var part in (string[])["", "/roles", "/person", "/provider-id", "/interests", "/interests/u1", "/sessions"])
                await administrator.GetAsync(path + part);
            foreach (var list in (string[])["/api/staff", "/api/staff/audit", "/api/staff/audit?limit=2", "/api/staff-proposals", "/api/four-eyes"])
                await OkAsync(administrator, Get, list);
        }
    }

    /// <summary>What belongs to no round.</summary>
    private async Task SmallCallsAsync()
    {
        var administrator = _server.Administrator;
        foreach (var path in (string[])["/api/rounds", "/api/honours", "/api/honours/titles", "/api/honours/audit", "/api/complaints", "/api/operations", "/api/templates"])
            await OkAsync(administrator, Get, path);
        await OkAsync(administrator, Put, "/api/honours/titles/civilised", HonourServer.Title);
        await OkAsync(administrator, Get, "/api/honours/titles/civilised");
        await _server.DraftAsync(definition => definition["period"] = JsonNode.Parse("""{"from":"2010-01-01","to":"2010-12-31"}"""));
        var honour = (await OkAsync(administrator, Post, "/api/honours", """{"title":"civilised","unit":"u1","from":"2010-03-01","document":"府发"}""")).GetProperty("id").GetString();
        var renewed = (await OkAsync(administrator, Post, $"/api/honours/{honour}/renewal", "{}")).GetProperty("id").GetString();
        await OkAsync(administrator, Post, $"/api/honours/{renewed}/withdrawal", """{"grounds":"瞒报事故"}""");
        foreach (var path in (string[])["/api/honours", $"/api/honours/{honour}", $"/api/honours/{renewed}", "/api/honours/titles", "/api/honours/audit", "/api/honours/audit?limit=2"])
            await OkAsync(administrator, Get, path);

        var round = await _server.DraftAsync();
        var draft = $"/api/drafts/rules.{round.Id}";
        await OkAsync(administrator, Put, draft, """{"version":0,"fields":[{"name":"/title/zh","value":"改了一半"}]}""");
        await OkAsync(administrator, Get, draft);
        await OkAsync(administrator, Put, round.Path, SmallDefinition.Of(round.Id).ToJsonString());
        await OkAsync(administrator, Post, $"{round.Path}/schedule", """{"opensAt":"2099-12-01T05:00:00Z","closesAt":"2099-12-02T05:00:00Z"}""");
        await ReadAsync(round, administrator);
        await OkAsync(administrator, Post, $"{round.Path}/trial", "{}");
        await OkAsync(administrator, Post, $"{round.Path}/trial?unit=u1", """{"seed":4,"voters":{"npc":20,"users":30},"change":{"/components/vote":100}}""");
        await OkAsync(_server.Anybody, Get, "/api/log/proof?from=0");
        await OkAsync(_server.Anybody, Get, "/api/log/proof?from=1&to=1");
    }

    /// <summary>What unit, inspectors and reviewers do to entries that are there.</summary>
    private async Task ActAsync(PlantedRound planted)
    {
        var (path, readers) = ($"{planted.Round.Path}/units/u1", planted.Readers);
        var (unit, reviewer, administrator) = (readers["unit"], readers["reviewer"], readers["administrator"]);
        await OkAsync(reviewer, Post, $"{path}/spot-checks/sc-1/withdrawal", """{"reason":"an error"}""");
        await OkAsync(reviewer, Post, $"{path}/facts/named/withdrawal", """{"reason":"an error"}""");
        await OkAsync(reviewer, Post, $"{path}/adjustments/adj-1/withdrawal", """{"reason":"an error"}""");
        await OkAsync(administrator, Post, $"{planted.Round.Path}/draws", """{"id":"later","of":"units","count":1,"seedSource":"a closing index","reason":"a seed comes later"}""");
        await OkAsync(administrator, Post, $"{planted.Round.Path}/draws/later/seed", """{"seed":"2026-12-01 3456.78"}""");
        await OkAsync(administrator, Post, $"{path}/targets/amendment", """{"targets":[{"id":"t1","title":"a","measure":"b","dueOn":"2011-06-30","responsible":"c"}],"reason":"merged"}""");
        using var table = new StringContent("criterion,claimed,reason\nvisit,7,x\nlaw,10,\n", Encoding.UTF8, "text/csv");
        (await readers["other"].SendAsync(Post, $"{planted.Round.Path}/units/u2/self-assessment/import?format=csv", table)).Answers();
        var file = (await Filing.FileAsync(unit, planted.Round, "%PDF-1.7 another"u8.ToArray(), unit: "u1")).Answers(201).GetProperty("id").GetString();
        await OkAsync(unit, Delete, $"{path}/evidence/{file}", """{"reason":"by mistake"}""");

        var complaint = (await OkAsync(_server.Anybody, Post, "/api/complaints", $$"""{"unit":"u1","round":"{{planted.Round.Id}}","text":"dust"}""")).GetProperty("id").GetString();
        foreach (var (act, body) in new[]
        {
            ("rejection", """{"reason":"no complaint"}"""), ("restoration", """{"reason":"it was one"}"""), ("answer", """{"text":"swept","upheld":false}"""), ("closing", "{}"),
        })
            await OkAsync(reviewer, Post, $"/api/complaints/{complaint}/{act}", body);
    }

    /// <summary>Credentials, their batches and lost slips, and an open round that everybody may watch.</summary>
    private async Task IssuedAsync()
    {
        var administrator = _server.Administrator;
        var round = await _server.OpenAsync(definition =>
        {
            definition["visibility"] = "public";
            definition["ballot"] = JsonNode.Parse("""{"uniform":"refuse","unfinished":"ignore"}""");
        });
        await ReadAsync(round, administrator, _server.Anybody);
        var rows = await round.IssueWithSparesAsync("npc", 6, 2);
        var voters = await round.IssueAsync("users", 30);
        foreach (var (index, voter) in voters.Take(20).Index())
            await OkAsync(_server.Voter(voter), Put, $"{round.Path}/ballot", TestRound.Ballot($"u1:{index % 3},0", $"u2:0,{index % 4}", "u3:1,1"));
        foreach (var voter in (string[])[voters[0], voters[^1]])
            await OkAsync(_server.Voter(voter), Get, $"{round.Path}/ballot");
        await OkAsync(_server.Voter(voters[0]), Post, $"{round.Path}/ballot/finish");
        await OkAsync(_server.Voter(voters[0]), Get, $"{round.Path}/ballot");
        await OkAsync(administrator, Post, $"{round.Path}/credentials/revocations", $$"""{"slip":"{{rows[1].Slip}}","spare":"{{rows[^1].Slip}}","reason":"lost"}""");
        await OkAsync(administrator, Post, $"{round.Path}/credentials/revocations", $$"""{"slip":"{{rows[2].Slip}}","reason":"lost"}""");
        await round.IssueAsync("npc", 1);
        var batches = (await OkAsync(administrator, Get, $"{round.Path}/credentials/batches")).GetProperty("items").EnumerateArray().Select(batch => batch.GetProperty("id").GetString()!).ToArray();
        await OkAsync(administrator, Delete, $"{round.Path}/credentials/batches/{batches[^1]}", """{"reason":"by mistake"}""");
        foreach (var batch in batches)
            await OkAsync(administrator, Get, $"{round.Path}/credentials/batches/{batch}");
        await OkAsync(administrator, Post, $"{round.Path}/schedule", """{"closesAt":"2099-12-02T05:00:00Z","reason":"longer"}""");
        await ReadAsync(round, administrator, _server.Anybody);
        await round.MoveAsync("sealed");
        await ReadAsync(round, administrator, _server.Anybody);
    }

    /// <summary>The scores of an open round before and after its first cut.</summary>
    private async Task WatchedAsync()
    {
        var clock = new FakeTimeProvider(new(2020, 12, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        var watched = TestServer.With(services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IStartupFilter>(Recorder));
        await watched.InitializeAsync();
        var round = await watched.OpenAsync(WatchedServer.Public);
        string[] paths = [$"{round.Path}/scores", $"{round.Path}/criteria/duty/scores"];
        foreach (var group in (string[])["npc", "users"])
            foreach (var voter in (await round.IssueAsync(group, 50)).Take(20))
                (await round.CastAsync(voter, "u1:0,1", "u2:1,0", "u3:0,2")).Answers();
        foreach (var path in paths)
            await OkAsync(watched.Anybody, Get, path);
        await Eventually.IsTrueAsync(
            async () =>
            {
                clock.Advance(WatchedServer.Every);
                return (await OkAsync(watched.Anybody, Get, paths[0])).GetProperty("classes").EnumerateArray().Any(shown => shown.GetProperty("units").GetArrayLength() > 0);
            },
            "the scores of a cut are shown");
        foreach (var path in paths)
            await OkAsync(watched.Anybody, Get, path);
        await watched.DisposeAsync();
    }

    private async Task CommentAsync(TestRound round)
    {
        var comment = (await OkAsync(_server.Administrator, Get, $"{round.Path}/comments?unit=u1")).GetProperty("comments")[0].GetProperty("id").GetString();
        var path = $"{round.Path}/units/u1/comments";
        await OkAsync(_server.Administrator, Get, $"{path}/{comment}");
        await OkAsync(_server.Administrator, Post, $"{path}/tags", $$"""{"comments":["{{comment}}"],"add":["hours"],"remove":[]}""");
        await OkAsync(_server.Administrator, Put, $"{path}/{comment}/answer", """{"text":"from May on"}""");
        await OkAsync(_server.Administrator, Get, $"{path}/{comment}");
        await OkAsync(_server.Administrator, Get, $"{round.Path}/comments");
    }

    /// <summary>Four eyes, turned on by two administrators, and an account that one proposes and the other approves.</summary>
    private async Task FourEyesAsync()
    {
        var administrator = _server.Administrator;
        var other = await _server.StaffWithAsync("""{"role":"administrator"}""");
        var proposal = (await OkAsync(administrator, Post, "/api/staff-proposals", """{"kind":"fourEyes","reason":"as the rules ask"}""")).GetProperty("proposal").GetProperty("id").GetString();
        await OkAsync(administrator, Get, $"/api/staff-proposals/{proposal}");
        await OkAsync(other, Post, $"/api/staff-proposals/{proposal}/approval");
        var made = (await OkAsync(administrator, Post, "/api/staff-proposals", """{"kind":"add","reason":"for Sun","accounts":[{"name":"sun","roles":[{"role":"auditor"}]}]}"""));
        proposal = made.GetProperty("proposal").GetProperty("id").GetString();
        var approved = await OkAsync(other, Post, $"/api/staff-proposals/{proposal}/approval");
        await OkAsync(_server.Anybody, Post, "/api/staff-access", $$"""{"account":"sun","first":"{{Code(made)}}","second":"{{Code(approved)}}"}""");
        proposal = (await OkAsync(administrator, Post, "/api/staff-proposals", """{"kind":"add","reason":"for Qian","accounts":[{"name":"qian","roles":[{"role":"auditor"}]}]}""")).GetProperty("proposal").GetProperty("id").GetString();
        await OkAsync(other, Post, $"/api/staff-proposals/{proposal}/rejection", """{"reason":"not needed"}""");
        Assert.Null((await _server.Get<IEngine>().SendAsync(StaffGrain.Ref, new BreakGlass("rescue", "hash", "both have left", TimeProvider.System.GetUtcNow()))).Refusal);
        await OkAsync(_server.Anybody, Get, "/api/four-eyes");
        foreach (var path in (string[])["/api/staff-proposals", $"/api/staff-proposals/{proposal}", "/api/four-eyes", "/api/staff", "/api/staff/sun"])
            await OkAsync(administrator, Get, path);

        static string Code(JsonElement proposed) => proposed.GetProperty("codes")[0].GetProperty("code").GetString()!;
    }

    /// <summary>The JSON of an answer that is no refusal; undefined where it has none.</summary>
    private static async Task<JsonElement> OkAsync(Caller caller, HttpMethod method, string path, string? body = null)
    {
        var answer = await caller.SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.True(answer.Status is 200 or 201 or 204, $"{method} {path}: {answer.Status} {answer.Text}");
        return answer.Body.Length == 0 ? default : JsonElement.Parse(answer.Body);
    }
}
