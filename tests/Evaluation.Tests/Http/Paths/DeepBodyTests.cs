using System.Text.Json;

namespace Evaluation.Tests.Http.Paths;

/// <summary>A body that is JSON, but nested too deep, is refused as that.</summary>
[Collection(SharedServer.Name)]
public sealed class DeepBodyTests(TestServer server)
{
    [Fact]
    public async Task Every_call_that_reads_JSON_tells_deep_nesting_from_text_that_is_not_JSON()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        List<string> read = [];
        foreach (var (method, template) in server.Below("/api").Where(call => call.Method is "POST" or "PUT" && !call.Template.EndsWith("/ballot", StringComparison.Ordinal)))
        {
            var address = template.Replace("{round}", objected.Round.Id, StringComparison.Ordinal).Replace("{unit}", "u1", StringComparison.Ordinal)
                .Replace("{id}", "o-1", StringComparison.Ordinal).Replace("{name}", "nobody", StringComparison.Ordinal).Replace("{form}", "objection", StringComparison.Ordinal);
            if (Code(await server.Administrator.SendAsync(new(method), address, new StringContent("{"))) != "not-json")
                continue;
            read.Add(template);
            var refused = (await server.Administrator.SendAsync(new(method), address, new StringContent(Nested(Limits.JsonDepth + 1)))).Refuses(400, "nested-too-deep");
            Assert.Equal(Limits.JsonDepth, refused.GetProperty("depthMax").GetInt32());
            Assert.NotEqual((template, "nested-too-deep"), (template, Code(await server.Administrator.SendAsync(new(method), address, new StringContent(Nested(Limits.JsonDepth))))));
        }
        Assert.Superset(new HashSet<string> { "/api/rounds", "/api/staff", "/api/rounds/{round}/transitions", "/api/rounds/{round}/objections" }, read.ToHashSet());
    }

    [Fact]
    public async Task A_body_that_breaks_before_it_is_too_deep_is_not_JSON() =>
        (await server.Administrator.PostAsync("/api/staff", "[[,,]" + Nested(Limits.JsonDepth + 1))).Refuses(400, "not-json");

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string? Code(Answer answer) => answer.MediaType == "application/problem+json" ? JsonElement.Parse(answer.Text).GetProperty("code").GetString() : null;
}
