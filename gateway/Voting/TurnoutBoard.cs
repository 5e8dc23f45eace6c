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

/// <summary>Turnout of rounds, added up from the boxes' totals.</summary>
public sealed class TurnoutBoard
{
    private readonly IEngine _engine;
    private readonly RoundViews _views;
    private readonly Board<string> _board;

    public TurnoutBoard(IEngine engine, RoundViews views, TimeProvider clock)
    {
        (_engine, _views) = (engine, views);
        _board = new(clock, "turnout", DraftAsync);
    }

    public ValueTask<Outcome<Page>> GetAsync(string round) => _board.GetAsync(round);

    public TimeSpan NextIn(string round) => _board.NextIn(round);

    private async ValueTask<Outcome<PageDraft>> DraftAsync(string round)
    {
        var view = await _views.GetAsync(round);
        return view.IsRefused(out var refusal) ? refusal : new PageDraft(new object(), () => AddUpAsync(view.Answer));
    }

    private async ValueTask<Outcome<byte[]>> AddUpAsync(RoundView view)
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
        var turnout = new Turnout(view.Id, view.State, view.OpensAt.In(view.TimeZone), view.ClosesAt.In(view.TimeZone), totals.Published(rules.Answer));
        return JsonSerializer.SerializeToUtf8Bytes(turnout, ApiJson.Options);
    }
}

/// <summary>Turnout by group; <c>voted</c> is null where it is hidden (F22).</summary>
public sealed record Turnout(string Round, RoundState State, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, IReadOnlyList<GroupTurnout> Groups)
{
    /// <summary>Grows with every change; put in by the page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }

    /// <summary>What a page of the turnout board says: the same that every listener sees.</summary>
    public static Turnout On(Page page) => JsonSerializer.Deserialize<Turnout>(page.Body.Span, ApiJson.Options)!;
}
