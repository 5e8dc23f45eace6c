using Evaluation.Assessment;
using Evaluation.Runtime;

namespace Evaluation.Units.Supervision;

/// <summary>
/// A command about a unit's spot checks, facts or adjustments. The sender has checked the rules and the state of the round, the evidence
/// that is named, and the interests of the people.
/// </summary>
/// <param name="At">The server's clock.</param>
/// <param name="By">The account that acts, with its person.</param>
public abstract record SupervisionCommand(DateTimeOffset At, Actor By) : UnitCommand, ICommand<UnitState, SupervisionChange>
{
    public SupervisionChange Answer(UnitState state) => new(Entry(state.Supervision), state.Supervision.View(state.Ledger));

    /// <summary>The id of the entry that the command has created or changed.</summary>
    private protected abstract string Entry(SupervisionBook book);
}

/// <summary>Enters a spot check under the next id.</summary>
/// <param name="Check">The check; its id is ignored.</param>
/// <param name="Key">A repeat with the same key enters nothing and gets the first entry. Null: every command enters one.</param>
public sealed record RecordSpotCheck(SpotCheck Check, CreationKey? Key, DateTimeOffset At, Actor By) : SupervisionCommand(At, By)
{
    private protected override string Entry(SupervisionBook book) => book.CreatedBy(Key, At) ?? book.SpotChecks[^1].Check.Id;
}

/// <summary>Withdraws a spot check. It stays listed.</summary>
public sealed record WithdrawSpotCheck(string Id, string Reason, DateTimeOffset At, Actor By) : SupervisionCommand(At, By)
{
    private protected override string Entry(SupervisionBook book) => Id;
}

/// <summary>States a fact, in place of an earlier statement of the same fact.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Key">A repeat with the same key states nothing and gets the first statement.</param>
public sealed record RecordFact(StatedFact Fact, CreationKey? Key, DateTimeOffset At, Actor By) : SupervisionCommand(At, By)
{
    private protected override string Entry(SupervisionBook book) => book.CreatedBy(Key, At) ?? book.Facts[^1].Id;
}

/// <summary>Withdraws the standing statement of a fact.</summary>
/// <param name="Fact">The name of the fact.</param>
public sealed record WithdrawFact(string Fact, string Reason, DateTimeOffset At, Actor By) : SupervisionCommand(At, By)
{
    private protected override string Entry(SupervisionBook book) => book.NewestFact(Fact)!.Id;
}

/// <summary>Proposes an adjustment under the next id.</summary>
/// <param name="Adjustment">The adjustment; its id, proposer and approver are ignored.</param>
/// <param name="Key">A repeat with the same key proposes nothing and gets the first proposal.</param>
public sealed record ProposeAdjustment(Adjustment Adjustment, CreationKey? Key, DateTimeOffset At, Actor By) : SupervisionCommand(At, By)
{
    private protected override string Entry(SupervisionBook book) => book.CreatedBy(Key, At) ?? book.Adjustments[^1].Adjustment.Id;
}

/// <summary>
/// A decision on an adjustment by another person. Refused with <see cref="RefusalCode.SamePerson"/> for the person who proposed it.
/// </summary>
public abstract record AdjustmentDecision(string Id, DateTimeOffset At, Actor By) : SupervisionCommand(At, By)
{
    private protected override string Entry(SupervisionBook book) => Id;
}

/// <summary>Approves a proposed adjustment, which counts from then on.</summary>
public sealed record ApproveAdjustment(string Id, DateTimeOffset At, Actor By) : AdjustmentDecision(Id, At, By);

/// <summary>Rejects a proposed adjustment.</summary>
public sealed record RejectAdjustment(string Id, string Reason, DateTimeOffset At, Actor By) : AdjustmentDecision(Id, At, By);

/// <summary>Withdraws a proposed or approved adjustment.</summary>
public sealed record WithdrawAdjustment(string Id, string Reason, DateTimeOffset At, Actor By) : AdjustmentDecision(Id, At, By);
