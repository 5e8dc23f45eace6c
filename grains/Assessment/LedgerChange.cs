using System.Text.Json.Serialization;

namespace Evaluation.Assessment;

/// <summary>
/// One change of a unit's ledger. An entry replaces the entry with the same name (inspector and criterion with their period, id, fact).
/// Withdrawing an entry
/// that does not exist changes nothing.
/// </summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = Discriminator)]
[JsonDerivedType(typeof(SheetEntered), "sheet-entered")]
[JsonDerivedType(typeof(SheetWithdrawn), "sheet-withdrawn")]
[JsonDerivedType(typeof(ClaimDecided), "claim-decided")]
[JsonDerivedType(typeof(AdjustmentEntered), "adjustment-entered")]
[JsonDerivedType(typeof(AdjustmentWithdrawn), "adjustment-withdrawn")]
[JsonDerivedType(typeof(SpotCheckEntered), "spot-check-entered")]
[JsonDerivedType(typeof(SpotCheckWithdrawn), "spot-check-withdrawn")]
[JsonDerivedType(typeof(FactStated), "fact-stated")]
[JsonDerivedType(typeof(FactWithdrawn), "fact-withdrawn")]
public abstract record LedgerChange
{
    internal const string Discriminator = "change";

    /// <summary>Returns the ledger with this change applied.</summary>
    public abstract UnitLedger ApplyTo(UnitLedger ledger);

    /// <summary>Returns the change with the names of the proposer and the approver, if its entry carries them.</summary>
    /// <param name="proposer">The account that proposes the change.</param>
    /// <param name="approver">The account that approves it; null while it is only proposed.</param>
    public virtual LedgerChange SignedBy(string proposer, string? approver) => this;
}

public sealed record SheetEntered(Sheet Sheet) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Sheets = ledger.Sheets.With(Sheet, sheet => sheet.Name) };
}

public sealed record SheetWithdrawn(string Inspector, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Sheets = ledger.Sheets.Without(Sheet.NameOf(Inspector, Period), sheet => sheet.Name) };
}

/// <summary>Replaces the claim together with the reviewer's decision on it.</summary>
public sealed record ClaimDecided(Claim Claim) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Claims = ledger.Claims.With(Claim, claim => claim.Name) };
}

public sealed record AdjustmentEntered(Adjustment Adjustment) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Adjustments = ledger.Adjustments.With(Adjustment, adjustment => adjustment.Id) };

    public override LedgerChange SignedBy(string proposer, string? approver) =>
        new AdjustmentEntered(Adjustment with { ProposedBy = proposer, ApprovedBy = approver });
}

public sealed record AdjustmentWithdrawn(string Id) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Adjustments = ledger.Adjustments.Without(Id, adjustment => adjustment.Id) };
}

public sealed record SpotCheckEntered(SpotCheck SpotCheck) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { SpotChecks = ledger.SpotChecks.With(SpotCheck, check => check.Id) };
}

public sealed record SpotCheckWithdrawn(string Id) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { SpotChecks = ledger.SpotChecks.Without(Id, check => check.Id) };
}

public sealed record FactStated(StatedFact Fact) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Facts = ledger.Facts.With(Fact, fact => fact.Fact) };
}

public sealed record FactWithdrawn(string Fact) : LedgerChange
{
    public override UnitLedger ApplyTo(UnitLedger ledger) => ledger with { Facts = ledger.Facts.Without(Fact, fact => fact.Fact) };
}
