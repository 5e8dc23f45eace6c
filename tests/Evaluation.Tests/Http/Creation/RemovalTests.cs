using System.Text;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;
using Evaluation.Tests.Http.Inspections;

namespace Evaluation.Tests.Http.Creation;

/// <summary>A call of DELETE that is sent again because its answer was lost is answered like the first one.</summary>
[Collection(SharedServer.Name)]
public sealed class RemovalTests(TestServer server)
{
    public static TheoryData<string> Templates =>
    [
        "/api/drafts/{form}", "/api/four-eyes/announcement", "/api/rounds/{round}/credentials/batches/{id}", "/api/rounds/{round}/panels/{panel}", "/api/rounds/{round}/units/{unit}/evidence/{id}",
        "/api/staff/{name}", "/api/staff/{name}/access", "/api/staff/{name}/interests/{unit}", "/api/staff/{name}/lock", "/api/staff/{name}/provider-id", "/api/staff/{name}/sessions", "/api/staff/{name}/sessions/{session}",
    ];

    [Fact]
    public void Every_call_of_DELETE_is_tried() => Assert.Equal(
        server.Below("/api").Where(call => call.Method == "DELETE").Select(call => call.Template).Order(StringComparer.Ordinal),
        ((IEnumerable<object[]>)Templates).Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task The_second_time_is_answered_like_the_first(string template)
    {
        var (caller, path) = await PrepareAsync(template);
        var first = await RemoveAsync(caller, path);
        Assert.InRange(first.Status, 200, 204);
        var second = await RemoveAsync(caller, path);
        Assert.Equal((first.Status, first.Text), (second.Status, second.Text));
    }

    private static Task<Answer> RemoveAsync(Caller caller, string path) => caller.SendAsync(HttpMethod.Delete, path, new StringContent("""{"reason":"by mistake"}""", Encoding.UTF8));

    private async Task<(Caller Caller, string Path)> PrepareAsync(string template)
    {
        var administrator = server.Administrator;
        if (template.StartsWith("/api/staff", StringComparison.Ordinal))
        {
            var (_, name) = await ObjectedRound.StaffAsync(server.Site);
            (await administrator.PostAsync($"/api/staff/{name}/interests", """{"unit":"u1","reason":"liaison"}""")).Answers(201);
            return (administrator, template.Replace("{name}", name, StringComparison.Ordinal).Replace("{unit}", "u1", StringComparison.Ordinal));
        }
        switch (template)
        {
            case "/api/rounds/{round}/panels/{panel}":
                var inspected = await InspectedRound.CreateAsync(server);
                return (administrator, $"{inspected.Path}/panels/north");
            case "/api/rounds/{round}/credentials/batches/{id}":
                var voting = await server.OpenAsync();
                await voting.IssueAsync("npc", 1);
                var batches = (await administrator.GetAsync($"{voting.Path}/credentials/batches")).Answers().GetProperty("items");
                return (administrator, $"{voting.Path}/credentials/batches/{batches[0].GetProperty("id").GetString()}");
            case "/api/four-eyes/announcement":
                var engine = server.Get<IEngine>();
                Assert.Null((await engine.SendAsync(StaffGrain.Ref, new BreakGlass("rescue", "hash", "both have left", TimeProvider.System.GetUtcNow()))).Refusal);
                return (administrator, template);
            case "/api/drafts/{form}":
                var draft = $"/api/drafts/rules.{(await server.DraftAsync()).Id}";
                (await administrator.PutAsync(draft, """{"version":0,"fields":[{"name":"/title/zh","value":"改了一半"}]}""")).Answers();
                return (administrator, draft);
            default:
                var (round, unit) = await Filing.OpenAsync(server.Site);
                (await Filing.FileAsync(unit, round, "%PDF-1.7"u8.ToArray())).Answers(201);
                return (unit, $"{Filing.Path(round)}/ev-1");
        }
    }
}
