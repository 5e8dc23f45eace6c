using System.Text.Json.Serialization;

namespace Evaluation.Honours;

/// <summary>An event of the register of honours.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted.</param>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TitleDefined), "title-defined")]
[JsonDerivedType(typeof(HonourConferred), "honour-conferred")]
[JsonDerivedType(typeof(HonourWithdrawn), "honour-withdrawn")]
public abstract record HonourEvent(DateTimeOffset At, string By, string? Person);

/// <summary>A title was defined, or its definition was replaced.</summary>
public sealed record TitleDefined(Title Title, DateTimeOffset At, string By, string? Person = null) : HonourEvent(At, By, Person);

/// <summary>A title was conferred on a unit for a term, for the first time or again.</summary>
/// <param name="Renews">The honour that was renewed; null for none.</param>
/// <param name="Key">Recognises a repeat of the call.</param>
public sealed record HonourConferred(
    string Id,
    string Title,
    string Unit,
    TermSpan Span,
    string? Document,
    string? Round,
    string TimeZone,
    IReadOnlyList<RelatedUnit> Related,
    string? Renews,
    DateTimeOffset At,
    string By,
    string? Person = null,
    CreationKey? Key = null) : HonourEvent(At, By, Person);

/// <summary>An honour was withdrawn.</summary>
/// <param name="On">The first day on which the unit does not hold the title any more.</param>
public sealed record HonourWithdrawn(string Id, DateOnly On, string Grounds, DateTimeOffset At, string By, string? Person = null) : HonourEvent(At, By, Person);
