using System.Text.Json.Serialization;
using Evaluation.Assessment;

namespace Evaluation.Units.Supervision;

/// <summary>Who did something to an entry, when, and why.</summary>
/// <param name="By">The staff account.</param>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
/// <param name="Reason">In the words of the person; null where no reason was asked.</param>
/// <param name="Ticket">The upheld objection that did it; null for an act of its own.</param>
public sealed record Signed(string By, DateTimeOffset At, string? Person = null, string? Reason = null, string? Ticket = null)
{
    [JsonIgnore]
    public Actor Actor => Actor.Of(By, Person);

    internal static Signed Of(UnitEvent happened, string? reason = null) =>
        new(happened.By, happened.At, happened.Person, reason, (happened as LedgerCorrected)?.Ticket);
}

/// <summary>A spot check as it was entered, and its withdrawal.</summary>
public sealed record SpotCheckEntry(SpotCheck Check, Signed Entered, Signed? Withdrawn = null);

/// <summary>A statement of a fact, and its withdrawal.</summary>
/// <param name="Id">Unique within the unit: <c>fact-1</c>.</param>
/// <param name="ReplacedBy">The id of the later statement of the same fact that replaced this one; null if none has.</param>
public sealed record FactEntry(string Id, StatedFact Fact, Signed Entered, Signed? Withdrawn = null, string? ReplacedBy = null)
{
    /// <summary>Whether the ledger contains the fact as stated here.</summary>
    [JsonIgnore]
    public bool Stands => Withdrawn is null && ReplacedBy is null;
}

/// <summary>An adjustment from its proposal on.</summary>
/// <param name="Decided">The approval or rejection; null before.</param>
public sealed record AdjustmentEntry(Adjustment Adjustment, AdjustmentState State, Signed Proposed, Signed? Decided = null, Signed? Withdrawn = null);

[JsonConverter(typeof(CamelCaseEnum<AdjustmentState>))]
public enum AdjustmentState
{
    /// <summary>Counts for nothing yet.</summary>
    Proposed,

    /// <summary>Counts.</summary>
    Approved,

    Rejected,

    Withdrawn,
}
