using System.Collections.Frozen;
using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Operations;

/// <summary>An act of an administrator on the operations page of a round, and the states in which it is possible.</summary>
/// <param name="Name">The act in the page's address, and the key of its texts.</param>
/// <param name="To">The state that the act leads to; null for acts on the schedule.</param>
/// <param name="IsGrave">Whether the act cannot be undone.</param>
public sealed record RoundAct(string Name, RoundState? To, bool IsGrave = false)
{
    private static readonly RoundAct[] All =
    [
        new("schedule", null),
        new("assess", RoundState.Assessing),
        new("open", RoundState.Voting),
        new("resume", RoundState.Voting),
        new("extend", null),
        new("pause", RoundState.Paused),
        new("seal", RoundState.Sealed, IsGrave: true),
        new("compute", RoundState.Provisional),
        new("reopen", RoundState.Sealed),
        new("publish", RoundState.Published, IsGrave: true),
        new("finalise", RoundState.Final, IsGrave: true),
        new("archive", RoundState.Archived),
        new("cancel", RoundState.Cancelled, IsGrave: true),
    ];

    private static readonly FrozenDictionary<string, RoundAct> ByName = All.ToFrozenDictionary(act => act.Name);

    /// <summary>Whether the act ends the stage that the round is in, so that what this stage lacks comes before it.</summary>
    public bool MovesOn => Name is "assess" or "open" or "seal" or "finalise";

    public static IEnumerable<string> Names => ByName.Keys;

    public static RoundAct? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The acts that are possible now, in the order in which a round is run.</summary>
    public static IReadOnlyList<RoundAct> For(RoundView round, RoundRules rules) => [.. All.Where(act => act.IsPossible(round, rules))];

    /// <summary>Whether this is the usual next act of a round in this state.</summary>
    public bool IsUsual(RoundView round) => !IsDangerous(round) && (round.State, Name) switch
    {
        // A schedule opens the round by itself.
        (RoundState.Draft or RoundState.Assessing, "open") => round.OpensAt is null,
        (RoundState.Paused, "resume") or (RoundState.Voting, "seal") => true,
        (RoundState.Draft, "assess" or "seal") or (RoundState.Assessing, "seal") => true,
        (RoundState.Sealed, "compute") or (RoundState.Provisional, "publish") or (RoundState.Published, "finalise") or (RoundState.Final, "archive") => true,
        _ => false,
    };

    /// <summary>
    /// Whether the act stops the round, goes back, or comes before its time: it is never the highlighted one. To seal is, where the
    /// schedule closes the vote by itself.
    /// </summary>
    public bool IsDangerous(RoundView round) => Name switch
    {
        "pause" or "reopen" or "cancel" => true,
        "seal" => round.ClosesAt is not null && round.State is RoundState.Voting or RoundState.Paused,
        _ => false,
    };

    public bool IsPossible(RoundView round, RoundRules rules) => Name switch
    {
        "schedule" => round.HasVote && round.State is RoundState.Draft or RoundState.Assessing,
        "extend" => round.State is RoundState.Voting or RoundState.Paused,
        "assess" => rules.HasAssessedCriteria && round.State == RoundState.Draft,
        "seal" => round.State != RoundState.Provisional && LifeCycle.AllowedFrom(RoundState.Sealed, rules).Contains(round.State),
        "reopen" => round.State == RoundState.Provisional,
        "resume" => round.State == RoundState.Paused,
        "open" => round.State != RoundState.Paused && LifeCycle.AllowedFrom(RoundState.Voting, rules).Contains(round.State),
        _ => LifeCycle.AllowedFrom(To!.Value, rules).Contains(round.State),
    };
}
