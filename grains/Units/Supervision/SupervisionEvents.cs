using System.Text.Json.Serialization;
using Evaluation.Assessment;

namespace Evaluation.Units.Supervision;

/// <summary>An inspector entered a spot check.</summary>
/// <param name="Key">The key of the call; null when it had none.</param>
public sealed record SpotCheckRecorded(SpotCheck Check, DateTimeOffset At, string By, CreationKey? Key = null) : UnitEvent(At, By)
{
    [JsonIgnore]
    internal override IReadOnlyList<LedgerChange> LedgerChanges => [new SpotCheckEntered(Check)];
}

/// <summary>A reviewer withdrew a spot check.</summary>
public sealed record SpotCheckRetracted(string Id, string Reason, DateTimeOffset At, string By) : UnitEvent(At, By)
{
    [JsonIgnore]
    internal override IReadOnlyList<LedgerChange> LedgerChanges => [new SpotCheckWithdrawn(Id)];
}

/// <summary>A reviewer stated a fact. It replaces an earlier statement of the same fact.</summary>
/// <param name="Id">The id of the statement.</param>
/// <param name="Key">The key of the call; null when it had none.</param>
public sealed record FactRecorded(string Id, StatedFact Fact, DateTimeOffset At, string By, CreationKey? Key = null) : UnitEvent(At, By)
{
    [JsonIgnore]
    internal override IReadOnlyList<LedgerChange> LedgerChanges => [new FactStated(Fact)];
}

/// <summary>A reviewer withdrew the standing statement of a fact.</summary>
public sealed record FactRetracted(string Fact, string Reason, DateTimeOffset At, string By) : UnitEvent(At, By)
{
    [JsonIgnore]
    internal override IReadOnlyList<LedgerChange> LedgerChanges => [new FactWithdrawn(Fact)];
}

/// <summary>An adjustment was proposed. It counts for nothing yet.</summary>
/// <param name="Key">The key of the call; null when it had none.</param>
public sealed record AdjustmentProposed(Adjustment Adjustment, DateTimeOffset At, string By, CreationKey? Key = null) : UnitEvent(At, By)
{
    [JsonIgnore]
    internal override IReadOnlyList<LedgerChange> LedgerChanges => [new AdjustmentEntered(Adjustment)];
}

/// <summary>Another person approved an adjustment. It counts from now on.</summary>
/// <param name="Adjustment">The adjustment with its approver.</param>
public sealed record AdjustmentApproved(Adjustment Adjustment, DateTimeOffset At, string By) : UnitEvent(At, By)
{
    [JsonIgnore]
    internal override IReadOnlyList<LedgerChange> LedgerChanges => [new AdjustmentEntered(Adjustment)];
}

/// <summary>Another person rejected a proposed adjustment.</summary>
public sealed record AdjustmentRejected(string Id, string Reason, DateTimeOffset At, string By) : UnitEvent(At, By)
{
    [JsonIgnore]
    internal override IReadOnlyList<LedgerChange> LedgerChanges => [new AdjustmentWithdrawn(Id)];
}

/// <summary>Another person withdrew an adjustment that was proposed or approved.</summary>
public sealed record AdjustmentRetracted(string Id, string Reason, DateTimeOffset At, string By) : UnitEvent(At, By)
{
    [JsonIgnore]
    internal override IReadOnlyList<LedgerChange> LedgerChanges => [new AdjustmentWithdrawn(Id)];
}
