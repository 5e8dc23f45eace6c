using System.Text.Json.Serialization;

namespace Evaluation.Targets;

/// <summary>An event of the targets of a round.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="Unit">The unit's code.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TargetsSet), "targets-set")]
[JsonDerivedType(typeof(TargetsAmended), "targets-amended")]
[JsonDerivedType(typeof(TargetsSigned), "targets-signed")]
[JsonDerivedType(typeof(ProgressReported), "progress-reported")]
[JsonDerivedType(typeof(TargetGraded), "target-graded")]
public abstract record TargetEvent(string Unit, DateTimeOffset At, string By)
{
    /// <summary>The person who uses the account; null when it is the account's own name.</summary>
    public string? Person { get; init; }
}

/// <summary>The targets of a unit were set or replaced, before both sides had signed. Signatures under earlier ones do not count.</summary>
public sealed record TargetsSet(string Unit, IReadOnlyList<Target> Targets, DateTimeOffset At, string By) : TargetEvent(Unit, At, By);

/// <summary>Signed targets were changed. Both sides sign anew.</summary>
public sealed record TargetsAmended(string Unit, IReadOnlyList<Target> Targets, string Reason, DateTimeOffset At, string By) : TargetEvent(Unit, At, By);

/// <param name="Version">The version of the targets that was signed.</param>
public sealed record TargetsSigned(string Unit, SigningSide Side, int Version, DateTimeOffset At, string By) : TargetEvent(Unit, At, By);

/// <param name="Target">The id of the target.</param>
public sealed record ProgressReported(string Unit, string Target, ProgressState State, string? Note, IReadOnlyList<string>? Evidence, DateTimeOffset At, string By)
    : TargetEvent(Unit, At, By);

/// <param name="Target">The id of the target.</param>
public sealed record TargetGraded(string Unit, string Target, TargetGrade Grade, string? Reason, DateTimeOffset At, string By) : TargetEvent(Unit, At, By);
