using Evaluation.Runtime;

namespace Evaluation.Honours;

/// <summary>All titles and honours.</summary>
/// <param name="Known">The version that the sender has. If it is current, the answer has no titles and honours. -1 for none.</param>
public sealed record ViewHonours(long Known = -1) : IQuery<HonourRegister, HonourList>
{
    public Outcome<HonourList> Answer(HonourRegister state) =>
        state.Version == Known ? new HonourList(Known, [], []) : new HonourList(state.Version, [.. state.Titles.Values], state.Honours);
}

public sealed record ViewHonourAudit : IQuery<HonourRegister, AuditTrail>
{
    public Outcome<AuditTrail> Answer(HonourRegister state) => new AuditTrail(state.Audit);
}

/// <summary>The titles and honours of the register.</summary>
/// <param name="Titles">In the order of their codes.</param>
/// <param name="Honours">In the order in which they were conferred.</param>
public sealed record HonourList(long Version, IReadOnlyList<StandingTitle> Titles, IReadOnlyList<Honour> Honours);
