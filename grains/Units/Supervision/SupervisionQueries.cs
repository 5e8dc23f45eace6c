using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Runtime;

namespace Evaluation.Units.Supervision;

/// <summary>All spot checks, facts and adjustments of a unit, with its ledger.</summary>
public sealed record ViewSupervision : IQuery<UnitState, SupervisionView>
{
    public Outcome<SupervisionView> Answer(UnitState state) => state.Supervision.View(state.Ledger);
}

/// <summary>The spot checks, facts and adjustments of a unit in the order of entering, withdrawn ones included.</summary>
/// <param name="Ledger">The unit's ledger at the same time. It contains the entries that stand.</param>
public sealed record SupervisionView(
    IReadOnlyList<SpotCheckEntry> SpotChecks, IReadOnlyList<FactEntry> Facts, IReadOnlyList<AdjustmentEntry> Adjustments, UnitLedger Ledger);

/// <summary>What happened to a unit in a month. An entry without a day counts on the day on which it was entered.</summary>
/// <param name="From">The first instant of the month.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="FirstDay">The first day of the month, in the round's time zone.</param>
public sealed record ViewUnitMonth(DateTimeOffset From, DateTimeOffset Until, DateOnly FirstDay) : IQuery<UnitState, UnitMonth>
{
    public Outcome<UnitMonth> Answer(UnitState state) => new UnitMonth(
        [.. state.Supervision.SpotChecks.Where(entry => entry.Withdrawn is null && IsIn(entry.Check.On, entry.Entered)).Select(entry => entry.Check)],
        [.. state.Supervision.Facts.Where(entry => entry.Stands && IsIn(entry.Fact.On, entry.Entered)).Select(entry => entry.Fact)],
        [.. state.Supervision.Adjustments.Where(entry => entry.State == AdjustmentState.Approved && IsIn(null, entry.Decided!)).Select(entry => entry.Adjustment)]);

    private bool IsIn(DateOnly? day, Signed by) => day is { } on
        ? (on.Year, on.Month) == (FirstDay.Year, FirstDay.Month)
        : by.At >= From && by.At < Until;
}

/// <summary>The spot checks and facts of a month that stand, and the adjustments that were approved in it.</summary>
public sealed record UnitMonth(IReadOnlyList<SpotCheck> SpotChecks, IReadOnlyList<StatedFact> Facts, IReadOnlyList<Adjustment> Adjustments)
{
    [JsonIgnore]
    public bool IsEmpty => SpotChecks.Count + Facts.Count + Adjustments.Count == 0;
}

/// <summary>The answer to a command.</summary>
/// <param name="Id">The entry that was created or changed.</param>
/// <param name="Now">All entries after the command.</param>
public sealed record SupervisionChange(string Id, SupervisionView Now);
