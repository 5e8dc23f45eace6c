using System.Text.Json.Serialization;

namespace Evaluation.Awards;

/// <summary>An event of the awards of a round.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted.</param>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(AwardsGiven), "awards-given")]
[JsonDerivedType(typeof(SpecialAwardProposed), "special-award-proposed")]
[JsonDerivedType(typeof(SpecialAwardApproved), "special-award-approved")]
public abstract record AwardEvent(DateTimeOffset At, string By, string? Person);

/// <summary>The list of awards was made, or replaced.</summary>
/// <param name="Reason">Why it replaces an earlier list; null for the first.</param>
/// <param name="Key">Recognises a repeat of the call; null without one.</param>
public sealed record AwardsGiven(AwardList List, string? Reason, DateTimeOffset At, string By, string? Person = null, CreationKey? Key = null) : AwardEvent(At, By, Person);

/// <summary>A single prize was proposed.</summary>
/// <param name="Key">Recognises a repeat of the call; null without one.</param>
public sealed record SpecialAwardProposed(SpecialAward Award, DateTimeOffset At, string By, string? Person = null, CreationKey? Key = null) : AwardEvent(At, By, Person);

/// <summary>A second person approved the single prize that was proposed last under this code.</summary>
/// <param name="Unit">The unit that gets it.</param>
public sealed record SpecialAwardApproved(string Code, string Unit, DateTimeOffset At, string By, string? Person = null) : AwardEvent(At, By, Person);
