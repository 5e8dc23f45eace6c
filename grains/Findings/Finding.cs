using System.Text.Json.Serialization;

namespace Evaluation.Findings;

[JsonConverter(typeof(CamelCaseEnum<FindingState>))]
public enum FindingState
{
    /// <summary>The unit has to reply.</summary>
    Open,

    /// <summary>The unit has replied; an inspector has to verify.</summary>
    Replied,

    /// <summary>An inspector has found it put right; a reviewer has to close it.</summary>
    Verified,

    Closed,
}

[JsonConverter(typeof(CamelCaseEnum<FindingAct>))]
public enum FindingAct
{
    Opened,
    Replied,

    /// <summary>A verification found it put right.</summary>
    Passed,

    /// <summary>A verification found it not put right. The finding is open again, with a new date.</summary>
    Failed,

    Closed,
}

/// <summary>One step in the history of a finding.</summary>
/// <param name="By">The staff account.</param>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
/// <param name="Text">The finding, the reply, or a note.</param>
/// <param name="DueOn">The date that the step sets; null where it sets none.</param>
/// <param name="Evidence">Ids of evidence of the unit; null for none.</param>
public sealed record FindingStep(
    FindingAct Act, DateTimeOffset At, string By, string? Person = null, string? Text = null, DateOnly? DueOn = null, IReadOnlyList<string>? Evidence = null);

/// <summary>A problem found at a unit, with a date until which the unit puts it right.</summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="Id">Unique within the unit: <c>f-1</c>.</param>
/// <param name="Place">Its place in the round, from 1.</param>
/// <param name="Criterion">The criterion that it concerns; null for none.</param>
/// <param name="DueOn">The last day in time.</param>
/// <param name="Notice">The number of its rectification notice in the round; null if no notice was given.</param>
/// <param name="History">Every step, oldest first.</param>
/// <param name="Complaint">The complaint that it was made of; null for none.</param>
public sealed record Finding(
    string Unit,
    string Id,
    int Place,
    string Text,
    string? Criterion,
    DateOnly DueOn,
    int? Notice,
    FindingState State,
    IReadOnlyList<FindingStep> History,
    string? Complaint = null)
{
    public bool IsOverdue(DateOnly today) => State != FindingState.Closed && today > DueOn;

    internal Finding After(FindingState state, FindingStep step) => this with { State = state, DueOn = step.DueOn ?? DueOn, History = [.. History, step] };
}
