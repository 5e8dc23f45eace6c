using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Scores;

/// <summary>A server on a clock that only the test advances, and rounds that show scores while people vote.</summary>
public sealed class WatchedServer : IAsyncLifetime
{
    /// <summary>The time between two cuts where the rules do not say.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public WatchedServer() => Server = TestServer.With(Clock);

    public FakeTimeProvider Clock { get; } = new(new(2020, 12, 1, 12, 0, 0, TimeSpan.FromHours(8)));

    public TestServer Server { get; }

    public static void Public(JsonObject definition) => definition["visibility"] = "public";

    public Task InitializeAsync() => Server.InitializeAsync();

    public Task DisposeAsync() => Server.DisposeAsync();

    /// <summary>An open public round, and credentials enough for live scores of both groups.</summary>
    public async Task<(TestRound Round, string[] Npc, string[] Users)> OpenAsync(Action<JsonObject>? change = null, params string[] path)
    {
        var round = await Server.DraftAsync(change ?? Public);
        await round.MoveAsync(path is [] ? ["voting"] : path);
        return (round, await round.IssueAsync("npc", 50), await round.IssueAsync("users", 50));
    }

    public static async Task CastAsync(TestRound round, IEnumerable<string> voters, params string[] slips)
    {
        foreach (var voter in voters)
            (await round.CastAsync(voter, slips)).Answers();
    }

    /// <summary>Moves the clock to the next cut and returns what is shown of it.</summary>
    public async Task<JsonElement> NextCutAsync(TestRound round, string path = "scores", Caller? caller = null)
    {
        var next = (await ReadAsync(round, path, caller)).GetProperty("nextCutAt").GetDateTimeOffset();
        if (next > Clock.GetUtcNow())
            Clock.Advance(next - Clock.GetUtcNow());
        return await ReachAsync(round, next, path, caller);
    }

    /// <summary>What is shown of a cut.</summary>
    public Task<JsonElement> ReachAsync(TestRound round, DateTimeOffset cut, string path = "scores", Caller? caller = null) => Eventually.IsAsync(
        async () =>
        {
            Clock.Advance(Limits.ViewAge);
            return await ReadAsync(round, path, caller);
        },
        scores => scores.GetProperty("cutAt") is { ValueKind: JsonValueKind.String } at && at.GetDateTimeOffset() == cut,
        $"{path} shows the cut of {cut}");

    public async Task<JsonElement> ReadAsync(TestRound round, string path = "scores", Caller? caller = null) => (await (caller ?? Server.Anybody).GetAsync($"{round.Path}/{path}")).Answers();
}
