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
            .. criteria.Where(c => !IsGiven(c)).Select(c => Item(c, Sheets.Points(unit, c))),
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
            .Select(c => (Criterion: c, Claims: ClaimsOf(unit, c))).ToArray();
        if (claims.SelectMany(c => c.Claims).Any(IsOpen))
        {
            return null;
        }

        var items = claims.Select(c => Item(c.Criterion, MeanOf(c.Claims.Select(claim => claim!.Accepted)))).ToArray();
        var maximum = Exact.Sum(items.Select(i => i.Maxima));
        return maximum == 0 ? null : Exact.Sum(items.Select(i => i.Points)) / maximum * 100;
    }

    /// <summary>The points that a unit claimed of a criterion: the mean over its periods, open while one is missing (F30).</summary>
    public Exact? Claimed(string unit, OracleCriterion criterion)
    {
        var claims = ClaimsOf(unit, criterion);
        return claims.Any(c => c is null) ? null : MeanOf(claims.Select(c => c!.Claimed));
    }

    /// <summary>The published points that were accepted of a criterion, the mean over its periods.</summary>
    public Exact? Accepted(string unit, OracleCriterion criterion)
    {
        var claims = ClaimsOf(unit, criterion);
        return claims.Any(IsOpen) ? null : MeanOf(claims.Select(c => c!.Accepted));
    }

    /// <summary>F6: 100 less the daily deductions, never below zero; null where it has no share in the total.</summary>
    public Exact? Daily(string unit) =>
        round.Of(unit).DailyShare > 0 ? Exact.Max(0, 100 - _catalogue.Daily(unit)) : null;

    public Exact Bonus(string unit) => _catalogue.Bonus(unit);

    public Exact Deductions(string unit) => _catalogue.Deductions(unit);

    private static bool IsOpen(OracleClaim? claim) => claim is null || (claim.Claimed is not null && claim.Accepted is null);

    private OracleClaim?[] ClaimsOf(string unit, OracleCriterion criterion) => [.. criterion.Periods.Select(period => Claim(unit, criterion, period))];

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
        OracleCriterion[] criteria = [.. round.Of(unit).AssessedCriteria.Where(c => c.By == body && IsGiven(c))];
        if (round.TrimOf(body) is not ("item" or "none" or "total"))
        {
            throw new FormatException($"trim {round.TrimOf(body)}");
        }

        // An item applies when one inspector or more gave points for it; the mean is over those.
        OracleCriterion[] applicable = [.. criteria.Where(c => Sheets.Points(unit, c) is not null)];
        var maxima = Exact.Sum(applicable.Select(c => c.Points));
        return round.TrimOf(body) != "total" ? (Exact.Sum(applicable.Select(c => Sheets.Points(unit, c)!.Value)), maxima)
            : maxima == 0 ? (0, 0)
            : (Sheets.Trimmed([.. Totals(unit, body, criteria)]) * maxima / 100, maxima);
    }

    /// <summary>
    /// F8: the totals of the inspectors who gave points, from the points that they gave. In percent, because sheets with different items
    /// left out have different maxima. F30: an inspector's points of a criterion are the mean over the periods.
    /// </summary>
    private IEnumerable<Exact> Totals(string unit, string? body, OracleCriterion[] criteria)
    {
        var sheets = facts.Sheets.GetValueOrDefault(unit, []).Where(s => s.By == body).ToArray();
        foreach (var own in sheets.Select((s, number) => (Sheet: s, Inspector: s.Inspector ?? $"{number}")).GroupBy(s => s.Inspector))
        {
            (Exact Points, Exact Maxima)[] items =
                [.. criteria.Select(c => Item(c, MeanOf(own.Where(s => c.Periods.Contains(s.Sheet.Period)).Select(s => s.Sheet.Points[c.Code]))))];
            var maximum = Exact.Sum(items.Select(i => i.Maxima));
            if (maximum != 0)
            {
                yield return Exact.Sum(items.Select(i => i.Points)) / maximum * 100;
            }
        }
    }

    /// <summary>Whether inspectors give the points; else they follow from a figure (F23) or from entries (F26).</summary>
    private bool IsGiven(OracleCriterion criterion) => criterion.Score is null && !round.EntriesOf(criterion).Any();

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
