using System.Text.Json.Serialization;
using Evaluation.Assessment;

namespace Evaluation.Rounds.Objections;

/// <summary>A challenge to a published result, and what became of it.</summary>
/// <param name="Id">Its ticket: <c>o-1</c>, <c>o-2</c>, … in the order of filing.</param>
/// <param name="About">The figure that is challenged: a pointer as <see cref="Scoring.UnitFigures"/> has them.</param>
/// <param name="Version">The version of the result that it is about.</param>
/// <param name="OnBehalfOf">For whom staff filed it; null where the unit filed it itself.</param>
public sealed record Objection(
    string Id, string Unit, string About, string Text, int Version, string? OnBehalfOf, DateTimeOffset FiledAt, string FiledBy)
{
    public string? AssignedTo { get; init; }

    /// <summary>How many answers have been proposed.</summary>
    public int ProposalCount { get; init; }

    /// <summary>What somebody proposes to answer; null before, and when the answer has been given.</summary>
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
    /// <summary>Nobody has taken it up.</summary>
    Filed,

    /// <summary>A reviewer is to look into it.</summary>
    Assigned,

    /// <summary>An answer waits for a second person's approval.</summary>
    Proposed,

    /// <summary>Approved, and final for this objection.</summary>
    Answered,
}

[JsonConverter(typeof(CamelCaseEnum<ObjectionDecision>))]
public enum ObjectionDecision { Upheld, Rejected }

/// <summary>An answer that waits for approval.</summary>
/// <param name="Number">Counts the proposals for this objection, so that an approver can say which one was read.</param>
/// <param name="Corrections">What is to be changed of the unit's ledger; none unless it is upheld.</param>
public sealed record ProposedAnswer(
    int Number, ObjectionDecision Decision, string Text, IReadOnlyList<LedgerChange> Corrections, DateTimeOffset At, string By);

/// <summary>An answer that two persons stand for.</summary>
/// <param name="Late">Given after the window had closed.</param>
public sealed record GivenAnswer(
    ObjectionDecision Decision, string Text, IReadOnlyList<LedgerChange> Corrections, bool Late, DateTimeOffset At, string ProposedBy, string ApprovedBy);
