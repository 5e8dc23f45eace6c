using System.Text.Json;

namespace Evaluation.Tests.Http.Paths;

/// <summary>A unit in a path that the round does not have is not found, at every route.</summary>
[Collection(SharedServer.Name)]
public sealed class UnknownUnitTests(TestServer server)
{
    private const string Nowhere = "nowhere";

    [Fact]
    public async Task Every_route_with_a_unit_in_its_path_refuses_an_unknown_one_as_not_found()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        await round.MoveAsync("assessing");
        var caller = await server.StaffWithAsync([.. ServedCalls.Roles.Select(role => role == "unit" ? $$"""{"role":"unit","unit":"{{Nowhere}}"}""" : ServedCalls.Grant(role))]);
        List<string> found = [];
        foreach (var (method, template) in Routes)
        {
            var content = method is "POST" or "PUT" or "DELETE" ? Body(template) : null;
            var answer = await caller.SendAsync(new(method), Fill(template, round.Id), content);
            if (answer.MediaType == "application/problem+json" && JsonElement.Parse(answer.Body).GetProperty("code").GetString() == "no-such-unit")
                answer.Refuses(404, "no-such-unit");
            else
                found.Add($"{method} {template} {answer.Status}");
        }
        // Results and comments are sealed in this state.
        Assert.Equal(
            [
                "GET /api/rounds/{round}/results/{unit}/derivation 403",
                "GET /api/rounds/{round}/units/{unit}/comments/{comment} 403",
                "POST /api/rounds/{round}/units/{unit}/comments/tags 403",
                "PUT /api/rounds/{round}/units/{unit}/comments/{comment}/answer 403",
            ],
            found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GET", "results/nowhere/derivation")]
    [InlineData("GET", "units/nowhere/comments/0a")]
    [InlineData("POST", "units/nowhere/comments/tags")]
    [InlineData("PUT", "units/nowhere/comments/0a/answer")]
    public async Task In_a_published_round_results_and_comments_do_it_too(string method, string path)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var content = method == "GET" ? null : Body(path);
        (await server.Administrator.SendAsync(new(method), $"{objected.Round.Path}/{path}", content)).Refuses(404, "no-such-unit");
    }

    [Fact]
    public async Task The_contract_lists_an_unknown_unit_by_the_status_of_the_place_that_names_it()
    {
        var paths = (await server.Anybody.GetAsync("/openapi/v1.json")).Answers().GetProperty("paths");
        foreach (var path in paths.EnumerateObject())
            foreach (var response in path.Value.EnumerateObject().Where(operation => operation.Value.ValueKind == JsonValueKind.Object).SelectMany(operation => operation.Value.GetProperty("responses").EnumerateObject()))
            {
                if (response.Value.TryGetProperty("description", out var said) && said.GetString()!.Contains("no-such-unit", StringComparison.Ordinal))
                    Assert.Equal((path.Name, path.Name.Contains("{unit}", StringComparison.Ordinal) ? "404" : "400"), (path.Name, response.Name));
            }
    }

    private IEnumerable<(string Method, string Template)> Routes => server.Below("/api/rounds").Where(call => call.Template.Contains("{unit}", StringComparison.Ordinal));

    private static string Fill(string template, string round) => template.Replace("{round}", round, StringComparison.Ordinal).Replace("{unit}", Nowhere, StringComparison.Ordinal)
        .Replace("{criterion}", "visit", StringComparison.Ordinal).Replace("{id}", "x-1", StringComparison.Ordinal).Replace("{inspector}", "wang", StringComparison.Ordinal)
        .Replace("{fact}", "f", StringComparison.Ordinal).Replace("{target}", "t1", StringComparison.Ordinal).Replace("{comment}", "0a", StringComparison.Ordinal);

    /// <summary>A body that the route accepts, so that nothing but the unit is wrong.</summary>
    private static HttpContent Body(string template) => template.Split('/')[^1] switch
    {
        "evidence" => Filing.Form("%PDF-1.7"u8.ToArray()),
        var word => new StringContent(word switch
        {
            "spot-checks" => """{"failed":true,"on":"2020-03-05"}""",
            "facts" => """{"fact":"f"}""",
            "adjustments" => """{"kind":"bonus","points":1,"rule":"§ 1","fact":"a prize"}""",
            "findings" => """{"text":"a door","dueOn":"2020-03-05"}""",
            "reply" => """{"text":"cleared"}""",
            "verification" => """{"passed":true}""",
            "closing" or "approval" => "{}",
            "filing" => """{"version":1}""",
            "import" => "criterion,claimed\nvisit,1\n",
            "targets" => "[]",
            "amendment" => """{"targets":[],"reason":"late"}""",
            "signature" => "{}",
            "progress" => """{"state":"done"}""",
            "grade" => """{"grade":"good"}""",
            "{criterion}" => """{"accepted":1}""",
            "tags" => """{"comments":["0a"],"add":["x"]}""",
            "answer" => """{"text":"thanks"}""",
            "self-assessment" => """{"items":[]}""",
            "{inspector}" => """{"points":{"visit":1}}""",
            _ => """{"reason":"by mistake"}""",
        }),
    };
}
