using System.Text;
using System.Text.Json;
using Evaluation.Tests.Http.Honours;
using Evaluation.Tests.Http.Inspections;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Http.Versions;

/// <summary>Bodies that name the version which they replace, alone and beside <c>If-Match</c>.</summary>
[Collection(SharedServer.Name)]
public sealed class BasedOnTests(TestServer server)
{
    [Fact]
    public async Task A_panel()
    {
        var round = await InspectedRound.CreateAsync(server);
        var path = $"{round.Path}/panels/north";
        await AssertAsync(path, Body("\"u1\"", 1), Body("\"u2\"", 1), Body("\"u1\",\"u2\"", 2), "panel", standing => Assert.Equal("u1", standing.GetProperty("units")[0].GetString()));
        (await server.Administrator.PutAsync($"{round.Path}/panels/west", Body("\"u3\"", 1))).Refuses(409, "stale");
        (await server.Administrator.PutAsync($"{round.Path}/panels/west", Body("\"u3\"", 0))).Answers();

        string Body(string units, int basedOn) => round.Panel(units, more: $",\"basedOn\":{basedOn}");
    }

    [Fact]
    public async Task The_removal_of_a_panel()
    {
        var round = await InspectedRound.CreateAsync(server);
        var path = $"{round.Path}/panels/north";
        (await server.Administrator.PutAsync(path, round.Panel("\"u1\""))).Answers();
        var stale = (await server.Administrator.DeleteAsync($"{path}?basedOn=1")).Refuses(409, "stale");
        Assert.Equal("u1", stale.GetProperty("standing").GetProperty("units")[0].GetString());
        (await server.Administrator.SendAsync(HttpMethod.Delete, $"{path}?basedOn=2", null, ("If-Match", "\"panel-1\""))).Refuses(412, "stale");
        (await server.Administrator.DeleteAsync($"{path}?basedOn=two")).Refuses(400, "bad-request");
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"{path}?basedOn=2")).Status);
    }

    [Fact]
    public async Task The_reviewer_and_the_proposed_answer_of_an_objection()
    {
        var round = await ObjectedRound.PublishAsync(server.Site);
        var ticket = $"{round.Path}/{await round.FileAsync()}";
        var (_, other) = await ObjectedRound.StaffAsync(server.Site, """{"role":"reviewer"}""");
        await AssertAsync("assign", "assignment", (basedOn, first) => $$"""{"to":"{{(first ? other : round.ReviewerName)}}","basedOn":{{basedOn}}}""", standing => Assert.Equal(other, standing.GetProperty("assignedTo").GetString()));
        await AssertAsync("resolve", "proposal", (basedOn, first) => $$"""{"decision":"rejected","answer":"{{(first ? "theirs" : "ours")}}","basedOn":{{basedOn}}}""", standing => Assert.Equal("theirs", standing.GetProperty("proposal").GetProperty("text").GetString()));

        async Task AssertAsync(string act, string kind, Func<int, bool, string> body, Action<JsonElement> standing)
        {
            var first = await server.Administrator.PostAsync($"{ticket}/{act}", body(0, true));
            first.Answers();
            var tag = first.Headers.ETag!.ToString();
            Assert.Equal((kind, 1), Parse(tag));
            standing((await server.Administrator.PostAsync($"{ticket}/{act}", body(0, false))).Refuses(409, "stale").GetProperty("standing"));
            var content = new StringContent(body(1, false), Encoding.UTF8, "application/json");
            (await server.Administrator.SendAsync(HttpMethod.Post, $"{ticket}/{act}", content, ("If-Match", $"\"{kind}-7\""))).Refuses(412, "stale");
            (await server.Administrator.PostAsync($"{ticket}/{act}", body(1, false))).Answers();
        }
    }

    [Fact]
    public async Task The_targets_of_a_unit()
    {
        var round = await server.DraftAsync();
        var path = $"{round.Path}/units/u1/targets";
        (await server.Administrator.PutAsync(path, Body("t0", 0))).Answers();
        await AssertAsync(path, Body("t1", 1), Body("t2", 1), Body("t3", 2), "targets", standing => Assert.Equal("t1", standing.GetProperty("targets")[0].GetProperty("id").GetString()));

        (await server.Administrator.PostAsync($"{path}/signature", """{"basedOn":2}""")).Refuses(409, "stale");
        (await server.Administrator.PostAsync($"{path}/signature", """{"basedOn":3}""")).Answers();
        var unit = await server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        (await unit.PostAsync($"{path}/signature")).Answers();
        (await server.Administrator.PostAsync($"{path}/amendment", """{"targets":[],"reason":"merged","basedOn":2}""")).Refuses(409, "stale");
        (await server.Administrator.PostAsync($"{path}/amendment", """{"targets":[],"reason":"merged","basedOn":3}""")).Answers();

        static string Body(string id, int basedOn) => $$"""{"basedOn":{{basedOn}},"targets":[{"id":"{{id}}","title":"a","dueOn":"2011-06-30","responsible":"b"}]}""";
    }

    [Fact]
    public async Task The_definition_of_a_title()
    {
        var path = $"/api/honours/titles/{TestServer.NewId("title")}";
        var first = (await server.Administrator.PutAsync(path, Body("city", 0))).Headers.ETag!.ToString();
        var (_, version) = Parse(first);
        await AssertAsync(path, Body("province", version), Body("nation", version), null, "title", standing => Assert.Equal("province", standing.GetProperty("level").GetString()));
        var (_, next) = Parse((await server.Anybody.GetAsync(path)).Headers.ETag!.ToString());
        (await server.Administrator.PutAsync(path, Body("nation", next))).Answers();

        static string Body(string level, int basedOn) =>
            HonourServer.Title.Replace("city", level, StringComparison.Ordinal).Replace("{\"label\"", $"{{\"basedOn\":{basedOn},\"label\"", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release", """{"text":"one","basedOn":BASE}""", """{"text":"two","basedOn":BASE}""")]
    [InlineData("answer", """{"text":"one","upheld":true,"basedOn":BASE}""", """{"text":"two","upheld":true,"basedOn":BASE}""")]
    public async Task The_released_text_and_the_answer_of_a_complaint(string act, string first, string second)
    {
        var round = await server.DraftAsync();
        var id = (await server.Administrator.PostAsync("/api/complaints", $$"""{"unit":"u1","round":"{{round.Id}}","text":"queues","channel":"letter"}""")).Answers(201).GetProperty("id").GetString();
        var path = $"/api/complaints/{id}";
        var (_, version) = Parse((await server.Administrator.GetAsync(path)).Headers.ETag!.ToString());
        (await server.Administrator.PostAsync($"{path}/{act}", Based(first, version))).Answers();
        var stale = (await server.Administrator.PostAsync($"{path}/{act}", Based(second, version))).Refuses(409, "stale");
        Assert.Equal(id, stale.GetProperty("standing").GetProperty("id").GetString());
        (await server.Administrator.PostAsync($"{path}/{act}", Based(second, stale.GetProperty("version").GetInt32()))).Answers();

        static string Based(string body, int version) => body.Replace("BASE", $"{version}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_self_assessment_that_names_the_current_version_twice_is_saved()
    {
        var unit = await AssessedUnit.InAsync(server);
        var tag = (await unit.Unit.PutAsync(unit.Path, AssessedUnit.Complete(0, 8))).Headers.ETag!.ToString();
        var saved = await SendAsync(unit.Unit, unit.Path, AssessedUnit.Complete(1, 7).ToJsonString(), tag);
        Assert.Equal(2, saved.Answers().GetProperty("version").GetInt32());
        (await SendAsync(unit.Unit, unit.Path, AssessedUnit.Complete(2, 6).ToJsonString(), tag)).Refuses(412, "stale");
        (await SendAsync(unit.Unit, unit.Path, AssessedUnit.Complete(1, 6).ToJsonString(), saved.Headers.ETag!.ToString())).Refuses(409, "stale");
    }

    [Fact]
    public async Task A_decision_on_a_claim_that_names_the_current_version_twice_is_made()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var path = $"{unit.Claims}/results";
        var first = (await unit.Reviewer.GetAsync(path)).Headers.ETag!.ToString();
        var decided = await SendAsync(unit.Reviewer, path, $$"""{"accepted":16,"basedOn":{{Parse(first).Version}}}""", first);
        decided.Answers();
        var now = decided.Headers.ETag!.ToString();
        (await SendAsync(unit.Reviewer, path, $$"""{"accepted":15,"reason":"late","basedOn":{{Parse(first).Version}}}""", now)).Refuses(409, "stale");
        (await SendAsync(unit.Reviewer, path, $$"""{"accepted":15,"reason":"late","basedOn":{{Parse(now).Version}}}""", first)).Refuses(412, "stale");
    }

    /// <summary>
    /// A first edit succeeds, a second from the same version does not, whatever the header says; with both current, a third does.
    /// </summary>
    private async Task AssertAsync(string path, string first, string second, string? third, string kind, Action<JsonElement> standing)
    {
        var edited = (await server.Administrator.PutAsync(path, first)).Headers.ETag!.ToString();
        Assert.Equal(kind, Parse(edited).Kind);
        var stale = (await server.Administrator.PutAsync(path, second)).Refuses(409, "stale");
        Assert.Equal(Parse(edited).Version, stale.GetProperty("version").GetInt32());
        standing(stale.GetProperty("standing"));
        (await SendAsync(server.Administrator, path, second, edited)).Refuses(409, "stale");
        (await SendAsync(server.Administrator, path, second, $"\"{kind}-999\"")).Refuses(412, "stale");
        (await server.Administrator.PutAsync(path, first)).Answers();
        if (third is not null)
            (await SendAsync(server.Administrator, path, third, edited)).Answers();
    }

    private static Task<Answer> SendAsync(Caller caller, string path, string body, string tag) =>
        caller.SendAsync(HttpMethod.Put, path, new StringContent(body, Encoding.UTF8, "application/json"), ("If-Match", tag));

    /// <summary>The kind and the version of an entity tag such as "panel-1".</summary>
    private static (string Kind, int Version) Parse(string tag)
    {
        var text = tag.Trim('"');
        var dash = text.LastIndexOf('-');
        return (text[..dash], int.Parse(text[(dash + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
