using System.Collections.Concurrent;
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
        long version = 0;
        foreach (var box in await Task.WhenAll(boxes.Select(box => engine.SendAsync(GrainId.Box(round, box), ViewTurnout.Now).AsTask())))
        {
            if (box.IsRefused(out refusal))
                return refusal;
            totals.Add(box.Answer);
            version += box.Answer.Version;
        }
        var turnout = new Turnout(round, view.Answer.State, view.Answer.OpensAt.In(view.Answer.TimeZone), view.Answer.ClosesAt.In(view.Answer.TimeZone), totals.Published(rules.Answer));
        return new TurnoutPage(version, view.Answer, turnout, JsonSerializer.SerializeToUtf8Bytes(turnout, ApiJson.Options));
    }

    private sealed record Entry(long AskedAt, Task<Outcome<TurnoutPage>> Page);
}

/// <summary>Turnout by group; <c>voted</c> is null below the group minimum.</summary>
public sealed record Turnout(string Round, RoundState State, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, IReadOnlyList<GroupTurnout> Groups);

/// <summary>Turnout, also as bytes, with the version of the totals that it was made of.</summary>
public sealed record TurnoutPage(long Version, RoundView Round, Turnout Turnout, byte[] Body);
