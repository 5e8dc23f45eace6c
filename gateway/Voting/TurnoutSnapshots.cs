using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Ballots;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Voting;

/// <summary>Snapshots of the turnout of rounds: the sums of the ballot boxes' totals.</summary>
public sealed class TurnoutSnapshots
{
    private readonly IEngine _engine;
    private readonly RoundViews _views;
    private readonly SnapshotCache<string> _cache;

    public TurnoutSnapshots(IEngine engine, RoundViews views, TimeProvider clock)
    {
        (_engine, _views) = (engine, views);
        _cache = new(clock, "turnout", DraftAsync);
    }

    public ValueTask<Outcome<Snapshot>> GetAsync(string round) => _cache.GetAsync(round);

    public TimeSpan NextIn(string round) => _cache.NextIn(round);

    private async ValueTask<Outcome<SnapshotDraft>> DraftAsync(string round)
    {
        var view = await _views.GetAsync(round);
        return view.IsRefused(out var refusal) ? refusal : new SnapshotDraft(new object(), () => SumAsync(view.Answer));
    }

    private async ValueTask<Outcome<byte[]>> SumAsync(RoundView view)
    {
        var rules = await _engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var totals = new TurnoutTotals();
        var boxes = Enumerable.Range(0, view.HasVote ? view.BallotBoxes : 0);
        foreach (var box in await Task.WhenAll(boxes.Select(box => _engine.SendAsync(BoxGrain.Ref(view.Id, box), new ViewTurnout()).AsTask())))
        {
            if (box.IsRefused(out refusal))
                return refusal;
            totals.Add(box.Answer);
        }
        // After the boxes: a credential that has voted is counted as issued.
        var round = await _engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRound());
        if (round.IsRefused(out refusal))
            return refusal;
        var turnout = new Turnout(view.Id, view.State, view.OpensAt.In(view.TimeZone), view.ClosesAt.In(view.TimeZone), totals.Published(rules.Answer, round.Answer.Groups));
        return JsonSerializer.SerializeToUtf8Bytes(turnout, ApiJson.Options);
    }
}

/// <summary>Turnout by group; <c>voted</c> is null where it is suppressed (F22).</summary>
public sealed record Turnout(string Round, RoundState State, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, IReadOnlyList<GroupTurnout> Groups)
{
    /// <summary>Grows with every change. <see cref="Snapshot"/> writes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }

    /// <summary>Reads the turnout from a snapshot.</summary>
    public static Turnout Of(Snapshot snapshot) => JsonSerializer.Deserialize<Turnout>(snapshot.Body.Span, ApiJson.Options)!;
}
