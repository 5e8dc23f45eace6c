namespace Evaluation.Testing.Oracle;

/// <summary>F7, F8, F21, F23, F30: the points of a unit's assessed criteria.</summary>
/// <param name="round">The rules of the round.</param>
/// <param name="facts">The facts of all units.</param>
/// <param name="catalogue">Gives the points of criteria with entries.</param>
/// <param name="voteFigure">A figure of the vote of a unit, by its name in the rules.</param>
public sealed class OracleSheets(OracleRound round, OracleFacts facts, OracleCatalogue catalogue, Func<OracleUnit, string, Exact?> voteFigure)
{
    /// <summary>The sheets of a body in a period.</summary>
    public OracleSheet[] Of(string unit, string? body, string? period) =>
        [.. facts.Sheets.GetValueOrDefault(unit, []).Where(s => s.By == body && s.Period == period)];

    /// <summary>Whether a criterion has a place on sheets.</summary>
    public bool IsOnSheet(OracleCriterion criterion) => criterion.Score?.Of is null && !round.EntriesOf(criterion).Any();

    /// <summary>The bodies of the criteria that are on sheets; null is the inspection panel.</summary>
    public string?[] Bodies(string unit) => [.. round.Of(unit).AssessedCriteria.Where(IsOnSheet).Select(c => c.By).Distinct()];

    /// <summary>Whether a sheet of the body is missing: of a period, or of an inspector who has a weight.</summary>
    public bool IsMissing(string unit, string? body) => round.Of(unit).AssessedCriteria.Where(c => IsOnSheet(c) && c.By == body)
        .SelectMany(c => c.Periods).Distinct().Any(period => IsMissing(unit, body, period));

    /// <summary>Whether the figure of a criterion is missing, without which its points are not known.</summary>
    public bool IsFigureMissing(string unit, OracleCriterion criterion) => criterion.Score?.Of is { } of && voteFigure(Unit(unit), of) is null;

    /// <summary>The points of a criterion, the mean over its periods; null where it is not applicable.</summary>
    public Exact? Points(string unit, OracleCriterion criterion)
    {
        if (round.EntriesOf(criterion).Any())
        {
            return catalogue.Left(unit, criterion);
        }

        // F30: a period without a sheet leaves the mean open.
        if (criterion.Periods is not [null] && criterion.Periods.Any(period => IsOpen(unit, criterion, period)))
        {
            return null;
        }

        Exact[] points = [.. criterion.Periods.Select(period => Points(unit, criterion, period)).OfType<Exact>()];
        return points.Length == 0 ? null : Exact.Mean(points);
    }

    /// <summary>F8: the mean; trimmed or weighted.</summary>
    public Exact? Combined(string unit, string? body, IEnumerable<(OracleSheet Sheet, Exact? Value)> sheets)
    {
        var given = sheets.Where(s => s.Value is not null).Select(s => (Weight: Weight(unit, body, s.Sheet), Value: s.Value!.Value)).ToArray();
        if (given.Length == 0)
        {
            return null;
        }

        return round.TrimOf(body) == "item"
            ? Trimmed([.. given.Select(s => s.Value)])
            : Exact.Sum(given.Select(s => s.Weight * s.Value)) / Exact.Sum(given.Select(s => s.Weight));
    }

    public Exact Trimmed(Exact[] given) => Exact.Mean(given.Length < round.TrimFrom ? given : [.. given.Order().Skip(1).SkipLast(1)]);

    private Exact? Points(string unit, OracleCriterion criterion, string? period)
    {
        if (criterion.Score is not { } rule)
        {
            return Combined(unit, criterion.By, Of(unit, criterion.By, period).Select(s => (s, (Exact?)s.Points[criterion.Code])));
        }

        if (Figure(Unit(unit), criterion, period) is not { } x)
        {
            return null;
        }

        // The figures of the class, without the units that have none.
        OracleUnit[] inClass = [.. round.Units.Where(u => u.Class == Unit(unit).Class)];
        Exact[] all = [.. inClass.Select(u => Figure(u, criterion, period)).OfType<Exact>()];
        var target = rule.By == "plan"
            ? Combined(unit, criterion.By, Of(unit, criterion.By, period).Select(s => (s, (Exact?)s.Figures[criterion.Code]?.Target))) : null;
        return rule.PointsOf(criterion.Points, x, target, all, inClass.Length == 1);
    }

    // F21 takes the filed sheets: x is missing without any, and not while another inspector is still to file one.
    private Exact? Figure(OracleUnit unit, OracleCriterion criterion, string? period) => criterion.Score!.Of is { } of
        ? voteFigure(unit, of)
        : Combined(unit.Code, criterion.By, Of(unit.Code, criterion.By, period).Select(s => (s, (Exact?)s.Figures[criterion.Code]?.Value)));

    private bool IsOpen(string unit, OracleCriterion criterion, string? period) =>
        IsOnSheet(criterion) && Of(unit, criterion.By, period).Length == 0;

    private bool IsMissing(string unit, string? body, string? period)
    {
        var sheets = Of(unit, body, period);
        return sheets.Length == 0 || Weights(unit, body).Any(w => sheets.All(s => s.Inspector != w.Inspector));
    }

    private Exact Weight(string unit, string? body, OracleSheet sheet) =>
        Weights(unit, body).Length == 0 ? 1 : Weights(unit, body).Single(w => w.Inspector == sheet.Inspector).Weight;

    private OracleWeight[] Weights(string unit, string? body) => [.. facts.Weights.GetValueOrDefault(unit, []).Where(w => w.By == body)];

    private OracleUnit Unit(string code) => round.Units.Single(u => u.Code == code);
}
