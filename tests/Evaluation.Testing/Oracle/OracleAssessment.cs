namespace Evaluation.Testing.Oracle;

/// <summary>The figures of a unit from sheets, claims and ledger: F6 to F9, F19.</summary>
public sealed class OracleAssessment(OracleRound round, OracleFacts facts)
{
    private const int TrimFrom = 5;

    private OraclePanels? _panels;

    /// <summary>F9: the panels of the inspected units, whether they are normalised or not.</summary>
    public OraclePanels Panels => _panels ??= new([.. round.Units.Where(u => BeforeNormalising(u.Code) is not null).Select(u =>
        (u.Code, facts.Sheets[u.Code].Select(s => s.Panel ?? "").Distinct().Single(), BeforeNormalising(u.Code)!.Value))]);

    /// <summary>F7 to F9: the panel's score in percent; null without a sheet or an applicable item.</summary>
    public Exact? Inspection(string unit) => round.NormalisesPanels ? Panels.Normalised(unit) : BeforeNormalising(unit);

    /// <summary>F7: the published points of a criterion's inspection; with trimming by total nothing is dropped from an item.</summary>
    public Exact? Inspected(string unit, OracleCriterion criterion)
    {
        Exact[] given = [.. Sheets(unit).Select(s => s.Points[criterion.Code]).OfType<decimal>().Select(p => (Exact)p)];
        return given.Length == 0 ? null : round.Trim == "item" ? Trimmed(given) : Exact.Mean(given);
    }

    /// <summary>F7: the accepted points in percent; null when any criterion is open or nothing applies.</summary>
    public Exact? Self(string unit)
    {
        var claims = round.AssessedCriteria.Select(c => (Criterion: c, Claim: Claim(unit, c))).ToArray();
        var isOpen = claims.Any(c => c.Claim is null || (c.Claim.Claimed is not null && c.Claim.Accepted is null));
        return isOpen ? null : Percent(claims.Select(c => (c.Criterion, (Exact?)c.Claim!.Accepted)));
    }

    public OracleClaim? Claim(string unit, OracleCriterion criterion) =>
        facts.Claims.GetValueOrDefault(unit, []).SingleOrDefault(c => c.Criterion == criterion.Code);

    /// <summary>F6: 100 less the daily deductions, never below zero; null where it has no share in the total.</summary>
    public Exact? Daily(string unit) =>
        round.DailyShare > 0 ? Exact.Max(0, 100 - Points(unit, "daily")) : null;

    /// <summary>F6: the bonus that counts.</summary>
    public Exact Bonus(string unit)
    {
        var bonus = Points(unit, "bonus");
        return round.BonusCap is { } cap ? Exact.Min(bonus, cap) : bonus;
    }

    public Exact Deductions(string unit) => Points(unit, "deduction");

    private OracleSheet[] Sheets(string unit) => facts.Sheets.GetValueOrDefault(unit, []);

    private Exact? BeforeNormalising(string unit) => round.Trim switch
    {
        // An item applies when one inspector or more gave points for it; the mean is over those.
        "item" or "none" => Percent(round.AssessedCriteria.Select(c => (c, Inspected(unit, c)))),
        "total" => ByTotal(Sheets(unit)),
        var other => throw new FormatException($"trim {other}"),
    };

    private Exact? ByTotal(OracleSheet[] sheets)
    {
        // In percent, because sheets with different items left out have different maxima.
        Exact[] totals = [.. sheets
            .Select(s => Percent(round.AssessedCriteria.Select(c => (c, (Exact?)s.Points[c.Code])))).OfType<Exact>()];
        return totals.Length == 0 ? null : Trimmed(totals);
    }

    private static Exact Trimmed(Exact[] given) =>
        Exact.Mean(given.Length < TrimFrom ? given : [.. given.Order().Skip(1).SkipLast(1)]);

    private static Exact? Percent(IEnumerable<(OracleCriterion Criterion, Exact? Points)> items)
    {
        var applicable = items.Where(i => i.Points is not null).ToArray();
        var maximum = Exact.Sum(applicable.Select(i => i.Criterion.Points));
        return maximum == 0 ? null : Exact.Sum(applicable.Select(i => i.Points!.Value)) / maximum * 100;
    }

    // F19: an adjustment that nobody or only the proposer approved does not count.
    private Exact Points(string unit, string kind) => Exact.Sum(facts.Adjustments.GetValueOrDefault(unit, [])
        .Where(a => a.Kind == kind && a.ApprovedBy is not null && a.ApprovedBy != a.ProposedBy)
        .Select(a => (Exact)a.Points));
}
