using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Totals;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring;

/// <summary>
/// Turns a unit's exact figures into published ones: rounded once, half away from zero, without groups that are too small to be shown
/// (F22).
/// </summary>
internal static class Publication
{
    public const int DecimalsOfError = 4;

    public static UnitResult Of(ScoringRules rules, UnitScore unit)
    {
        var decimals = rules.Round.Policies.Decimals;
        return new()
        {
            Unit = unit.Unit.Code,
            Total = unit.Total.Value?.Round(decimals),
            Vote = unit.Vote?.Round(decimals),
            Inspection = unit.Facts.Inspection?.Round(decimals),
            Self = unit.Facts.Self?.Round(decimals),
            Daily = unit.Facts.Daily?.Round(decimals),
            Bonus = unit.Total.Bonus.Round(decimals),
            Deductions = unit.Total.Deductions.Round(decimals),
            StandardError = unit.Variance is { } variance ? StandardError.Of(variance).Round(DecimalsOfError) : null,
            Eligible = Vetoes.LeaveEligible(unit.Facts),
            Incomplete = unit.Total.Missing,
            Vetoes = unit.Facts.Vetoes,
            Slips = checked((int)unit.Slips),
            Positive = SharePublication.Of(unit.Rates.PositiveShare, unit.Slips),
            Top = SharePublication.Of(unit.Rates.TopShare, unit.Slips),
            Groups = [.. unit.Groups.Select((group, index) => Group(rules.Round.Groups[index].Code, group, decimals))],
            NotRated = unit.WhyNotRated,
            Parts = unit.Facts.Parts is { } parts ? [.. parts.Select(part => new PartResult(part.Round, part.Version, part.Unit, part.Share, part.Total?.Round(decimals), part.Tails))] : null,
            Assessed = unit.Facts.Assessed.Count == 0 ? null : [.. unit.Facts.Assessed.Select(item => Assessed(item, decimals))],
            Bodies = unit.Facts.Bodies is { } bodies ? [.. bodies.Select(body => new BodyResult(body.By, body.Score?.Round(decimals), body.Sheets))] : null,
            Missing = unit.Facts.Missing.Where(entry => unit.Total.Missing.Contains(entry.Component)).ToArray() is { Length: > 0 } missing ? missing : null,
            Criteria = [.. rules.Criteria.Select((item, index) => Criterion(item.Code, unit.Criteria[index], unit.CriterionRates[index], decimals))],
            Headings = rules.Headings.Count == 0 ? null : [.. unit.Headings(rules).Select(heading => heading.Publish(decimals))],
        };
    }

    private static GroupResult Group(string code, GroupScore group, int decimals) => group.IsCounted
        ? new(code, checked((int)group.Count.Slips), group.Awareness?.Round(SharePublication.Decimals), group.Score?.Round(decimals), group.Why is null, group.Why)
        : new(code, null, null, null, false, group.Why);

    private static AssessedResult Assessed(AssessedPoints item, int decimals) =>
        new(item.Criterion, item.Maximum, item.Claimed?.Round(decimals), item.Accepted?.Round(decimals), item.Inspected?.Round(decimals), Periods(item, decimals));

    private static PeriodResult[]? Periods(AssessedPoints item, int decimals) =>
        item.Periods?.Select(period => new PeriodResult(period.Period, period.Claimed?.Round(decimals), period.Accepted?.Round(decimals), period.Inspected?.Round(decimals))).ToArray();

    private static CriterionResult Criterion(string code, Fraction? score, Rates<Fraction> rates, int decimals) => new(
        code, score?.Round(decimals), SharePublication.Of(rates.PositiveShare, rates.Valid), SharePublication.Of(rates.TopShare, rates.Valid));
}
