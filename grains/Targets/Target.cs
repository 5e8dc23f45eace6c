using System.Text.Json.Serialization;

namespace Evaluation.Targets;

/// <summary>A target of a unit for the period of the round, as in a responsibility letter.</summary>
/// <param name="Id">A slug, unique within the unit.</param>
/// <param name="Measure">How one sees that it is reached.</param>
/// <param name="DueOn">The last day, in the round's time zone.</param>
/// <param name="Responsible">The person who is responsible.</param>
public sealed record Target(string Id, string Title, string Measure, DateOnly DueOn, string Responsible);

/// <summary>How far a target is.</summary>
[JsonConverter(typeof(CamelCaseEnum<ProgressState>))]
public enum ProgressState
{
    /// <summary>Nothing has been reported.</summary>
    Blank,

    Planned,
    Partly,
    Done,
}

/// <summary>The grade of a target at the end of the period.</summary>
[JsonConverter(typeof(CamelCaseEnum<TargetGrade>))]
public enum TargetGrade { Excellent, Good, Pass, Fail }

/// <summary>A side that signs targets.</summary>
[JsonConverter(typeof(CamelCaseEnum<SigningSide>))]
public enum SigningSide { Unit, Administration }

/// <summary>A report of progress. Reports are kept, also after later ones.</summary>
/// <param name="Evidence">Numbers of the unit's evidence.</param>
public sealed record ProgressReport(ProgressState State, string? Note, IReadOnlyList<string> Evidence, DateTimeOffset At, string By);

/// <summary>A grade that a reviewer has given. Grades are kept, also after later ones.</summary>
public sealed record GivenGrade(TargetGrade Grade, string? Reason, DateTimeOffset At, string By);

/// <summary>A signature under the targets of a unit.</summary>
/// <param name="Person">The person who signed.</param>
public sealed record TargetSignature(SigningSide Side, DateTimeOffset At, string By, string Person);
