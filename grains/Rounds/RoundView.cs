using Evaluation.Ballots;
using Evaluation.Results;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;

namespace Evaluation.Rounds;

/// <summary>A summary of a round for other parts of the system. The long parts have their own queries.</summary>
/// <param name="Window">The window for the boxes; null before voting opened.</param>
/// <param name="UncountedBoxes">While sealing, the boxes that have not reported.</param>
/// <param name="Objections">The objection window; null before publication.</param>
/// <param name="IsCorrecting">Whether the correction of an upheld objection is not yet in the result.</param>
/// <param name="DueBatches">Batches of credentials with a step that the boxes have not confirmed; null for none.</param>
/// <param name="InternalTo">The codes of the units, and of their parents, whose accounts see an internal round; null for others.</param>
/// <param name="DueLedgers">The decision about the ledgers that the units have not confirmed; null for none.</param>
/// <param name="HasPublicBulletins">Whether everybody may read the monthly bulletins of supervision.</param>
/// <param name="Organiser">The body that holds the round; null for none.</param>
/// <param name="KeyCommitment">The SHA-256 of the key of the round; null before it has one, and for good in rounds of the old form.</param>
/// <param name="HasBatches">Whether the round has batches of credentials. Without a key it stays in the old form then.</param>
/// <param name="Keeping">How the ballots are kept; null for a round without vote, and while it has no credentials.</param>
/// <param name="DueSlips">Revocations of lost slips that the boxes have not confirmed; null for none.</param>
/// <param name="CreatedAt">When the round was created; null in an answer of an earlier version.</param>
/// <param name="TwoParts">Whether a credential has two parts, which two persons give out.</param>
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
    bool IsCorrecting,
    int ScheduleVersion = 0,
    IReadOnlyList<CredentialBatch>? DueBatches = null,
    IReadOnlyList<string>? InternalTo = null,
    RoundLedgers? DueLedgers = null,
    bool HasPublicBulletins = false,
    Organiser? Organiser = null,
    string? KeyCommitment = null,
    bool HasBatches = false,
    BallotKeeping? Keeping = null,
    DateTimeOffset? CreatedAt = null,
    IReadOnlyList<SlipRevocation>? DueSlips = null,
    bool TwoParts = false)
{
    /// <summary>Whether credentials may be issued.</summary>
    public bool MayIssue => HasVote && (State is RoundState.Draft or RoundState.Assessing or RoundState.Voting or RoundState.Paused);

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
            [.. rules.Groups.Select(group => new GroupIssued(group.Code, group.Roll, round.Batches.Issued.GetValueOrDefault(group.Code), round.Batches.Slips.Of(group.Code).Replaced, round.Batches.Slips.Of(group.Code).Activated))],
            [.. round.Batches.Unsettled],
            rules.Units.Count,
            [.. round.Versions.Select(version => version.Line)],
            round.Objections.Window,
            !round.Objections.Due.IsEmpty,
            round.ScheduleVersion,
            round.Batches.Due.ToArray() is { Length: > 0 } due ? due : null,
            rules.Internal ? [.. rules.Units.SelectMany(unit => new[] { unit.Code, unit.Parent }).OfType<string>().Distinct()] : null,
            round.Ledgers.Due is null ? null : round.Ledgers,
            rules.Bulletins == BulletinReaders.Public,
            rules.Organiser,
            round.KeyCommitment,
            !round.Batches.Batches.IsEmpty,
            BallotKeeping.Of(round),
            round.Audit is [var created, ..] ? created.At : null,
            round.Batches.Slips.Open is { IsEmpty: false } open ? open : null,
            rules.HasTwoParts);
    }

    /// <summary>When the schedule or unfinished work must be processed next; null for never.</summary>
    public DateTimeOffset? DueAt => State switch
    {
        _ when DueBatches is not null || DueSlips is not null => DateTimeOffset.MinValue,
        RoundState.Draft or RoundState.Assessing when HasVote => OpensAt,
        RoundState.Voting or RoundState.Paused => ClosesAt,
        RoundState.Sealing => DateTimeOffset.MinValue,
        RoundState.Sealed when DueLedgers is not null => DateTimeOffset.MinValue,
        RoundState.Published when IsCorrecting => DateTimeOffset.MinValue,
        _ => null,
    };

    /// <summary>Whether the schedule opens the round at this instant.</summary>
    public bool IsDueToOpen(DateTimeOffset at) => HasVote && State is RoundState.Draft or RoundState.Assessing && OpensAt <= at && (ClosesAt is null || ClosesAt > at);

    private static BoxWindow? WindowOf(Round round) =>
        round.WindowVersion > 0 && round.OpensAt is { } opensAt && (LifeCycle.HasOpened(round.State) || round.State == RoundState.Cancelled)
            ? new(round.WindowVersion, opensAt, round.ClosesAt, round.State == RoundState.Paused, round.State is not (RoundState.Voting or RoundState.Paused))
            : null;
}

/// <param name="Issued">Credentials of issued batches that may vote.</param>
/// <param name="Replaced">Slips that were revoked, with a spare or without one.</param>
/// <param name="Activated">Spares that vote in their place.</param>
public sealed record GroupIssued(string Group, int Roll, int Issued, int Replaced = 0, int Activated = 0);
