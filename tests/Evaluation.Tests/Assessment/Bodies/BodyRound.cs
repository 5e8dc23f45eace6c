using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Votes;
using Evaluation.Tests.Rules;
using Evaluation.Tests.Scoring;

namespace Evaluation.Tests.Assessment.Bodies;

/// <summary>A round without slips whose criteria belong to bodies, or have periods; the inspection is the whole total.</summary>
internal sealed class BodyRound
{
    private readonly Dictionary<string, UnitLedger> _ledgers = [];

    /// <param name="criteria">The criteria as JSON.</param>
    /// <param name="bodies">The bodies as JSON; empty for none.</param>
    public BodyRound(string criteria, string bodies = "", string panel = """{"trim":"none"}""", string components = """{"inspection":100}""", string units = "u1")
    {
        var listed = string.Join(',', units.Split(' ').Select(unit => $$"""{"code":"{{unit}}","label":"{{unit}}","class":"one"}"""));
        var read = Definitions.Read($$"""
            {"id":"bodies","title":"测评","criteria":[{{criteria}}],{{(bodies.Length == 0 ? "" : $"\"assessors\":[{bodies}],")}}"panel":{{panel}},"components":{{components}},
             "classes":[{"code":"one","label":"One","weights":{} }],"units":[{{listed}}],"policies":{"decimals":2} }
            """);
        Assert.Empty(read.Faults);
        Rules = read.Rules!;
    }

    public RoundRules Rules { get; init; }

    public Outcome<IReadOnlyDictionary<string, UnitFacts>> Outcome => LedgerFacts.Of(Rules, _ledgers);

    public UnitFacts Facts(string unit = "u1") => Outcome.Answer[unit];

    /// <summary>A sheet: <c>"c1=8 c2=na"</c>.</summary>
    public BodyRound Sheet(string inspector, string points, string? by = null, string? period = null, string unit = "u1", string? panel = null)
    {
        var given = points.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split('='))
            .ToDictionary(item => item[0], item => item[1] == "na" ? null : (decimal?)decimal.Parse(item[1], System.Globalization.CultureInfo.InvariantCulture));
        return Change(unit, ledger => ledger with { Sheets = [.. ledger.Sheets, new(inspector, given, panel, By: by, Period: period)] });
    }

    /// <summary>The weights of a body's inspectors: <c>"li=20 wang=30"</c>.</summary>
    public BodyRound Weights(string weights, string? by = null, string unit = "u1") => Change(unit, ledger => ledger with
    {
        Weights =
        [
            .. ledger.Weights ?? [],
            .. weights.Split(' ').Select(item => item.Split('=')).Select(item => new InspectorWeight(item[0], decimal.Parse(item[1], System.Globalization.CultureInfo.InvariantCulture), by)),
        ],
    });

    public BodyRound Claim(Claim claim, string unit = "u1") => Change(unit, ledger => ledger with { Claims = [.. ledger.Claims, claim] });

    public UnitResult Result(string unit = "u1") => Published().Classes[0].Units.Single(result => result.Unit == unit);

    /// <summary>The derivation, which explains every figure or throws.</summary>
    public UnitDerivation Derivation(string unit = "u1") => UnitDerivation.Of(Rules, Counts(new(Rules)), _ledgers, unit, Published());

    public IEnumerable<DerivationLine> Lines(string unit = "u1") => Derivation(unit).Sections.SelectMany(section => section.Lines);

    /// <summary>The line that explains a figure.</summary>
    public DerivationLine Line(string figure, string unit = "u1") => Lines(unit).Single(line => line.Figures.Any(one => one.Pointer == figure));

    private RoundResult Published()
    {
        var scoring = new ScoringRules(Rules);
        return new() { Round = Rules.Id, Version = 1, Classes = RoundScoring.Score(scoring, Counts(scoring), Outcome.Answer) };
    }

    private GroupCount[][] Counts(ScoringRules scoring) => [.. TallyCounter.Count(Rules, new Tally()).Select(sums => GroupCount.ByGroup(scoring, sums))];

    private BodyRound Change(string unit, Func<UnitLedger, UnitLedger> change)
    {
        _ledgers[unit] = change(_ledgers.GetValueOrDefault(unit) ?? UnitLedger.Empty);
        return this;
    }
}
