using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Tests.Scoring;

namespace Evaluation.Tests.Assessment;

/// <summary>
/// A small round for examples of ledgers: one class, the inspection the whole total, assessed criteria of the points named, by default one
/// of 100 so that points are percentages; grades excellent from 90, good from 80, pass from 60.
/// </summary>
internal sealed class AssessedRound
{
    private readonly Dictionary<string, UnitLedger> _ledgers = [];

    public AssessedRound(string units = "u1", params decimal[] points)
    {
        decimal[] maxima = points.Length == 0 ? [100] : points;
        Rules = new()
        {
            Criteria = [.. maxima.Index().Select(item => new Criterion($"item{item.Index + 1}", new(), CriterionSource.Assessed, item.Item))],
            Classes = [new("bureaus", new(), new Dictionary<string, decimal>())],
            Units = [.. units.Split(' ').Select(code => new Unit(code, new(), "bureaus"))],
            Components = new() { Vote = 0, Inspection = 100 },
            Grades = [new("excellent", 90), new("good", 80), new("pass", 60), new("fail", 0)],
        };
    }

    public RoundRules Rules { get; set; }

    public PanelTrim Trim { set => Rules = Rules with { Panel = Rules.Panel with { Trim = value } }; }

    public Outcome<IReadOnlyDictionary<string, UnitFacts>> Outcome => LedgerFacts.Of(Rules, _ledgers);

    /// <summary>One inspector's points in the order of the criteria, "na" for not applicable, as in <c>"12 na 7.5"</c>.</summary>
    public void Sheet(string unit, string points, string? panel = null)
    {
        var given = points.Split(' ').Select(text => text == "na" ? null : (decimal?)decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        var sheet = new Sheet(
            $"inspector-{Ledger(unit).Sheets.Count}", Rules.AssessedCriteria.Zip(given).ToDictionary(item => item.First.Code, item => item.Second), panel);
        Change(unit, ledger => ledger with { Sheets = [.. ledger.Sheets, sheet] });
    }

    public void Claim(string unit, string criterion, decimal? claimed, decimal? accepted) => Claim(unit, new(criterion, claimed, accepted));

    public void Claim(string unit, Claim claim) => Change(unit, ledger => ledger with { Claims = [.. ledger.Claims, claim] });

    public void Adjust(string unit, AdjustmentKind kind, decimal points, string proposedBy, string? approvedBy) => Change(unit, ledger =>
        ledger with { Adjustments = [.. ledger.Adjustments, new Adjustment($"a{ledger.Adjustments.Count}", kind, points, "rule", "fact", proposedBy, approvedBy)] });

    /// <summary>Enters an adjustment under the next id.</summary>
    public void Adjust(string unit, Adjustment adjustment) => Change(unit, ledger =>
        ledger with { Adjustments = [.. ledger.Adjustments, adjustment with { Id = $"a{ledger.Adjustments.Count}" }] });

    public void Check(string unit, bool failed, DateOnly? on = null) =>
        Change(unit, ledger => ledger with { SpotChecks = [.. ledger.SpotChecks, new SpotCheck($"s{ledger.SpotChecks.Count}", failed, on)] });

    public void State(string unit, string fact, string? document = null) =>
        Change(unit, ledger => ledger with { Facts = [.. ledger.Facts, new StatedFact(fact, document)] });

    public UnitFacts Facts(string unit) => Outcome.Answer[unit];

    public UnitResult Result(string unit) => Results().Single(result => result.Unit == unit);

    /// <summary>Best first.</summary>
    public IReadOnlyList<UnitResult> Results() => Assert.Single(TallyCounter.Score(Rules, new Tally(), Outcome.Answer)).Units;

    private UnitLedger Ledger(string unit) => _ledgers.GetValueOrDefault(unit) ?? UnitLedger.Empty;

    private void Change(string unit, Func<UnitLedger, UnitLedger> change) => _ledgers[unit] = change(Ledger(unit));
}
