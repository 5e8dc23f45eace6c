using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Ballots;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Scoring;
using Evaluation.Seam;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Turnout of rounds, added up from the boxes' totals at most every <see cref="Limits.ViewAge"/> and only while somebody looks; written once
/// and shared by all who look.
/// </summary>
public sealed class TurnoutBoard(IEngine engine, RoundViews views, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public ValueTask<Outcome<TurnoutPage>> GetAsync(string round)
    {
        _entries.TryGetValue(round, out var entry);
        if (entry is not null && clock.GetElapsedTime(entry.AskedAt) < Limits.ViewAge)
            return new(entry.Page);
        entry = new(clock.GetTimestamp(), AskAsync(round, entry));
        _entries[round] = entry;
        return new(entry.Page);
    }

    private async Task<Outcome<TurnoutPage>> AskAsync(string round, Entry? earlier)
    {
        var page = await AddUpAsync(round);
        if (page.IsRefused(out _))
        {
            _entries.TryRemove(round, out _);
            return page;
        }
        // The same content keeps its version, so listeners hear of changes only.
        var before = earlier is null ? default : await earlier.Page;
        return earlier is not null && !before.IsRefused(out _) && before.Answer.Body.AsSpan().SequenceEqual(page.Answer.Body) ? before : page;
    }

    private async ValueTask<Outcome<TurnoutPage>> AddUpAsync(string round)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal;
        var rules = await engine.SendAsync(GrainId.Round(round), ViewRules.Now);
        if (rules.IsRefused(out refusal))
            return refusal;
        var totals = new TurnoutTotals();
        var boxes = Enumerable.Range(0, view.Answer.HasVote ? view.Answer.BallotBoxes : 0);
        foreach (var box in await Task.WhenAll(boxes.Select(box => engine.SendAsync(GrainId.Box(round, box), ViewTurnout.Now).AsTask())))
        {
            if (box.IsRefused(out refusal))
                return refusal;
            totals.Add(box.Answer);
        }
        var turnout = new Turnout(round, view.Answer.State, view.Answer.OpensAt.In(view.Answer.TimeZone), view.Answer.ClosesAt.In(view.Answer.TimeZone), totals.Published(rules.Answer));
        return TurnoutPage.Of(view.Answer, JsonSerializer.SerializeToUtf8Bytes(turnout, ApiJson.Options));
    }

    private sealed record Entry(long AskedAt, Task<Outcome<TurnoutPage>> Page);
}

/// <summary>Turnout by group; <c>voted</c> is null where it is hidden (F22).</summary>
public sealed record Turnout(string Round, RoundState State, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, IReadOnlyList<GroupTurnout> Groups);

/// <summary>Turnout as bytes.</summary>
/// <param name="Tag">Names the content and says nothing beside it: a number that grew with every ballot would tell what small groups did.</param>
public sealed record TurnoutPage(RoundView Round, byte[] Body, string Tag)
{
    private const int TagBytes = 12;

    public static TurnoutPage Of(RoundView round, byte[] body) => new(round, body, Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, TagBytes)));
}
