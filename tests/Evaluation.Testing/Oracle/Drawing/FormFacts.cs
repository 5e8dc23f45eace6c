using System.Text.Json;

namespace Evaluation.Testing.Oracle.Drawing;

/// <summary>
/// Slips, sheets, claims and ledgers of a definition with forms, by a seed. They follow the criteria, bodies, periods and entries of each
/// class.
/// </summary>
public sealed class FormFacts
{
    private readonly Random _random;
    private readonly OracleRound _round;

    public FormFacts(JsonElement definition, int seed)
    {
        _random = new(seed);
        _round = new(definition);
    }

    /// <summary>Up to ten slips for every unit and group, often all alike; marks follow the paper of the class.</summary>
    public List<OracleSlip> Slips()
    {
        var slips = new List<OracleSlip>();
        foreach (var unit in _round.Units)
            foreach (var group in _round.Groups)
                for (var left = Chance(5) ? 0 : _random.Next(11); left > 0; left--)
                    slips.Add(new(unit.Code, group, Marks(_round.OfClass(unit.Class).VoteCriteria.Count)));
        return slips;
    }

    /// <param name="slips">The slips, which prove a number of voters.</param>
    public OracleFacts Facts(IReadOnlyList<OracleSlip> slips)
    {
        var facts = new OracleFacts
        {
            Voters = _round.Groups.ToDictionary(g => g, g => Chance(6) ? null : (int?)_random.Next(slips.Where(s => s.Group == g).GroupBy(s => s.Unit).Select(u => u.Count()).DefaultIfEmpty().Max(), 14)),
        };
        var panels = _random.Next(1, 3);
        foreach (var (index, unit) in _round.Units.Index())
        {
            var own = _round.OfClass(unit.Class);
            var (sheets, weights) = (new List<OracleSheet>(), new List<OracleWeight>());
            foreach (var body in own.AssessedCriteria.Where(IsOnSheet).GroupBy(c => c.By))
                Panel(sheets, weights, body.Key, [.. body], panels == 1 ? null : $"p{index % panels}");
            facts.Sheets[unit.Code] = [.. sheets];
            facts.Weights[unit.Code] = [.. weights];
            facts.Claims[unit.Code] = Chance(12) ? [] : [.. own.AssessedCriteria.Where(c => !_round.EntriesOf(c).Any())
                .SelectMany(c => c.Periods.Where(_ => !Chance(30)).Select(period => Claim(c, period)))];
            facts.Adjustments[unit.Code] = [.. Many(_random.Next(0, 7)).Select(_ => Adjustment())];
            facts.SpotChecks[unit.Code] = [.. Many(_random.Next(0, 4)).Select(_ => new OracleSpotCheck(Chance(2), null))];
            facts.Stated[unit.Code] = Chance(4) ? [Pick("named-in-bulletin", "fined")] : [];
            facts.Tails[unit.Code] = Chance(3) ? [new("earlier", "warned")] : [];
        }
        return facts;
    }

    private void Panel(List<OracleSheet> sheets, List<OracleWeight> weights, string? body, OracleCriterion[] criteria, string? panel)
    {
        var inspectors = Chance(12) ? 0 : _random.Next(1, 9);
        var isWeighted = !_round.NormalisesPanels && _round.TrimOf(body) == "none" && Chance(2);
        foreach (var inspector in Many(inspectors).Select(number => $"{body ?? "panel"}-{number}"))
        {
            if (isWeighted)
                weights.Add(new(inspector, Pick(10m, 50m, 33.3m), body));
            foreach (var period in criteria.SelectMany(c => c.Periods).Distinct())
            {
                if (Chance(40))
                    continue;
                OracleCriterion[] on = [.. criteria.Where(c => c.Periods.Contains(period))];
                sheets.Add(new(panel, on.Where(c => c.Score is null).ToDictionary(c => c.Code, Points))
                {
                    By = body,
                    Period = period,
                    Inspector = inspector,
                    Figures = on.Where(c => c.Score is not null).ToDictionary(c => c.Code, Figure),
                });
            }
        }
    }

    private decimal? Points(OracleCriterion criterion) => Chance(7) ? null : criterion.Points.Round(2) * Pick(0m, 0.5m, 0.75m, 1m);

    private OracleFigure? Figure(OracleCriterion criterion) => Chance(9) ? null
        : new(Pick(0m, 0.45m, 0.5m, 0.75m, 0.8m, 0.85m, 0.9m, 1m, 1.3m), criterion.Score!.By == "plan" ? Pick(0.5m, 0.9m, 1m) : null);

    private OracleClaim Claim(OracleCriterion criterion, string? period)
    {
        var points = criterion.Points.Round(2);
        return _random.Next(20) switch
        {
            0 => new(criterion.Code, points, null, period),
            < 3 => new(criterion.Code, null, null, period),
            _ => new(criterion.Code, points, points * Pick(0.5m, 0.75m, 1m), period),
        };
    }

    private OracleAdjustment Adjustment()
    {
        var approver = Pick(null, "li", "wang", "wang", "zhao");
        if (Chance(2) && _round.Entries.Count > 0)
        {
            var entry = Pick([.. _round.Entries]);
            var level = Pick([.. entry.Points.Keys]);
            return new(entry.Kind, entry.Points[level].Round(2), "li", approver) { Entry = entry.Code, Level = level };
        }
        string[] free = [.. new[] { "bonus", "deduction", "daily" }.Where(kind => _round.Entries.All(e => e.Kind != kind))];
        return new(Pick(free), _random.Next(1, 200) / Pick(4m, 100m, 20m), "li", approver);
    }

    private bool IsOnSheet(OracleCriterion criterion) => criterion.Score?.Of is null && !_round.EntriesOf(criterion).Any();

    private int[] Marks(int count)
    {
        var all = _random.Next(_round.Options.Count);
        return [.. Many(count).Select(_ => Chance(3) ? _random.Next(_round.Options.Count) : all)];
    }

    private static IEnumerable<int> Many(int count) => Enumerable.Range(0, count);

    private bool Chance(int of) => _random.Next(of) == 0;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
