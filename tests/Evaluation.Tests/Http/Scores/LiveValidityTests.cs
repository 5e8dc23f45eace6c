using System.Text.Json;

namespace Evaluation.Tests.Http.Scores;

/// <summary>Groups are judged when the round is sealed (F29), and not before.</summary>
public sealed class LiveValidityTests : IAsyncLifetime
{
    private readonly WatchedServer _watched = new();

    public Task InitializeAsync() => _watched.InitializeAsync();

    public Task DisposeAsync() => _watched.DisposeAsync();

    [Fact]
    public async Task Live_scores_do_not_judge_and_scores_after_the_close_do()
    {
        var (round, npc, users) = await _watched.OpenAsync(definition =>
        {
            WatchedServer.Public(definition);
            definition["groups"]![0]!["turnoutMin"] = 0.5;
        });
        await WatchedServer.CastAsync(round, npc[..6], "u1:0,0", "u2:0,0");
        await WatchedServer.CastAsync(round, users[..6], "u1:2,2", "u2:2,2");

        Assert.Equal("100.00 true - 30.00", Shown(await _watched.NextCutAsync(round)));
        Assert.Equal("100.00 true - 30.00", Shown(await _watched.NextCutAsync(round, "criteria/duty/scores"), isOfCriterion: true));
        await round.MoveAsync("sealed", "provisional", "published");
        _watched.Clock.Advance(Limits.ViewAge);
        Assert.Equal("- false low-turnout 0.00", Shown(await _watched.ReadAsync(round)));
        Assert.Equal("- false low-turnout 0.00", Shown(await _watched.ReadAsync(round, "criteria/duty/scores"), isOfCriterion: true));
    }

    /// <summary>The score of npc for u1, whether and why not it reports, and the score of the unit.</summary>
    private static string Shown(JsonElement scores, bool isOfCriterion = false)
    {
        var unit = scores.GetProperty("classes")[0].GetProperty("units").EnumerateArray().Single(unit => unit.GetProperty("unit").GetString() == "u1");
        var npc = unit.GetProperty("groups")[0];
        return string.Join(' ', new[] { npc.GetProperty("score"), npc.GetProperty("reported"), npc.GetProperty("why"), unit.GetProperty(isOfCriterion ? "score" : "vote") }
            .Select(value => value.ValueKind == JsonValueKind.Null ? "-" : value.GetRawText().Trim('"')));
    }
}
