using System.Text.Json.Serialization;

namespace Evaluation.Complaints;

/// <summary>A complaint about a unit. The book keeps a hash of its secret beside it.</summary>
/// <param name="Id">The year and the number in this year: <c>2011-0007</c>; see <see cref="ComplaintId"/>.</param>
/// <param name="Round">The round that was named, or the newest one that had the unit.</param>
/// <param name="Unit">The unit's code in this round.</param>
/// <param name="Contact">How to reach the person who complains; null if not stated. For staff only.</param>
/// <param name="ReceivedOn">The day of receipt; for a call or a letter as staff states it.</param>
/// <param name="EnteredBy">The account that entered it, or <see cref="Public"/>.</param>
public sealed record Complaint(
    string Id, string Round, string Unit, string Text, string? Contact, ComplaintChannel Channel, DateOnly ReceivedOn, DateTimeOffset EnteredAt, string EnteredBy)
{
    /// <summary>The name in the audit of a person who complains without an account. No account has it, because it is no slug.</summary>
    public const string Public = "*";

    /// <summary>The number of acts on it. An act can name the number that its sender has read.</summary>
    public int Version { get; init; } = 1;

    public string? AssignedTo { get; init; }

    /// <summary>The text that the unit may read; null before the release.</summary>
    public string? Released { get; init; }

    public ComplaintAnswer? Answer { get; init; }

    /// <summary>The finding that was made of it.</summary>
    public ComplaintFinding? Finding { get; init; }

    /// <summary>Why it is no complaint but abuse; null if it is one.</summary>
    public string? RejectedFor { get; init; }

    /// <summary>Why the last rejection was taken back; null without one, and while it is rejected.</summary>
    public string? RestoredFor { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The note of the closing.</summary>
    public string? ClosingNote { get; init; }

    /// <summary>Whether a finding may be made of it: it was answered and upheld.</summary>
    [JsonIgnore]
    public bool MayBecomeFinding => State is ComplaintState.Answered or ComplaintState.Closed && Answer!.Upheld;

    public ComplaintState State =>
        RejectedFor is not null ? ComplaintState.Rejected
        : ClosedAt is not null ? ComplaintState.Closed
        : Answer is not null ? ComplaintState.Answered
        : AssignedTo is not null ? ComplaintState.Assigned
        : ComplaintState.Received;
}

/// <summary>How a complaint came in.</summary>
[JsonConverter(typeof(CamelCaseEnum<ComplaintChannel>))]
public enum ComplaintChannel
{
    /// <summary>Sent by the person through the API.</summary>
    Online,
    Telephone,

    /// <summary>A report box.</summary>
    Box,
    Letter,
    Visit,
}

[JsonConverter(typeof(CamelCaseEnum<ComplaintState>))]
public enum ComplaintState
{
    Received,

    /// <summary>A reviewer or administrator is assigned.</summary>
    Assigned,

    /// <summary>The answer may still be revised.</summary>
    Answered,

    /// <summary>The answer is final.</summary>
    Closed,

    /// <summary>Abuse: hidden from the unit and counted nowhere, but kept.</summary>
    Rejected,
}

/// <summary>The answer to a complaint.</summary>
/// <param name="Upheld">Whether the complaint is justified.</param>
public sealed record ComplaintAnswer(string Text, bool Upheld, DateTimeOffset At, string By);

/// <summary>The finding that was made of a complaint.</summary>
/// <param name="Unit">The unit's code in this round.</param>
/// <param name="Id">The id of the finding in this unit.</param>
public sealed record ComplaintFinding(string Round, string Unit, string Id);

/// <summary>A unit that complaints are about.</summary>
/// <param name="Unit">The unit's code in this round.</param>
public sealed record ComplaintUnit(string Round, string Unit);
