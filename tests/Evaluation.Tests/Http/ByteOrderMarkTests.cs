using System.Text.Json;

namespace Evaluation.Tests.Http;

/// <summary>Editors and scripts write a byte order mark before JSON. Every call that reads JSON skips it.</summary>
[Collection(SharedServer.Name)]
public sealed class ByteOrderMarkTests(TestServer server)
{
    private const string Mark = "\uFEFF";

    [Fact]
    public async Task Every_call_that_reads_JSON_skips_a_byte_order_mark()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync();
        var voting = await server.OpenAsync();
        var voter = (await voting.IssueAsync("npc", 1))[0];
        List<string> read = [];
        foreach (var (method, template) in server.Below("/api").Where(call => call.Method is "POST" or "PUT"))
        {
            var round = template.Contains("ballot", StringComparison.Ordinal) ? voting.Id : objected.Round.Id;
            var address = Fill(template, round);
            var caller = template.EndsWith("/ballot", StringComparison.Ordinal) ? server.Voter(voter) : server.Administrator;
            if (Code(await caller.SendAsync(new(method), address, new StringContent("{"))) != "not-json")
                continue;
            read.Add(template);
            Assert.NotEqual((template, "not-json"), (template, Code(await caller.SendAsync(new(method), address, new StringContent(Mark + "{}")))));
        }
        // Not empty: these calls are among those that were checked.
        Assert.Superset(
            new HashSet<string> { "/api/rounds", "/api/rounds/{round}/ballot", "/api/rounds/{round}/transitions", "/api/rounds/{round}/credentials", "/api/staff" },
            read.ToHashSet());
    }

    [Fact]
    public async Task A_definition_with_a_byte_order_mark_is_stored()
    {
        var definition = SmallDefinition.Of(TestServer.NewId());
        (await server.Administrator.SendAsync(HttpMethod.Post, "/api/rounds", new StringContent(Mark + definition.ToJsonString()))).Answers(201);
        (await server.Administrator.GetAsync($"/api/rounds/{definition["id"]}")).Answers();
    }

    private static string Fill(string template, string round) =>
        template.Replace("{round}", round, StringComparison.Ordinal).Replace("{unit}", "u1", StringComparison.Ordinal).Replace("{id}", "o-1", StringComparison.Ordinal)
            .Replace("{name}", "nobody", StringComparison.Ordinal).Replace("{form}", "objection", StringComparison.Ordinal).Replace("{comment}", "c", StringComparison.Ordinal);

    private static string? Code(Answer answer) =>
        answer.MediaType == "application/problem+json" ? JsonElement.Parse(answer.Text).GetProperty("code").GetString() : null;
}
