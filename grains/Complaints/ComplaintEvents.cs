using System.Text.Json.Serialization;

namespace Evaluation.Complaints;

/// <summary>An event of the complaints of a year.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="Complaint">The id of the complaint.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted, or <see cref="Complaints.Complaint.Public"/>.</param>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ComplaintReceived), "complaint-received")]
[JsonDerivedType(typeof(ComplaintAssigned), "complaint-assigned")]
[JsonDerivedType(typeof(ComplaintReleased), "complaint-released")]
[JsonDerivedType(typeof(ComplaintAnswered), "complaint-answered")]
[JsonDerivedType(typeof(ComplaintFindingMade), "complaint-finding-made")]
[JsonDerivedType(typeof(ComplaintRejected), "complaint-rejected")]
[JsonDerivedType(typeof(ComplaintRestored), "complaint-restored")]
[JsonDerivedType(typeof(ComplaintClosed), "complaint-closed")]
public abstract record ComplaintEvent(string Complaint, DateTimeOffset At, string By, string? Person);

/// <summary>A complaint was received, or entered for somebody.</summary>
/// <param name="SecretHash">SHA-256 of the secret, in lower-case hexadecimal.</param>
/// <param name="Key">Recognises a repeat; null without one.</param>
public sealed record ComplaintReceived(
    string Complaint, string Round, string Unit, string Text, string? Contact, ComplaintChannel Channel, DateOnly ReceivedOn, string SecretHash, CreationKey? Key,
    DateTimeOffset At, string By, string? Person = null) : ComplaintEvent(Complaint, At, By, Person);

public sealed record ComplaintAssigned(string Complaint, string To, DateTimeOffset At, string By, string? Person = null) : ComplaintEvent(Complaint, At, By, Person);

/// <summary>The unit may read this text, instead of any earlier one.</summary>
public sealed record ComplaintReleased(string Complaint, string Text, DateTimeOffset At, string By, string? Person = null) : ComplaintEvent(Complaint, At, By, Person);

/// <summary>The complaint was answered, or its answer was revised.</summary>
public sealed record ComplaintAnswered(string Complaint, string Text, bool Upheld, DateTimeOffset At, string By, string? Person = null)
    : ComplaintEvent(Complaint, At, By, Person);

/// <summary>A finding was made of the upheld complaint.</summary>
public sealed record ComplaintFindingMade(string Complaint, string Round, string Unit, string Finding, DateTimeOffset At, string By, string? Person = null)
    : ComplaintEvent(Complaint, At, By, Person);

/// <summary>The complaint is abuse. The unit does not see it any more.</summary>
public sealed record ComplaintRejected(string Complaint, string Reason, DateTimeOffset At, string By, string? Person = null) : ComplaintEvent(Complaint, At, By, Person);

/// <summary>The complaint is no abuse after all.</summary>
public sealed record ComplaintRestored(string Complaint, string Reason, DateTimeOffset At, string By, string? Person = null) : ComplaintEvent(Complaint, At, By, Person);

public sealed record ComplaintClosed(string Complaint, string? Note, DateTimeOffset At, string By, string? Person = null) : ComplaintEvent(Complaint, At, By, Person);
