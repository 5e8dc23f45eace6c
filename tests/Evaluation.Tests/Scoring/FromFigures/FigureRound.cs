using System.Globalization;
using System.Text.Json.Nodes;
using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Derivation;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Scoring.FromFigures;

/// <summary>
/// A round whose points follow from figures: one class, the vote criterion work with the options A (100, top), B (80, positive) and C (0),
/// and assessed criteria c1, c2, … with rules. The inspection is the whole total, until another share is set.
/// </summary>
internal sealed class FigureRound
{
    private readonly Dictionary<string, List<Sheet>> _sheets = [];
    private readonly List<OracleSlip> _slips = [];
    private readonly Dictionary<string, UnitLedger> _more = [];

    /// <param name="units">Codes, separated by spaces.</param>
    /// <param name="rules">By criterion its points and its rule; null where points are given.</param>
    public FigureRound(string units, params (decimal Points, string? Rule)[] rules)
    {
        var definition = Definitions.Smallest().With("/options", """
            [{"code":"A","label":"A","value":100,"box":"top"},{"code":"B","label":"B","value":80,"box":"positive"},{"code":"C","label":"C","value":0,"box":"negative"}]
            """).With("/policies", """{"groupMin":1}""").With("/components", """{"vote":0,"inspection":100}""")
            .With("/units", new JsonArray([.. units.Split(' ').Select(code => new JsonObject { ["code"] = code, ["label"] = code, ["class"] = "one" })]).ToJsonString());
        foreach (var (index, rule) in rules.Index())
        {
            var criterion = new JsonObject { ["code"] = $"c{index + 1}", ["label"] = $"Item {index + 1}", ["source"] = "assessed", ["points"] = rule.Points };
            if (rule.Rule is not null)
                criterion["score"] = JsonNode.Parse(rule.Rule);
            definition["criteria"]!.AsArray().Add(criterion);
        }
        var read = Definitions.Read(definition);
        Assert.Empty(read.Faults);
        Rules = read.Rules!;
    }

    public RoundRules Rules { get; set; }

    public IReadOnlyDictionary<string, UnitLedger> Ledgers => Rules.Units.ToDictionary(
        unit => unit.Code, unit => _more.GetValueOrDefault(unit.Code, UnitLedger.Empty) with { Sheets = _sheets.GetValueOrDefault(unit.Code, []) });

    public Derivations Derivations => Derivation.Derivations.OfLedgers(Rules, _slips, Ledgers)!;

    public IReadOnlyList<UnitResult> Results => Assert.Single(Derivations.Result.Classes).Units;

    /// <summary>A sheet with one entry per criterion that has a place on it: points, <c>x</c>, <c>x/target</c> or <c>na</c>.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="entries">In the order of the criteria of the sheet.</param>
    /// <param name="inspector">Null for the next inspector.</param>
    /// <param name="by">The body.</param>
    /// <param name="period">The period.</param>
    /// <param name="panel">The panel that visited the unit.</param>
    public FigureRound Sheet(string unit, string entries, string? inspector = null, string? by = null, string? period = null, string? panel = null)
    {
        var (points, figures) = (new Dictionary<string, decimal?>(), new Dictionary<string, SheetFigure?>());
        foreach (var (criterion, entry) in Rules.OnSheet(by, period).Zip(entries.Split(' ')))
        {
            var parts = entry.Split('/');
            if (criterion.HasFigure)
                figures[criterion.Code] = entry == "na" ? null : new(Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : null);
            else
                points[criterion.Code] = entry == "na" ? null : Number(entry);
        }
        var sheets = _sheets.TryGetValue(unit, out var known) ? known : _sheets[unit] = [];
        sheets.Add(new(inspector ?? $"inspector-{sheets.Count}", points, panel, By: by, Period: period, Figures: figures.Count > 0 ? figures : null));
        return this;
    }

    /// <summary>Casts slips for the unit: so many A, B and C.</summary>
    public FigureRound Cast(string unit, int a, int b, int c)
    {
        _slips.AddRange(new[] { a, b, c }.SelectMany((count, option) => Enumerable.Repeat(new OracleSlip(unit, "all", [option]), count)));
        return this;
    }

    public void Know(string unit, UnitLedger ledger) => _more[unit] = ledger;

    public UnitResult Of(string unit) => Results.Single(result => result.Unit == unit);

    /// <summary>The points of a criterion by unit, in paper order.</summary>
    public IEnumerable<decimal?> Points(string criterion = "c1") => Rules.Units.Select(unit => Of(unit.Code).Assessed!.Single(item => item.Criterion == criterion).Inspected);

    /// <summary>What the ledgers give before the round is sealed.</summary>
    public IReadOnlyDictionary<string, UnitFacts> BeforeSealing => LedgerFacts.Of(Rules, Ledgers).Answer;

    /// <summary>A drawn round with all forms, several sheets, bodies, periods, missing figures, ties and units that nobody rated.</summary>
    public static FigureRound Drawn(int seed)
    {
        var random = new Random(seed);
        var rules = Enumerable.Range(0, random.Next(1, 5)).Select(_ => (Points: (decimal)random.Next(1, 21), Rule: (string?)null)).ToList();
        for (var index = 0; index < rules.Count; index++)
            rules[index] = (rules[index].Points, random.Next(5) == 0 ? null : Rule(random, (int)rules[index].Points));
        var units = string.Join(' ', Enumerable.Range(1, random.Next(1, 7)).Select(unit => $"u{unit}"));
        var round = new FigureRound(units, [.. rules]);
        round.Rules = round.Rules with
        {
            Panel = new((PanelTrim)random.Next(3)),
            Components = random.Next(3) == 0 ? new(40, 60) : round.Rules.Components,
            Policies = round.Rules.Policies with { Decimals = random.Next(5) },
            Criteria = [.. round.Rules.Criteria.Select(criterion => criterion.Source == CriterionSource.Vote || criterion.IsOfVote ? criterion : criterion with
            {
                By = random.Next(4) == 0 ? "b" : null,
                Periods = random.Next(4) == 0 ? ["q1", "q2"] : null,
            })],
        };
        if (round.Rules.Criteria.Any(criterion => criterion.By is not null))
            round.Rules = round.Rules with { Assessors = [new("b", new(En: "Body"), random.Next(2) == 0 ? PanelTrim.None : null)] };
        foreach (var unit in round.Rules.Units)
        {
            foreach (var (body, period) in round.Rules.Bodies.SelectMany(round.Rules.SheetPeriods, (body, period) => (body, period)))
                for (var sheet = random.Next(12) == 0 ? 0 : random.Next(1, 7); sheet > 0; sheet--)
                    round.Sheet(unit.Code, string.Join(' ', round.Rules.OnSheet(body, period).Select(criterion => Entry(random, criterion))), $"{body ?? "panel"}-{sheet}", body, period);
            if (random.Next(10) > 0)
                round.Cast(unit.Code, random.Next(1, 5), random.Next(5), random.Next(5));
        }
        return round;
    }

    private static string Rule(Random random, int points)
    {
        var low = random.Next(3) == 0;
        var better = low ? ""","better":"low" """ : "";
        var of = random.Next(4) == 0 ? $$""","of":"{{FigureRule.VoteFigures[random.Next(3)]}}" """ : "";
        int[] falling = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(points + 1)).OrderDescending()];
        int[] from = [.. Enumerable.Range(0, falling.Length).Select(step => 9 - (3 * step))];
        if (low)
            Array.Reverse(from);
        return random.Next(6) switch
        {
            0 => $$"""{"by":"steps","steps":[{{string.Join(',', falling.Zip(from, (given, step) => $$"""{"from":{{step}},"points":{{given}}}"""))}}]{{better}}{{of}}}""",
            1 => $$"""{"by":"deduct","from":{{random.Next(10)}},"per":{{Text(random.Next(1, 4) / 2m)}},"points":0.3{{better}}{{of}}}""",
            2 => $$"""{"by":"rank","table":[{{string.Join(',', falling)}}],"else":{{falling[^1] / 2}}{{better}}{{of}}}""",
            3 => $$"""{"by":"rank","stepPercent":{{random.Next(1, 60)}}{{better}}{{of}}}""",
            4 => $$"""{"by":"best"{{of}}}""",
            _ => $$"""{"by":"plan","limit":{{Text(random.Next(5, 15) / 10m)}}}""",
        };
    }

    private static string Entry(Random random, Criterion criterion)
    {
        if (random.Next(10) == 0)
            return "na";
        return !criterion.HasFigure ? Text(random.Next((int)criterion.Points + 1))
            : criterion.HasTarget ? $"{Text(random.Next(-2, 24) / 2m)}/{Text(random.Next(1, 9) / 2m)}"
            : Text(random.Next(-4, 24) / 2m);
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
