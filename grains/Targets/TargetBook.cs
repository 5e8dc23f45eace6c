using System.Collections.Immutable;

namespace Evaluation.Targets;

/// <summary>The targets of all units of a round, with their audit.</summary>
public sealed record TargetBook
{
    /// <summary>By unit code; a unit without targets has no entry.</summary>
    public ImmutableSortedDictionary<string, UnitTargets> Units { get; private init; } = ImmutableSortedDictionary.Create<string, UnitTargets>(StringComparer.Ordinal);

    public ImmutableList<AuditLine> Audit { get; private init; } = [];

    public UnitTargets Of(string unit) => Units.GetValueOrDefault(unit, UnitTargets.None);

    public TargetBook Evolve(TargetEvent happened) => new()
    {
        Units = Units.SetItem(happened.Unit, Of(happened.Unit).Evolve(happened)),
        Audit = Audit.Add(TargetAudit.Line(happened)),
    };
}
