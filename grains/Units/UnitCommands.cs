using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Evidence;
using Evaluation.Runtime;

namespace Evaluation.Units;

/// <summary>A command to a unit of a round. <c>At</c> is the server's clock, <c>By</c> a staff account.</summary>
/// <remarks>
/// The round decides whether it is allowed before it is sent. A unit's grain knows neither the rules nor the round's state.
/// </remarks>
public abstract record UnitCommand;

/// <summary>
/// A command whose effect enters the result: it changes the ledger, or files what the ledger is decided from. While the ledger is closed,
/// it is refused with <see cref="RefusalCode.WrongState"/>, unless it would change nothing.
/// </summary>
public abstract record AssessmentCommand : UnitCommand;

/// <summary>Closes the ledger, so that a result is computed from it. A corrected ledger stays closed.</summary>
/// <param name="Number">The number of the round's decision. A command of a lower number than the last one changes nothing.</param>
/// <param name="At">When the round decided.</param>
/// <param name="By">The account that decided.</param>
/// <param name="Weights">The weights of the unit's inspectors by its panels; null where they have none.</param>
public sealed record CloseLedger(int Number, DateTimeOffset At, string By, IReadOnlyList<InspectorWeight>? Weights = null)
    : UnitCommand, ICommand<UnitState, ClosedLedger>, IRepeatable
{
    public ClosedLedger Answer(UnitState state) => new(state.Ledgers.Number, state.Ledgers.ClosedAt, state.Ledger);
}

/// <summary>Opens the ledger again. A command of a lower number than the last one changes nothing.</summary>
/// <param name="Number">The number of the round's decision.</param>
/// <param name="At">When the round decided.</param>
/// <param name="By">The account that decided.</param>
public sealed record OpenLedger(int Number, DateTimeOffset At, string By) : UnitCommand, ICommand<UnitState, ClosedLedger>, IRepeatable
{
    public ClosedLedger Answer(UnitState state) => new(state.Ledgers.Number, state.Ledgers.ClosedAt, state.Ledger);
}

/// <summary>The ledger of a unit after the last decision of the round.</summary>
/// <param name="Number">The number of that decision.</param>
/// <param name="ClosedAt">The number of the unit's event that closed the ledger; null while it is open.</param>
public sealed record ClosedLedger(int Number, long? ClosedAt, UnitLedger Ledger);

/// <summary>Makes the changes of an upheld objection. They are made once per ticket.</summary>
/// <param name="Ticket">The objection's id in its round.</param>
/// <param name="Changes">The changes of the ledger, in order.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The account that approved the answer.</param>
public sealed record CorrectLedger(string Ticket, IReadOnlyList<LedgerChange> Changes, DateTimeOffset At, string By)
    : UnitCommand, ICommand<UnitState, CorrectedLedger>, IRepeatable
{
    public CorrectedLedger Answer(UnitState state) => new(state.Corrected[Ticket], state.Ledgers.Kept[state.Corrected[Ticket]]);
}

/// <summary>The ledger of a unit after the correction of an objection.</summary>
/// <param name="Version">The number of the unit's event that made the correction.</param>
public sealed record CorrectedLedger(long Version, UnitLedger Ledger);

/// <summary>
/// Reserves a place in the unit's quota for a file, before its content is stored. Refused with <see cref="RefusalCode.TooMuchEvidence"/>. A
/// filed content and a content with a reservation need no other.
/// </summary>
/// <param name="Sha256">The hash of the content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The account that files.</param>
public sealed record ReserveEvidence(string Sha256, long Size, DateTimeOffset At, string By, EvidenceOwner Owner = EvidenceOwner.Unit)
    : UnitCommand, ICommand<UnitState, EvidencePlace>, IRepeatable
{
    public EvidencePlace Answer(UnitState state) => new(state.EvidenceOf(Owner).Find(Sha256)?.Id);
}

/// <summary>Gives the reservation of a file back. Changes nothing when there is none.</summary>
public sealed record ReleaseEvidence(string Sha256, DateTimeOffset At, string By, EvidenceOwner Owner = EvidenceOwner.Unit)
    : UnitCommand, ICommand<UnitState, EvidencePlace>, IRepeatable
{
    public EvidencePlace Answer(UnitState state) => new(state.EvidenceOf(Owner).Find(Sha256)?.Id);
}

/// <summary>The place of a content in a unit's evidence.</summary>
/// <param name="Filed">The number of the item; null while the content is not filed.</param>
public sealed record EvidencePlace(string? Filed);

/// <summary>
/// Adds an item to a list of evidence. If the content was filed before, nothing changes, and the answer is the item of the first filing.
/// </summary>
/// <param name="Key">A repeat with the same key files nothing, also when the item has been withdrawn since. Null for none.</param>
public sealed record FileEvidence(EvidenceItem Item, DateTimeOffset At, string By, EvidenceOwner Owner = EvidenceOwner.Unit, CreationKey? Key = null)
    : UnitCommand, ICommand<UnitState, FiledEvidence>, IRepeatable
{
    public FiledEvidence Answer(UnitState state) => state.EvidenceOf(Owner) is var book && book.FiledBy(Key, At) is { Refusal: null, Answer: { } filed } ? filed : book.Find(Item.Sha256)!;
}

/// <summary>Withdraws an item of the unit, before the self-assessment is filed. A second time changes nothing.</summary>
public sealed record WithdrawEvidence(string Id, string Reason, DateTimeOffset At, string By) : UnitCommand, ICommand<UnitState, EvidenceList>, IRepeatable
{
    public EvidenceList Answer(UnitState state) => new(state.Evidence.Filed);
}

/// <summary>
/// Reports to a unit the sums of its slips in some boxes. A report that is lost, repeated, late or out of order does no harm.
/// </summary>
public sealed record ObserveUnitVotes(IReadOnlyList<BoxSums> Boxes) : Observation<UnitState>
{
    public override bool Observe(UnitState state) => state.Observe(this);
}

/// <summary>The sums of one box for the unit.</summary>
/// <param name="Version">The box's version when it counted.</param>
public sealed record BoxSums(int Box, long Version, VoteSums Sums);
