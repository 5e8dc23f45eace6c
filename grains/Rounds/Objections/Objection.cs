using System.Text.Json.Serialization;
using Evaluation.Assessment;

namespace Evaluation.Rounds.Objections;

/// <summary>An objection to a published result, with its answer.</summary>
/// <param name="Id">Its ticket: <c>o-1</c>, <c>o-2</c>, … in the order of filing.</param>
/// <param name="About">The disputed figure: a pointer as in <see cref="Scoring.UnitFigures"/>.</param>
/// <param name="Version">The version of the result that it disputes.</param>
/// <param name="OnBehalfOf">The person for whom staff filed it; null when the unit filed it itself.</param>
public sealed record Objection(
    string Id, string Unit, string About, string Text, int Version, string? OnBehalfOf, DateTimeOffset FiledAt, string FiledBy)
{
    public string? AssignedTo { get; init; }

    /// <summary>The number of assignments so far.</summary>
    public int AssignmentCount { get; init; }

    /// <summary>The number of answers proposed so far.</summary>
    public int ProposalCount { get; init; }

    /// <summary>The proposed answer; null before a proposal and after the approval.</summary>
    public ProposedAnswer? Proposal { get; init; }

    public GivenAnswer? Answer { get; init; }

    /// <summary>The version of the result that an upheld objection led to; null until it is computed.</summary>
    public int? LedTo { get; init; }

    public ObjectionState State =>
        Answer is not null ? ObjectionState.Answered
        : Proposal is not null ? ObjectionState.Proposed
        : AssignedTo is not null ? ObjectionState.Assigned
        : ObjectionState.Filed;
}

[JsonConverter(typeof(CamelCaseEnum<ObjectionState>))]
public enum ObjectionState
{
    /// <summary>No reviewer is assigned.</summary>
    Filed,

    /// <summary>A reviewer is assigned.</summary>
    Assigned,

    /// <summary>An answer waits for the approval of a second person.</summary>
    Proposed,

    /// <summary>The answer is approved and final.</summary>
    Answered,
}

[JsonConverter(typeof(CamelCaseEnum<ObjectionDecision>))]
public enum ObjectionDecision { Upheld, Rejected }

/// <summary>An answer that waits for approval.</summary>
/// <param name="Number">The number of the proposal, so that an approver can state which one was read.</param>
/// <param name="Corrections">Changes of the unit's ledger; empty unless the objection is upheld.</param>
public sealed record ProposedAnswer(
    int Number, ObjectionDecision Decision, string Text, IReadOnlyList<LedgerChange> Corrections, DateTimeOffset At, string By);

/// <summary>An answer that two persons have agreed on.</summary>
/// <param name="Late">Whether it was given after the window had closed.</param>
public sealed record GivenAnswer(
    ObjectionDecision Decision, string Text, IReadOnlyList<LedgerChange> Corrections, bool Late, DateTimeOffset At, string ProposedBy, string ApprovedBy);
