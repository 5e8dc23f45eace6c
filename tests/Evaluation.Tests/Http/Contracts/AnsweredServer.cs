using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Evaluation.Tests.Http.Awards;
using Evaluation.Tests.Http.Results.Recounts;
using Evaluation.Tests.Privacy.Reach;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Http.Contracts;

/// <summary>A server whose calls were all sent: about rounds of every kind, in several states, by several callers.</summary>
public sealed partial class AnsweredServer : IAsyncLifetime
{
    private static readonly string[] Templates = ["social-evaluation", "work-style", "staff-ballot", "award", "departments", "civilised-unit", "targets"];

    /// <summary>The readers who see most, and one of each kind who sees less.</summary>
    private static readonly string[] Readers = ["public", "unit", "second", "reviewer", "complainant", "site"];

    private readonly TestServer _server;

    public AnsweredServer() => _server = TestServer.With(services => services.AddSingleton<IStartupFilter>(Recorder));

    internal AnswerRecorder Recorder { get; } = new();

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        Recorder.Schemas = new((await _server.Anybody.GetAsync("/openapi/v1.json")).Answers());
        await StaffAsync();
        await SmallCallsAsync();
        await PlantedAsync();
        await VotedAsync();
        await ObjectedAsync();
        await IssuedAsync();
        await WatchedAsync();
        await CombinedAsync();
        foreach (var template in Templates)
            await TemplateAsync(template);
        // Last, because four eyes stay on.
        await FourEyesAsync();
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    /// <summary>Everything that people write into a round, through all its states.</summary>
    private async Task PlantedAsync()
    {
        var planted = await PlantedRound.CreateAsync(_server, change: definition => definition["policies"]!["objectionDays"] = 7);
        var round = planted.Round;
        await ReadAsync(planted, "site");
        await planted.PlanAsync();
        await ReadAsync(planted, Readers);
        await round.MoveAsync("assessing");
        await ReadAsync(planted, "public", "site");
        await planted.AssessAsync();
        await ReadAsync(planted, Readers);
        await ActAsync(planted);
        await ReadAsync(planted, Readers);
        await round.MoveAsync("voting", "sealed", "provisional");
        await ReadAsync(planted, "unit", "site");
        await round.MoveAsync("published");
        await planted.AwardAsync();
        (await planted.Readers["administrator"].PostAsync($"{round.Path}/awards/special/creative/approval")).Answers();
        await ReadAsync(planted, Readers);
    }

    /// <summary>Ballots, comments, an objection that is upheld, two versions of a result.</summary>
    private async Task VotedAsync()
    {
        var keyless = await KeylessRound.SealAsync(_server.Site);
        var (round, administrator) = (keyless.Round, _server.Administrator);
        await ReadAsync(round, administrator, _server.Anybody);
        await CommentAsync(round);
        (await administrator.PostAsync($"{round.Path}/key/shares")).Answers();
        await keyless.ProveAsync();
        (await keyless.DestroyAsync()).Answers();
        await round.MoveAsync("provisional");
        await keyless.CorrectAsync();
        await ReadAsync(round, administrator, _server.Anybody, keyless.Auditor);
    }

    /// <summary>An objection from its filing to its answer.</summary>
    private async Task ObjectedAsync()
    {
        var objected = await ObjectedRound.PublishAsync(_server.Site);
        var ticket = await objected.FileAsync();
        await ReadObjectionAsync(objected, ticket);
        (await objected.Second.PostAsync($"{objected.Path}/{ticket}/assign", $$"""{"to":"{{objected.ReviewerName}}"}""")).Answers();
        await ReadObjectionAsync(objected, ticket);
        await objected.UpholdAsync(ticket);
        await ReadObjectionAsync(objected, ticket);
        await ReadAsync(objected.Round, _server.Administrator, _server.Anybody, objected.Unit);
    }

    private async Task ReadObjectionAsync(ObjectedRound objected, string ticket)
    {
        foreach (var caller in (Caller[])[_server.Administrator, objected.Unit])
            foreach (var path in (string[])["", $"/{ticket}", $"/{ticket}/assign"])
                await caller.GetAsync(objected.Path + path);
    }

    /// <summary>A round whose totals are those of two others, with awards.</summary>
    private async Task CombinedAsync()
    {
        List<TestRound> parts = [];
        foreach (var best in (int[])[0, 1])
        {
            parts.Add(await _server.DraftAsync(definition => RankedRound.Describe(definition, 4)));
            await parts[^1].PublishAsync([.. Enumerable.Range(0, 4).Select(unit => ($"u{unit}", (unit + best) % 4))]);
        }
        var year = await _server.DraftAsync(definition =>
        {
            RankedRound.Describe(definition, 4);
            definition.Remove("criteria");
            definition.Remove("options");
            definition["combine"] = new JsonArray([.. parts.Select(part => JsonNode.Parse($$"""{"round":"{{part.Id}}","share":50}""")!)]);
        });
        await year.MoveAsync("sealed", "provisional", "published");
        (await _server.Administrator.PostAsync($"{year.Path}/awards", """{"version":1,"scope":"class","tiers":[{"code":"first","label":{"zh":"一等奖"},"count":1}]}""")).Answers();
        await ReadAsync(year, _server.Administrator, _server.Anybody);
        (await _server.Anybody.GetAsync("/api/units/u0/history")).Answers();
    }

    /// <summary>The rules of a template with votes of its groups, to the published result.</summary>
    private async Task TemplateAsync(string template)
    {
        var definition = JsonNode.Parse((await _server.Administrator.GetAsync($"/api/templates/{template}")).Text)!.AsObject();
        definition["id"] = TestServer.NewId(template);
        (await _server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(_server.Site, (string)definition["id"]!);
        await ReadAsync(round, _server.Administrator);
        await VotedRounds.PublishAsync(round, definition, seed: template.Length, perGroup: 12);
        await ReadAsync(round, _server.Administrator, _server.Anybody);
    }

    /// <summary>Sends every GET call that the readers can name something of the round for.</summary>
    private async Task ReadAsync(PlantedRound planted, params string[] readers)
    {
        var paths = new Crawl(_server, planted).Paths()
            .Where(path => path.StartsWith("/api/", StringComparison.Ordinal) && (!path.Contains("format=", StringComparison.Ordinal) || path.Contains("format=json", StringComparison.Ordinal)) && !path.EndsWith("/archive", StringComparison.Ordinal)).ToArray();
        foreach (var reader in planted.Readers.All.Where(known => readers.Contains(known.Name)))
            foreach (var part in paths.Chunk(8))
                await Task.WhenAll(part.Select(path => reader.Caller.GetAsync(path)));
    }

    /// <summary>Sends every GET call of the round that needs no other name than those of its units and criteria.</summary>
    private async Task ReadAsync(TestRound round, params Caller[] callers)
    {
        var definition = (await round.StateAsync()).GetProperty("definition");
        var names = new Dictionary<string, string[]> { ["round"] = [round.Id], ["unit"] = Codes(definition, "units"), ["criterion"] = Codes(definition, "criteria") };
        var paths = _server.Below("/api/rounds/{round}").Where(call => call.Method == "GET" && !call.Template.EndsWith("/stream", StringComparison.Ordinal) && !call.Template.Contains("/export", StringComparison.Ordinal))
            .SelectMany(call => Fill(call.Template, names)).ToArray();
        Assert.Contains($"{round.Path}/turnout", paths);
        foreach (var caller in callers)
            foreach (var path in paths)
                await caller.GetAsync(path);
    }

    /// <summary>The template with every combination of names; none if it needs a name that is not known.</summary>
    private static IEnumerable<string> Fill(string template, Dictionary<string, string[]> names)
    {
        if (Parameter().Match(template) is not { Success: true } parameter)
            return [template];
        return names.GetValueOrDefault(parameter.Groups[1].Value, [])
            .SelectMany(name => Fill(template[..parameter.Index] + name + template[(parameter.Index + parameter.Length)..], names));
    }

    /// <summary>The first and the last code of a list of the definition.</summary>
    private static string[] Codes(JsonElement definition, string list)
    {
        string[] codes = definition.TryGetProperty(list, out var all) ? [.. all.EnumerateArray().Select(one => one.GetProperty("code").GetString()!)] : [];
        return [.. codes.Take(1).Union(codes.TakeLast(1))];
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
