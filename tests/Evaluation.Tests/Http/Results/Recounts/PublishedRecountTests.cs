using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Results.Recounts;
using Evaluation.Tests.Results.Recounts;

namespace Evaluation.Tests.Http.Results.Recounts;

/// <summary>What is published with a result for a recount, and the recount of it by Node from outside.</summary>
public sealed class PublishedRecountTests(TestServer server) : IClassFixture<TestServer>
{
    public static TheoryData<string> Templates => ["social-evaluation", "work-style", "staff-ballot", "award", "departments", "civilised-unit", "targets"];

    [NodeTheory]
    [MemberData(nameof(Templates))]
    public async Task No_figure_of_a_template_differs_in_the_recount(string template)
    {
        var definition = JsonNode.Parse((await server.Administrator.GetAsync($"/api/templates/{template}")).Text)!.AsObject();
        definition["id"] = TestServer.NewId(template);
        (await server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(server.Site, (string)definition["id"]!);
        await VotedRounds.PublishAsync(round, definition, seed: template.Length, perGroup: 14);
        await AssertSameAsync(round);
    }

    [NodeTheory]
    [InlineData(1, 7)]
    [InlineData(2, 12)]
    [InlineData(3, 24)]
    public async Task No_figure_of_a_drawn_round_differs_in_the_recount(int seed, int perGroup)
    {
        var round = await VotedAsync(seed, perGroup);
        await AssertSameAsync(round);
    }

    [NodeFact]
    public async Task Every_version_is_recounted_after_a_correction()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var first = await TalliesAsync(objected.Round);
        await objected.UpholdAsync(await objected.FileAsync());
        var (one, two) = (await ResultAsync(objected.Round, 1), await ResultAsync(objected.Round, 2));
        Assert.Equal(first, await TalliesAsync(objected.Round, 1));
        Assert.NotEqual(one.GetProperty("recount").GetRawText(), two.GetProperty("recount").GetRawText());
        Assert.Contains("\"kind\":\"bonus\",\"points\":\"19\"", Encoding.UTF8.GetString(await TalliesAsync(objected.Round, 2)), StringComparison.Ordinal);
        await AssertSameAsync(objected.Round);
        var report = await RecountProgram.RunAsync($"{server.Address}rounds/{objected.Round.Id}/results?version=1", $"{server.Address}rounds/{objected.Round.Id}/results?version=2");
        Assert.True(report.ExitCode == 0, report.Said + report.Failed);
        Assert.Equal(2, report.Said.Split('\n').Count(line => line.StartsWith(objected.Round.Id, StringComparison.Ordinal)));
    }

    [NodeFact]
    public async Task A_combined_round_is_recounted_from_the_totals_of_its_parts()
    {
        var (first, second) = (await VotedAsync(5, 12), await VotedAsync(6, 12));
        var year = await server.DraftAsync(definition =>
        {
            foreach (var member in (string[])["options", "criteria", "groups", "components", "policies"])
                definition.Remove(member);
            definition["classes"] = JsonNode.Parse("""[{"code": "town", "label": "镇"}, {"code": "school", "label": "学校"}]""");
            definition["combine"] = JsonNode.Parse($$"""[{"round": "{{first.Id}}", "share": 60}, {"round": "{{second.Id}}", "share": 40}]""");
        });
        await year.MoveAsync("sealed", "provisional", "published");
        await AssertSameAsync(year);
        var tallies = JsonDocument.Parse(await TalliesAsync(year)).RootElement;
        Assert.Equal(2, tallies.GetProperty("combined").GetArrayLength());
    }

    [NodeFact]
    public async Task A_changed_digit_of_the_table_is_named_and_a_changed_tally_is_named_by_its_hash()
    {
        var round = await VotedAsync(3, 24);
        var (result, tallies) = ((await ResultAsync(round)).GetRawText(), Encoding.UTF8.GetString(await TalliesAsync(round)));
        var folder = Directory.CreateTempSubdirectory("recount-");
        try
        {
            var unit = JsonNode.Parse(result)!["classes"]![0]!["units"]![0]!;
            var (code, vote) = ((string)unit["unit"]!, (decimal)unit["vote"]!);
            await SaveAsync(JsonNode.Parse(result)!, tallies);
            Assert.Equal(0, (await RecountProgram.RunAsync(folder.FullName)).ExitCode);

            foreach (var (member, value) in new (string, JsonNode)[] { ("vote", vote + 0.01m), ("rank", 2), ("grade", "z"), ("slips", 1) })
            {
                var changed = JsonNode.Parse(result)!;
                changed["classes"]![0]!["units"]![0]![member] = value;
                await SaveAsync(changed, tallies);
                var report = await RecountProgram.RunAsync(folder.FullName);
                Assert.Equal(1, report.ExitCode);
                Assert.Contains(report.Differences, line => line.StartsWith($"DIFFERS {code} /{member} ", StringComparison.Ordinal));
            }

            var count = tallies.IndexOf("\"counts\":[", StringComparison.Ordinal) + "\"counts\":[".Length;
            await SaveAsync(JsonNode.Parse(result)!, tallies[..count] + (tallies[count] == '9' ? '8' : '9') + tallies[(count + 1)..]);
            var tampered = await RecountProgram.RunAsync(folder.FullName);
            Assert.Equal(1, tampered.ExitCode);
            Assert.Contains(tampered.Differences, line => line.StartsWith("DIFFERS tallies /sha256 ", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task SaveAsync(JsonNode table, string published)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "result.json"), table.ToJsonString());
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "tallies.json"), published);
        }
    }

    [NodeFact]
    public async Task Slips_are_published_where_they_are_safe_and_recounted()
    {
        // Thirty voters in three equal parts: every pattern occurs ten times.
        var round = await server.OpenAsync(definition =>
        {
            definition["groups"] = JsonNode.Parse("""[{"code": "users", "label": "服务对象", "roll": 500}]""");
            definition["classes"] = JsonNode.Parse("""[{"code": "town", "label": "镇", "weights": {"users": 1}}, {"code": "school", "label": "学校", "weights": {"users": 1}}]""");
            definition["policies"] = JsonNode.Parse("""{"groupMin": 5, "publicRecount": "slips"}""");
        });
        foreach (var (number, voter) in (await round.IssueAsync("users", 30)).Index())
            (await round.CastAsync(voter, [.. new[] { "u1", "u2", "u3" }.Select(unit => $"{unit}:{number % 3},{(number + 1) % 3}")])).Answers();
        await round.MoveAsync("sealed", "provisional", "published");
        var tallies = JsonDocument.Parse(await TalliesAsync(round)).RootElement;
        Assert.Equal("slips", tallies.GetProperty("publishes").GetString());
        Assert.Equal([10, 10, 10], tallies.GetProperty("units")[0].GetProperty("groups")[0].GetProperty("patterns").EnumerateArray().Select(pattern => pattern.GetProperty("slips").GetInt32()));
        await AssertSameAsync(round);
    }

    [Fact]
    public async Task Slips_that_are_not_safe_are_replaced_by_tallies_with_the_reason()
    {
        var round = await server.OpenAsync(definition => definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "publicRecount": "slips"}"""));
        foreach (var (number, voter) in (await round.IssueAsync("users", 12)).Index())
            (await round.CastAsync(voter, $"u1:{number % 3},{number % 2}")).Answers();
        await round.MoveAsync("sealed", "provisional", "published");
        var tallies = JsonDocument.Parse(await TalliesAsync(round)).RootElement;
        Assert.Equal("tallies", tallies.GetProperty("publishes").GetString());
        Assert.Equal(
            ["a group has fewer than 30 slips for a unit", "a pattern of marks occurs fewer than 3 times in a group of a unit"],
            tallies.GetProperty("instead").GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!));
        Assert.False(tallies.GetProperty("units")[0].GetProperty("groups")[0].TryGetProperty("patterns", out _));
    }

    [Fact]
    public async Task The_hash_is_that_of_the_bytes_in_the_result_in_the_audit_on_the_page_and_in_the_entity_tag()
    {
        var round = await VotedAsync(3, 12);
        var answer = await server.Anybody.GetAsync($"{round.Path}/results/tallies");
        var hash = PublishedTallies.HashOf(answer.Body);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal($"\"{hash}\"", answer.Headers.ETag?.Tag);
        Assert.Equal(hash, (await ResultAsync(round)).GetProperty("recount").GetProperty("sha256").GetString());
        Assert.Contains(hash, (await server.Administrator.GetAsync($"{round.Path}/audit")).Text, StringComparison.Ordinal);
        Assert.Contains(hash, (await server.Anybody.GetAsync($"/rounds/{round.Id}/results")).Text, StringComparison.Ordinal);
        Assert.Equal(304, (await server.Anybody.GetAsync($"{round.Path}/results/tallies", ("If-None-Match", $"\"{hash}\""))).Status);
        Assert.DoesNotContain("report", JsonDocument.Parse(answer.Body).RootElement.GetProperty("rules").GetProperty("units")[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task A_round_that_publishes_nothing_has_no_tallies()
    {
        var round = await VotedAsync(2, 6, policy: "none");
        (await server.Anybody.GetAsync($"{round.Path}/results/tallies")).Refuses(404, "no-recount");
        Assert.Equal(JsonValueKind.Null, (await ResultAsync(round)).GetProperty("recount").ValueKind);
    }

    [Fact]
    public async Task Nobody_reads_tallies_before_the_result()
    {
        var round = await server.OpenAsync();
        (await server.Anybody.GetAsync($"{round.Path}/results/tallies")).Refuses(403, "sealed");
        await round.MoveAsync("sealed", "provisional");
        (await server.Anybody.GetAsync($"{round.Path}/results/tallies")).Refuses(403, "not-published");
        (await server.Administrator.GetAsync($"{round.Path}/results/tallies")).Answers();
        (await server.Administrator.GetAsync($"{round.Path}/results/tallies?version=2")).Refuses(404, "no-such-version");
    }

    [Theory]
    [InlineData("""{"visibility": "public"}""", "must be \"tallies\" or \"none\" where scores are shown before the close; or set visibility to \"sealed\"")]
    [InlineData("""{"groups": [{"code": "npc", "label": "代表", "roll": 29}, {"code": "users", "label": "服务对象", "roll": 500}]}""", "must be \"tallies\" or \"none\": slips are published from 30 of a group on, and the roll of group 'npc' has 29")]
    public async Task Slips_are_refused_where_the_rules_alone_forbid_them(string change, string message)
    {
        var definition = SmallDefinition.Of(TestServer.NewId());
        definition["policies"]!["publicRecount"] = "slips";
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            definition[name] = value!.DeepClone();
        var faults = (await server.Administrator.PostAsync("/api/rounds", definition)).Refuses(400, "invalid-definition").GetProperty("faults");
        var fault = Assert.Single(faults.EnumerateArray());
        Assert.Equal(("/policies/publicRecount", message), (fault.GetProperty("pointer").GetString(), fault.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task The_page_and_its_program_are_the_files_of_the_repository()
    {
        Assert.Equal(Repository.Read("recount/index.html"), (await server.Anybody.GetAsync("/recount/")).Text);
        Assert.Equal(Repository.Read("recount/recount.mjs"), (await server.Anybody.GetAsync("/recount/recount.mjs")).Text);
        Assert.Equal(Repository.Read("recount/recount.css"), (await server.Anybody.GetAsync("/recount/recount.css")).Text);
    }

    private async Task<TestRound> VotedAsync(int seed, int perGroup, string? policy = null)
    {
        var definition = SmallDefinition.Of(TestServer.NewId("voted"));
        definition["policies"] = JsonNode.Parse("""{"groupMin": 5, "awarenessMin": 0.5, "objectionDays": 0}""");
        if (policy is not null)
            definition["policies"]!["publicRecount"] = policy;
        definition["grades"] = JsonNode.Parse("""[{"code": "a", "min": 60, "quota": 0.5}, {"code": "b", "min": 0}]""");
        (await server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(server.Site, (string)definition["id"]!);
        await VotedRounds.PublishAsync(round, definition, seed, perGroup);
        return round;
    }

    private async Task AssertSameAsync(TestRound round)
    {
        var report = (await server.Anybody.GetAsync($"{round.Path}/results")).Status == 401
            ? await FromFilesAsync(round)
            : await RecountProgram.RunAsync($"{server.Address}api/rounds/{round.Id}");
        Assert.True(report.ExitCode == 0, report.Said + report.Failed);
        Assert.True(report.Counts.Equal > 5, report.Said);
    }

    /// <summary>An internal round is recounted by those who read it, from files that they saved.</summary>
    private async Task<RecountReport> FromFilesAsync(TestRound round)
    {
        var folder = Directory.CreateTempSubdirectory("recount-");
        try
        {
            foreach (var name in (string[])["results", "results/tallies"])
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{name.Replace('/', '-')}.json"), (await server.Administrator.GetAsync($"{round.Path}/{name}")).Body);
            return await RecountProgram.RunAsync(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<JsonElement> ResultAsync(TestRound round, int? version = null) =>
        (await server.Anybody.GetAsync($"{round.Path}/results{(version is null ? "" : $"?version={version}")}")).Answers();

    private async Task<byte[]> TalliesAsync(TestRound round, int? version = null)
    {
        var answer = await server.Anybody.GetAsync($"{round.Path}/results/tallies{(version is null ? "" : $"?version={version}")}");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body;
    }
}
