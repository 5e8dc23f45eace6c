namespace Evaluation.Testing.Oracle;

/// <summary>F19 and F26: what the approved adjustments of a unit add up to, by the catalogue or freely.</summary>
public sealed class OracleCatalogue(OracleRound round, OracleFacts facts)
{
    /// <summary>F6: the bonus that counts: min(Σ over entries of min(Σ, cap), bonusCap).</summary>
    public Exact Bonus(string unit) => Capped(OfTotal(unit, "bonus"), round.Of(unit).BonusCap);

    public Exact Deductions(string unit) => Capped(OfTotal(unit, "deduction"), round.Of(unit).DeductionCap);

    /// <summary>The points of approved daily deductions.</summary>
    public Exact Daily(string unit) => Exact.Sum(Approved(unit).Where(a => a.Kind == "daily").Select(a => (Exact)a.Points));

    /// <summary>What a criterion with entries has: max(0, P − Σ).</summary>
    public Exact Left(string unit, OracleCriterion criterion) =>
        Exact.Max(0, criterion.Points - Exact.Sum(round.EntriesOf(criterion).Select(entry => OfEntry(unit, entry))));

    private Exact OfTotal(string unit, string kind) =>
        Exact.Sum(round.Entries.Where(e => e.Kind == kind && e.Criterion is null).Select(e => OfEntry(unit, e)))
        + Exact.Sum(Approved(unit).Where(a => a.Kind == kind && a.Entry is null).Select(a => (Exact)a.Points));

    private Exact OfEntry(string unit, OracleEntry entry)
    {
        Exact[] points = [.. Approved(unit).Where(a => a.Entry == entry.Code).Select(a => entry.Points[a.Level])];
        return points.Length == 0 ? 0 : Capped(entry.IsHighest ? points.Max() : Exact.Sum(points), entry.Cap);
    }

    private static Exact Capped(Exact points, Exact? cap) => cap is { } most ? Exact.Min(points, most) : points;

    // F19: an adjustment that nobody or only the proposer approved does not count.
    private IEnumerable<OracleAdjustment> Approved(string unit) => facts.Adjustments.GetValueOrDefault(unit, [])
        .Where(a => a.ApprovedBy is not null && a.ApprovedBy != a.ProposedBy);
}
