using Evaluation.Assessment;
using Evaluation.Findings;
using Evaluation.Rules;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Supervision;

/// <summary>What supervision did in a month, by unit. It names no people and contains no notes.</summary>
/// <param name="Month">As in <c>2011-03</c>, in the round's time zone.</param>
/// <param name="Units">In the order of the rules; units without anything to report are left out.</param>
public sealed record Bulletin(string Round, LocalText Title, string Month, DateOnly From, DateOnly To, IReadOnlyList<UnitBulletin> Units)
{
    internal static Bulletin Of(RoundRules rules, DateOnly firstDay, IReadOnlyList<SupervisedMonth> months) => new(
        rules.Id, rules.Title, BulletinMonth.Word(firstDay), firstDay, firstDay.AddMonths(1).AddDays(-1), [.. months.Select(month => UnitBulletin.Of(rules, month))]);
}

/// <summary>What supervision did about one unit in the month.</summary>
/// <param name="Adjustments">Those that were approved in the month.</param>
/// <param name="Notices">The rectification notices that were given in the month.</param>
public sealed record UnitBulletin(
    string Unit, LocalText Label, IReadOnlyList<BulletinCheck> SpotChecks, IReadOnlyList<BulletinFact> Facts, IReadOnlyList<BulletinAdjustment> Adjustments,
    BulletinFindings Findings, IReadOnlyList<GivenNotice> Notices)
{
    internal static UnitBulletin Of(RoundRules rules, SupervisedMonth month) => new(
        month.Unit.Code,
        month.Unit.Label,
        [.. month.Entries.SpotChecks.Select(check => new BulletinCheck(check.Id, check.Failed, check.On))],
        [.. month.Entries.Facts.Select(fact => new BulletinFact(fact.Fact, rules.Vetoes.FirstOrDefault(veto => veto.When.Fact == fact.Fact)?.Label, fact.Document, fact.On))],
        [.. month.Entries.Adjustments.Select(adjustment => new BulletinAdjustment(
            adjustment.Id, adjustment.Kind, adjustment.Points, adjustment.Rule, adjustment.Fact, adjustment.Document))],
        new(month.Findings?.Opened ?? 0, month.Findings?.Closed ?? 0, month.Findings?.Overdue ?? 0),
        month.Findings?.Notices ?? []);
}

/// <summary>A spot check of the month.</summary>
public sealed record BulletinCheck(string Id, bool Failed, DateOnly? On);

/// <summary>A fact of the month.</summary>
/// <param name="Label">The label of the veto that names it; null for none.</param>
public sealed record BulletinFact(string Fact, LocalText? Label, string? Document, DateOnly? On);

/// <summary>An adjustment that was approved in the month.</summary>
public sealed record BulletinAdjustment(string Id, AdjustmentKind Kind, decimal Points, string Rule, string Fact, string? Document);

/// <summary>The numbers of a unit's findings.</summary>
/// <param name="Opened">In the month.</param>
/// <param name="Closed">In the month.</param>
/// <param name="Overdue">At the end of the month; of a month that is not over, today.</param>
public sealed record BulletinFindings(int Opened, int Closed, int Overdue);
