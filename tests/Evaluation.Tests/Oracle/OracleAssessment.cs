namespace Evaluation.Tests.Oracle;

/// <summary>What sheets, accepted claims and the ledger say about a unit: F6 to F9, F19.</summary>
internal sealed class OracleAssessment(OracleRound round, OracleFacts facts)
{
    private const int TrimFrom = 5;

    /// <summary>F7 and F8: the panel's score in percent; null without a sheet or an applicable item.</summary>
    public Exact? Inspection(string unit)
    {
        if (facts.Sheets.GetValueOrDefault(unit) is not { Length: > 0 } sheets)
        {
            return null;
        }

        if (round.NormalisesPanels)
        {
            throw new NotSupportedException("F9 needs to know which panel visited which unit");
        }

        return round.Trim switch
        {
            "item" => ByItem(sheets, Trimmed),
            "none" => ByItem(sheets, Exact.Mean),
            "total" => ByTotal(sheets),
            var other => throw new FormatException($"trim {other}"),
        };
    }

    /// <summary>F7: the accepted points in percent; null when nothing was accepted or nothing applies.</summary>
    public Exact? Self(string unit) => facts.Accepted.TryGetValue(unit, out var accepted) ? Percent(accepted) : null;

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

    private Exact? ByItem(OraclePoints[] sheets, Func<IReadOnlyCollection<Exact>, Exact> mean) =>
        Percent(new(round.AssessedCriteria.Select(criterion =>
        {
            // An item applies when one inspector or more gave points for it; the mean is over those.
            Exact[] given = [.. sheets.Select(sheet => sheet[criterion.Code]).OfType<Exact>()];
            return KeyValuePair.Create(criterion.Code, given.Length == 0 ? null : (Exact?)mean(given));
        })));

    private Exact? ByTotal(OraclePoints[] sheets)
    {
        // In percent, because sheets with different items left out have different maxima.
        Exact[] totals = [.. sheets.Select(Percent).OfType<Exact>()];
        return totals.Length == 0 ? null : Trimmed(totals);
    }

    private static Exact Trimmed(IReadOnlyCollection<Exact> given) =>
        Exact.Mean(given.Count < TrimFrom ? given : [.. given.Order().Skip(1).SkipLast(1)]);

    private Exact? Percent(OraclePoints points)
    {
        var applicable = round.AssessedCriteria.Where(c => points[c.Code] is not null).ToArray();
        var maximum = Exact.Sum(applicable.Select(c => c.Points));
        return maximum == 0 ? null : Exact.Sum(applicable.Select(c => points[c.Code]!.Value)) / maximum * 100;
    }

    private Exact Points(string unit, string kind) => Exact.Sum(
        facts.Adjustments.GetValueOrDefault(unit, []).Where(a => a.Kind == kind).Select(a => a.Points));
}
