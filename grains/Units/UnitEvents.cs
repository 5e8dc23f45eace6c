using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Evidence;

namespace Evaluation.Units;

/// <summary>What happened to what a round knows of a unit.</summary>
/// <remarks>Written to the journal with these names, which are pinned by golden files: a property may be added with a default, nothing renamed.</remarks>
/// <param name="At">When, by the server's clock.</param>
/// <param name="By">Who: a staff account.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(LedgerCorrected), "ledger-corrected")]
[JsonDerivedType(typeof(EvidenceFiled), "evidence-filed")]
public abstract record UnitEvent(DateTimeOffset At, string By);

/// <summary>An upheld objection's changes, made all at once.</summary>
public sealed record LedgerCorrected(string Ticket, IReadOnlyList<LedgerChange> Changes, DateTimeOffset At, string By) : UnitEvent(At, By);

/// <summary>An item of evidence, whose file was kept before.</summary>
/// <param name="Id">Its number in the unit's list, <c>ev-1</c>.</param>
public sealed record EvidenceFiled(string Id, EvidenceItem Item, DateTimeOffset At, string By) : UnitEvent(At, By);
