using System.Text.Json.Serialization;
using Evaluation.Gateway.Rounds.Keys;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;

namespace Evaluation.Gateway.Rounds;

/// <summary>A round in a list, and the answer of routes that change a round. Instants are in the round's time zone.</summary>
/// <param name="Objections">The window for objections to the published result; null before publication.</param>
/// <param name="Ballots">How ballots are kept; left out for a round without vote, and while it has no credentials.</param>
/// <param name="Key">The key of the round; left out for a round without key.</param>
public sealed record RoundSummary(
    string Id, LocalText Title, RoundState State, Visibility Visibility, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, RoundCounts Counts,
    ObjectionWindow? Objections,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BallotSecrecy? Ballots = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeyState? Key = null)
{
    public static RoundSummary Of(RoundView round) => new(
        round.Id,
        round.Title,
        round.State,
        round.Visibility,
        round.OpensAt.In(round.TimeZone),
        round.ClosesAt.In(round.TimeZone),
        new(round.UnitCount, round.BallotBoxes, round.ResultVersions, [.. round.Groups.Select(group => new GroupCount(group.Group, group.Roll, group.Issued))]),
        round.Objections?.In(round.TimeZone),
        round.Keeping?.Ballots,
        KeyState.Of(round));
}

/// <summary>
/// When voting opens and closes by schedule, or did; null where it is done by hand. Instants are in the round's time zone.
/// </summary>
public sealed record RoundSchedule(DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt)
{
    public static RoundSchedule Of(RoundView round) => new(round.OpensAt.In(round.TimeZone), round.ClosesAt.In(round.TimeZone));
}

/// <summary>Numbers of units, ballot boxes, result versions and issued credentials of a round.</summary>
public sealed record RoundCounts(int Units, int BallotBoxes, int ResultVersions, IReadOnlyList<GroupCount> Groups);

/// <summary>The credentials of a group. Lost slips and used spares stand in the turnout, after the close.</summary>
public sealed record GroupCount(string Group, int Roll, int Issued);

/// <summary>A round with its definition.</summary>
/// <param name="Warnings">For the round's staff: what the round still lacks. Left out for others.</param>
public sealed record RoundDetails(
    string Id, LocalText Title, RoundState State, Visibility Visibility, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, RoundCounts Counts,
    ObjectionWindow? Objections, RoundRules Definition,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RoundWarning>? Warnings = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BallotSecrecy? Ballots = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeyState? Key = null)
{
    public static RoundDetails Of(RoundView view, RoundRules rules, IReadOnlyList<RoundWarning>? warnings = null)
    {
        var summary = RoundSummary.Of(view);
        return new(summary.Id, summary.Title, summary.State, summary.Visibility, summary.OpensAt, summary.ClosesAt, summary.Counts, summary.Objections, rules, warnings, summary.Ballots, summary.Key);
    }
}

internal static class ZonedWindow
{
    extension(ObjectionWindow window)
    {
        public ObjectionWindow In(string timeZone) => new(window.From.In(timeZone), window.Until.In(timeZone));
    }
}
