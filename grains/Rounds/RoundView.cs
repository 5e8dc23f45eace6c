using Evaluation.Ballots;
using Evaluation.Results;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;

namespace Evaluation.Rounds;

/// <summary>What others need to know of a round at a glance; the long parts are asked for by themselves.</summary>
/// <param name="Window">What the boxes are to know; null before voting opened.</param>
/// <param name="UncountedBoxes">While sealing, the boxes whose report is not in yet.</param>
/// <param name="Objections">When the result may be objected to; null before publication.</param>
/// <param name="IsCorrecting">Whether an upheld objection is still to be worked into the result.</param>
public sealed record RoundView(
    string Id,
    LocalText Title,
    string TimeZone,
    Visibility Visibility,
    RoundState State,
    int RulesVersion,
    DateTimeOffset? OpensAt,
    DateTimeOffset? ClosesAt,
    BoxWindow? Window,
    bool HasVote,
    int BallotBoxes,
    IReadOnlyList<int> UncountedBoxes,
    IReadOnlyList<GroupIssued> Groups,
    IReadOnlyList<CredentialBatch> OpenBatches,
    int UnitCount,
    IReadOnlyList<VersionLine> Versions,
    ObjectionWindow? Objections,
    bool IsCorrecting)
{
    public int ResultVersions => Versions.Count;

    public static RoundView Of(Round round)
    {
        var rules = round.Rules!;
        var hasVote = rules.VoteCriteria.Count > 0;
        return new(
            rules.Id,
            rules.Title,
            rules.TimeZone,
            rules.Visibility,
            round.State,
            round.RulesVersion,
            round.OpensAt,
            round.ClosesAt,
            WindowOf(round),
            hasVote,
            rules.BallotBoxes,
            round.State == RoundState.Sealing ? [.. Enumerable.Range(0, rules.BallotBoxes).Where(box => !round.Counted.ContainsKey(box))] : [],
            [.. rules.Groups.Select(group => new GroupIssued(group.Code, group.Roll, round.Issued.GetValueOrDefault(group.Code)))],
            [.. round.OpenBatches.Values.OrderBy(batch => batch.ReservedAt)],
            rules.Units.Count,
            [.. round.Versions.Select(version => version.Line)],
            round.Objections.Window,
            !round.Objections.Due.IsEmpty);
    }

    /// <summary>When the schedule, or unfinished work, wants the round to be looked at next; null for not at all.</summary>
    public DateTimeOffset? DueAt => State switch
    {
        RoundState.Draft or RoundState.Assessing when HasVote => OpensAt,
        RoundState.Voting or RoundState.Paused => ClosesAt,
        RoundState.Sealing => DateTimeOffset.MinValue,
        RoundState.Published when IsCorrecting => DateTimeOffset.MinValue,
        _ => null,
    };

    private static BoxWindow? WindowOf(Round round) =>
        round.WindowVersion > 0 && round.OpensAt is { } opensAt && (LifeCycle.HasOpened(round.State) || round.State == RoundState.Cancelled)
            ? new(round.WindowVersion, opensAt, round.ClosesAt, round.State == RoundState.Paused, round.State is not (RoundState.Voting or RoundState.Paused))
            : null;
}

public sealed record GroupIssued(string Group, int Roll, int Issued);
