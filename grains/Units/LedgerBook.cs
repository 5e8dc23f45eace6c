using System.Collections.Immutable;
using Evaluation.Assessment;

namespace Evaluation.Units;

/// <summary>Whether a unit's ledger is open or closed, and the ledgers from which results were computed.</summary>
public sealed record LedgerBook
{
    private static readonly Refusal Closed = new(
        RefusalCode.WrongState, "The ledger of the unit is closed, because the result has been computed from it or is being computed.", ("ledger", "closed"));

    /// <summary>The number of the round's last decision; 0 before the first.</summary>
    public int Number { get; init; }

    /// <summary>The number of the event that closed the ledger; null while it is open.</summary>
    public long? ClosedAt { get; init; }

    /// <summary>The ledger after every event that closed or corrected it, by the number of the event.</summary>
    public ImmutableSortedDictionary<long, UnitLedger> Kept { get; init; } = ImmutableSortedDictionary<long, UnitLedger>.Empty;

    /// <summary>The number of the decision for every closing, by the number of its event.</summary>
    public ImmutableSortedDictionary<long, int> Closings { get; init; } = ImmutableSortedDictionary<long, int>.Empty;

    internal Decision<UnitEvent> Close(CloseLedger close) =>
        close.Number > Number ? new LedgerClosed(close.Number, close.At, close.By, close.Weights) : Decision<UnitEvent>.NothingToDo;

    internal Decision<UnitEvent> Open(OpenLedger open) =>
        open.Number > Number ? new LedgerOpened(open.Number, open.At, open.By) : Decision<UnitEvent>.NothingToDo;

    /// <summary>
    /// The decision; for a closed ledger a refusal instead of an effect that would miss the result. A correction by an objection is made in
    /// a closed ledger. A repeated command that changes nothing is answered.
    /// </summary>
    internal Decision<UnitEvent> Guard(UnitCommand command, Decision<UnitEvent> decision) =>
        ClosedAt is not null && command is not CorrectLedger && decision.EventCount > 0 && IsAssessment(command, decision) ? Closed : decision;

    /// <param name="version">The number of the event.</param>
    /// <param name="ledger">The ledger after the event.</param>
    internal LedgerBook Evolve(UnitEvent happened, long version, UnitLedger ledger) => happened switch
    {
        LedgerClosed closed => this with
        {
            Number = closed.Number,
            ClosedAt = version,
            Kept = Kept.SetItem(version, ledger),
            Closings = Closings.SetItem(version, closed.Number),
        },
        LedgerOpened opened => this with { Number = opened.Number, ClosedAt = null },
        LedgerCorrected => this with { Kept = Kept.SetItem(version, ledger) },
        _ => this,
    };

    private static bool IsAssessment(UnitCommand command, Decision<UnitEvent> decision) =>
        command is AssessmentCommand || Enumerable.Range(0, decision.EventCount).Any(index => decision[index].LedgerChanges.Count > 0);
}
