using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Evidence;

namespace Evaluation.Units;

/// <summary>An event of a unit.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(LedgerCorrected), "ledger-corrected")]
[JsonDerivedType(typeof(EvidenceFiled), "evidence-filed")]
public abstract record UnitEvent(DateTimeOffset At, string By);

/// <summary>The changes of an upheld objection were made, all together.</summary>
public sealed record LedgerCorrected(string Ticket, IReadOnlyList<LedgerChange> Changes, DateTimeOffset At, string By) : UnitEvent(At, By);

/// <summary>An item of evidence was filed. Its file was stored before.</summary>
/// <param name="Id">Its number in the unit's list, <c>ev-1</c>.</param>
public sealed record EvidenceFiled(string Id, EvidenceItem Item, DateTimeOffset At, string By) : UnitEvent(At, By);
