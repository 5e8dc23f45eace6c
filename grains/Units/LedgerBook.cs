namespace Evaluation.Units;

/// <summary>Whether a unit's ledger is open or closed.</summary>
/// <param name="Number">The number of the round's last decision; 0 before the first.</param>
/// <param name="ClosedAt">The number of the event that closed the ledger; null while it is open.</param>
public sealed record LedgerBook(int Number = 0, long? ClosedAt = null)
{
    private static readonly Refusal Closed = new(
        RefusalCode.WrongState, "The ledger of the unit is closed, because the result has been computed from it or is being computed.", ("ledger", "closed"));

    internal Decision<UnitEvent> Close(CloseLedger close) =>
        close.Number > Number ? new LedgerClosed(close.Number, close.At, close.By) : Decision<UnitEvent>.NothingToDo;

    internal Decision<UnitEvent> Open(OpenLedger open) =>
        open.Number > Number ? new LedgerOpened(open.Number, open.At, open.By) : Decision<UnitEvent>.NothingToDo;

    /// <summary>
    /// The decision; for a closed ledger a refusal instead of an effect that would miss the result. A correction by an objection is made in
    /// a closed ledger. A repeated command that changes nothing is answered.
    /// </summary>
    internal Decision<UnitEvent> Guard(UnitCommand command, Decision<UnitEvent> decision) =>
        ClosedAt is not null && command is not CorrectLedger && (IsAssessment(command, decision) && decision.EventCount > 0) ? Closed : decision;

    internal LedgerBook Evolve(UnitEvent happened, long version) => happened switch
    {
        LedgerClosed closed => new(closed.Number, version),
        LedgerOpened opened => new(opened.Number),
        _ => this,
    };

    private static bool IsAssessment(UnitCommand command, Decision<UnitEvent> decision) =>
        command is AssessmentCommand || Enumerable.Range(0, decision.EventCount).Any(index => decision[index].LedgerChanges.Count > 0);
}
