using System.Text.Json.Serialization;

namespace Evaluation.Findings;

/// <summary>An event of a round's findings.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="Unit">The unit's code.</param>
/// <param name="Id">The finding's id in its unit.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(FindingOpened), "finding-opened")]
[JsonDerivedType(typeof(FindingReplied), "finding-replied")]
[JsonDerivedType(typeof(FindingVerified), "finding-verified")]
[JsonDerivedType(typeof(FindingClosed), "finding-closed")]
public abstract record FindingEvent(string Unit, string Id, DateTimeOffset At, string By)
{
    /// <summary>The person who uses the account; null when it is the account's own name.</summary>
    public string? Person { get; init; }
}

/// <summary>A problem was found at a unit.</summary>
/// <param name="Notice">The number of the rectification notice in the round; null when none was given.</param>
/// <param name="Key">The key of the call; null when it had none.</param>
/// <param name="Complaint">The complaint that it was made of; null for none.</param>
public sealed record FindingOpened(
    string Unit,
    string Id,
    string Text,
    DateOnly DueOn,
    DateTimeOffset At,
    string By,
    string? Criterion = null,
    int? Notice = null,
    IReadOnlyList<string>? Evidence = null,
    CreationKey? Key = null,
    string? Complaint = null) : FindingEvent(Unit, Id, At, By);

/// <summary>The unit replied.</summary>
public sealed record FindingReplied(string Unit, string Id, string Text, DateTimeOffset At, string By, IReadOnlyList<string>? Evidence = null)
    : FindingEvent(Unit, Id, At, By);

/// <summary>An inspector verified whether the problem was put right.</summary>
/// <param name="DueOn">The new date when it was not; null when it was.</param>
public sealed record FindingVerified(string Unit, string Id, bool Passed, DateTimeOffset At, string By, string? Note = null, DateOnly? DueOn = null)
    : FindingEvent(Unit, Id, At, By);

/// <summary>A reviewer closed the finding.</summary>
public sealed record FindingClosed(string Unit, string Id, DateTimeOffset At, string By, string? Note = null) : FindingEvent(Unit, Id, At, By);
