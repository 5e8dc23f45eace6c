using Evaluation.Assessment;
using Evaluation.Runtime;

namespace Evaluation.Units.Supervision;

/// <summary>All spot checks, facts and adjustments of a unit, with its ledger.</summary>
public sealed record ViewSupervision : IQuery<UnitState, SupervisionView>
{
    public Outcome<SupervisionView> Answer(UnitState state) => state.Supervision.View(state.Ledger);
}

/// <summary>The spot checks, facts and adjustments of a unit in the order of entering, withdrawn ones included.</summary>
/// <param name="Ledger">The unit's ledger at the same time. It contains the entries that stand.</param>
public sealed record SupervisionView(
    IReadOnlyList<SpotCheckEntry> SpotChecks, IReadOnlyList<FactEntry> Facts, IReadOnlyList<AdjustmentEntry> Adjustments, UnitLedger Ledger);

/// <summary>The answer to a command.</summary>
/// <param name="Id">The entry that was created or changed.</param>
/// <param name="Now">All entries after the command.</param>
public sealed record SupervisionChange(string Id, SupervisionView Now);
