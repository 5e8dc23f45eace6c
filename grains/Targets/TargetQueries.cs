using Evaluation.Runtime;

namespace Evaluation.Targets;

/// <summary>The targets of one unit.</summary>
public sealed record ViewTargets(string Unit) : IQuery<TargetBook, UnitTargets>
{
    public Outcome<UnitTargets> Answer(TargetBook state) => state.Of(Unit);
}

/// <summary>The targets of all units of the round.</summary>
public sealed record ViewAllTargets : IQuery<TargetBook, TargetList>
{
    public Outcome<TargetList> Answer(TargetBook state) => new TargetList(state.Units);
}

public sealed record ViewTargetAudit : IQuery<TargetBook, AuditTrail>
{
    public Outcome<AuditTrail> Answer(TargetBook state) => new AuditTrail(state.Audit);
}

/// <param name="Units">By unit code; units without targets are left out.</param>
public sealed record TargetList(IReadOnlyDictionary<string, UnitTargets> Units);
