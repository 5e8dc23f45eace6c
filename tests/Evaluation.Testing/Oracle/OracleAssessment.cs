namespace Evaluation.Testing.Oracle;

/// <summary>The figures of a unit from sheets, claims and ledger: F6 to F9, F19, and F21, F23, F26, F30.</summary>
/// <param name="round">The rules of the round.</param>
/// <param name="facts">The facts of all units.</param>
/// <param name="voteFigure">A figure of the vote of a unit, by its name in the rules (F23).</param>
public sealed class OracleAssessment(OracleRound round, OracleFacts facts, Func<OracleUnit, string, Exact?> voteFigure)
{
    private readonly OracleCatalogue _catalogue = new(round, facts);

    private readonly Dictionary<string, OraclePanels> _panels = [];

    private OracleSheets Sheets => field ??= new(round, facts, _catalogue, voteFigure);

    /// <summary>F9: the panels of the inspected units by body, whether they are normalised or not.</summary>
    public IEnumerable<OraclePanels> Panels => round.AssessedCriteria.Where(Sheets.IsOnSheet).Select(c => c.By).Distinct().Select(PanelsOf);

    /// <summary>
    /// F7 to F9: the score in percent, never above 100; null without an applicable item, and where a sheet or a figure is missing.
    /// </summary>
    public Exact? Inspection(string unit)
    {
        var criteria = round.Of(unit).AssessedCriteria;
        if (Sheets.Bodies(unit).Any(body => Sheets.IsMissing(unit, body)) || criteria.Any(c => Sheets.IsFigureMissing(unit, c)))
        {
            return null;
        }

        (Exact Points, Exact Maxima)[] all =
        [
            .. Sheets.Bodies(unit).Select(body => OfBody(unit, body)),
            .. criteria.Where(c => !Sheets.IsOnSheet(c)).Select(c => Item(c, Sheets.Points(unit, c))),
        ];
        var maximum = Exact.Sum(all.Select(a => a.Maxima));
        var percent = maximum == 0 ? (Exact?)null : Exact.Sum(all.Select(a => a.Points)) / maximum * 100;

        // F23: a plan may give more than P, and the component never more than 100.
        return percent > 100 && criteria.Any(c => c.Score?.By == "plan") ? 100 : percent;
    }

    /// <summary>F7: the published points of a criterion's inspection; with trimming by total nothing is dropped from an item.</summary>
    public Exact? Inspected(string unit, OracleCriterion criterion) => Sheets.Points(unit, criterion);

    /// <summary>F23: whether the inspection rests on points that compare units or follow from the vote.</summary>
    public bool IsCompared(string unit) =>
        round.Of(unit).AssessedCriteria.Any(c => c.Score is { IsCompared: true } && Sheets.Points(unit, c) is not null);

    /// <summary>F7: the accepted points in percent; null when any criterion is open or nothing applies.</summary>
    public Exact? Self(string unit)
    {
        var claims = round.Of(unit).AssessedCriteria.Where(c => !round.EntriesOf(c).Any())
            .Select(c => (Criterion: c, Claims: c.Periods.Select(period => Claim(unit, c, period)).ToArray())).ToArray();
        var isOpen = claims.SelectMany(c => c.Claims).Any(c => c is null || (c.Claimed is not null && c.Accepted is null));
        if (isOpen)
        {
            return null;
        }

        var items = claims.Select(c => Item(c.Criterion, MeanOf(c.Claims.Select(claim => claim!.Accepted)))).ToArray();
        var maximum = Exact.Sum(items.Select(i => i.Maxima));
        return maximum == 0 ? null : Exact.Sum(items.Select(i => i.Points)) / maximum * 100;
    }

    /// <summary>The published points that a unit claimed of a criterion, the mean over its periods.</summary>
    public Exact? Claimed(string unit, OracleCriterion criterion) => MeanOf(criterion.Periods.Select(period => Claim(unit, criterion, period)?.Claimed));

    public Exact? Accepted(string unit, OracleCriterion criterion) => MeanOf(criterion.Periods.Select(period => Claim(unit, criterion, period)?.Accepted));

    /// <summary>F6: 100 less the daily deductions, never below zero; null where it has no share in the total.</summary>
    public Exact? Daily(string unit) =>
        round.Of(unit).DailyShare > 0 ? Exact.Max(0, 100 - _catalogue.Daily(unit)) : null;

    public Exact Bonus(string unit) => _catalogue.Bonus(unit);

    public Exact Deductions(string unit) => _catalogue.Deductions(unit);

    private OracleClaim? Claim(string unit, OracleCriterion criterion, string? period) =>
        facts.Claims.GetValueOrDefault(unit, []).SingleOrDefault(c => c.Criterion == criterion.Code && c.Period == period);

    private static Exact? MeanOf(IEnumerable<decimal?> points)
    {
        Exact[] given = [.. points.OfType<decimal>().Select(p => (Exact)p)];
        return given.Length == 0 ? null : Exact.Mean(given);
    }

    /// <summary>What a body gave and the maxima of the items that apply, after F9.</summary>
    private (Exact Points, Exact Maxima) OfBody(string unit, string? body)
    {
        var (points, maxima) = BeforeNormalising(unit, body);
        return round.NormalisesPanels && maxima != 0 ? (PanelsOf(body).Normalised(unit)!.Value * maxima / 100, maxima) : (points, maxima);
    }

    private (Exact Points, Exact Maxima) BeforeNormalising(string unit, string? body)
    {
        OracleCriterion[] criteria = [.. round.Of(unit).AssessedCriteria.Where(c => c.By == body && Sheets.IsOnSheet(c))];
        if (round.TrimOf(body) is not ("item" or "none" or "total"))
        {
            throw new FormatException($"trim {round.TrimOf(body)}");
        }

        // An item applies when one inspector or more gave points for it; the mean is over those.
        OracleCriterion[] byItem = round.TrimOf(body) == "total" ? [.. criteria.Where(c => c.Score is not null || c.Periods is not [null])] : criteria;
        OracleCriterion[] byTotal = [.. criteria.Except(byItem)];
        (Exact Points, Exact Maxima)[] items = [.. byItem.Select(c => Item(c, Sheets.Points(unit, c)))];
        var (points, maxima) = ByTotal(unit, body, byTotal);
        return (points + Exact.Sum(items.Select(i => i.Points)), maxima + Exact.Sum(items.Select(i => i.Maxima)));
    }

    private (Exact Points, Exact Maxima) ByTotal(string unit, string? body, OracleCriterion[] criteria)
    {
        // In percent, because sheets with different items left out have different maxima.
        Exact[] totals = [.. Sheets.Of(unit, body, null).Select(sheet =>
        {
            (Exact Points, Exact Maxima)[] items = [.. criteria.Select(c => Item(c, sheet.Points[c.Code]))];
            var maximum = Exact.Sum(items.Select(i => i.Maxima));
            return maximum == 0 ? null : (Exact?)(Exact.Sum(items.Select(i => i.Points)) / maximum * 100);
        }).OfType<Exact>()];
        var maxima = Exact.Sum(criteria.Where(c => Sheets.Points(unit, c) is not null).Select(c => c.Points));
        return totals.Length == 0 ? (0, 0) : (Sheets.Trimmed(totals) * maxima / 100, maxima);
    }

    private OraclePanels PanelsOf(string? body)
    {
        if (!_panels.TryGetValue(body ?? "", out var panels))
        {
            panels = _panels[body ?? ""] = new([.. round.Units
                .Where(u => Sheets.Bodies(u.Code).Contains(body) && !Sheets.IsMissing(u.Code, body) && BeforeNormalising(u.Code, body).Maxima != 0)
                .Select(u => (u.Code, facts.Sheets[u.Code].Where(s => s.By == body).Select(s => s.Panel ?? "").Distinct().Single(),
                    BeforeNormalising(u.Code, body).Points / BeforeNormalising(u.Code, body).Maxima * 100))]);
        }

        return panels;
    }

    private static (Exact Points, Exact Maxima) Item(OracleCriterion criterion, Exact? points) =>
        points is { } given ? (given, criterion.Points) : (0, 0);
}
