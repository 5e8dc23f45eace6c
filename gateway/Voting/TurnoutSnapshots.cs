using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Ballots;
using Evaluation.Cuts;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Snapshots;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Staff;
using Evaluation.Workflows.Recording;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Snapshots of the turnout of rounds: the totals of the sealed record or the sums of the ballot boxes' totals, and the turnout at the
/// newest cut for rounds that show scores before the close.
/// </summary>
public sealed class TurnoutSnapshots
{
    private readonly IEngine _engine;
    private readonly RoundViews _views;
    private readonly SealedSource _votes;
    private readonly SnapshotCache<(string Round, bool IsAtCut)> _cache;

    public TurnoutSnapshots(IEngine engine, RoundViews views, TimeProvider clock)
    {
        (_engine, _views, _votes) = (engine, views, new(engine));
        _cache = new(clock, "turnout", DraftAsync);
    }

    /// <summary>The turnout as it is, for the round's staff.</summary>
    public ValueTask<Outcome<Snapshot>> GetAsync(string round) => _cache.GetAsync((round, false));

    /// <summary>
    /// The turnout that a caller may see: of the newest cut while voting goes on in a round that shows scores, otherwise as it is.
    /// </summary>
    /// <param name="account">The caller; null for a caller without an account.</param>
    public ValueTask<Outcome<Snapshot>> GetAsync(RoundView round, StaffAccount? account) => _cache.GetAsync((round.Id, IsAtCuts(round) && !SeesMore(round, account)));

    /// <summary>The time until another snapshot for the caller can be made.</summary>
    public TimeSpan NextIn(RoundView round, StaffAccount? account) => _cache.NextIn((round.Id, IsAtCuts(round) && !SeesMore(round, account)));

    private static bool SeesMore(RoundView round, StaffAccount? account) => Access.Has(account, round.Id, Role.Administrator, Role.Auditor, Role.Reviewer);

    /// <summary>Whether everybody but the round's staff sees the turnout of the newest cut at the moment.</summary>
    internal static bool IsAtCuts(RoundView round) =>
        round.Visibility != Visibility.Sealed && round.State is (RoundState.Voting or RoundState.Paused or RoundState.Sealing);

    private async ValueTask<Outcome<SnapshotDraft>> DraftAsync((string Round, bool IsAtCut) key)
    {
        var view = await _views.GetAsync(key.Round);
        return view.IsRefused(out var refusal) ? refusal : new SnapshotDraft(new object(), () => key.IsAtCut ? AtCutAsync(view.Answer) : SumAsync(view.Answer));
    }

    private async ValueTask<Outcome<byte[]>> AtCutAsync(RoundView view)
    {
        var cut = await _engine.SendAsync(CutGrain.Ref(view.Id), new ViewCut());
        if (cut.IsRefused(out var refusal))
            return refusal;
        var voted = cut.Answer.Turnout.ToDictionary(group => group.Group);
        return Write(view, [.. view.Groups.Select(group => new GroupTurnout(
            group.Group, group.Roll, group.Issued, voted.GetValueOrDefault(group.Group)?.Voted, Unfinished: voted.GetValueOrDefault(group.Group)?.Unfinished))]);
    }

    private async ValueTask<Outcome<byte[]>> SumAsync(RoundView view)
    {
        // Cancelled without a record, and nobody reads a box any more.
        if (view.Keeping is { Ballots: BallotSecrecy.Destroyed, RecordedAt: null })
            return Write(view, [.. view.Groups.Select(group => new GroupTurnout(group.Group, group.Roll, group.Issued, null))]);
        var rules = await _engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var totals = new TurnoutTotals();
        var read = view.HasVote ? await _votes.TurnoutAsync(rules.Answer) : Array.Empty<BoxTurnout>();
        if (read.IsRefused(out refusal))
            return refusal;
        foreach (var part in read.Answer)
            totals.Add(part);
        // After the boxes: a credential that has voted is counted as issued.
        var round = await _engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRound());
        if (round.IsRefused(out refusal))
            return refusal;
        return Write(view, LifeCycle.IsClosed(round.Answer.State) ? WithLostSlips(totals.Judged(rules.Answer, round.Answer.Groups), round.Answer) : totals.Published(rules.Answer, round.Answer.Groups));
    }

    /// <summary>The round's own numbers, also where they are 0; none in a round of the old form, whose slips have no numbers.</summary>
    private static IReadOnlyList<GroupTurnout> WithLostSlips(IReadOnlyList<GroupTurnout> groups, RoundView round) =>
        round.KeyCommitment is null ? groups : [.. groups.Zip(round.Groups, (turnout, known) => turnout with { Activated = known.Activated, Replaced = known.Replaced })];

    private static byte[] Write(RoundView view, IReadOnlyList<GroupTurnout> groups) => JsonSerializer.SerializeToUtf8Bytes(
        new Turnout(view.Id, view.State, view.OpensAt.In(view.TimeZone), view.ClosesAt.In(view.TimeZone), groups), ApiJson.Options);
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
