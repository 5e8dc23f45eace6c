using System.Collections.Immutable;
using System.Diagnostics;
using Evaluation.Assessment;

namespace Evaluation.Units;

/// <summary>A unit of a round: its ledger, and the objections that corrected it.</summary>
public sealed record UnitState
{
    public UnitLedger Ledger { get; init; } = UnitLedger.Empty;

    /// <summary>Tickets whose changes have been made.</summary>
    public ImmutableHashSet<string> Corrected { get; init; } = [];

    public UnitState Evolve(UnitEvent happened) => happened switch
    {
        LedgerCorrected corrected => this with
        {
            Ledger = corrected.Changes.Aggregate(Ledger, (ledger, change) => change.ApplyTo(ledger)),
            Corrected = Corrected.Add(corrected.Ticket),
        },
        _ => throw new UnreachableException(happened.GetType().Name),
    };
}
