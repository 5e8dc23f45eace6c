using Evaluation.Findings;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Units;
using Evaluation.Units.Supervision;

namespace Evaluation.Workflows;

/// <summary>Reads what supervision did in a month: from the findings of the round and from every unit.</summary>
public sealed class MonthReader(IEngine engine)
{
    /// <param name="rules">The round's rules.</param>
    /// <param name="firstDay">The first day of the month.</param>
    /// <param name="today">Today in the round's time zone: overdue findings of a month that is not over are counted for it.</param>
    public async ValueTask<Outcome<IReadOnlyList<SupervisedMonth>>> ReadAsync(RoundRules rules, DateOnly firstDay, DateOnly today)
    {
        var next = firstDay.AddMonths(1);
        var (from, until, last) = (Midnight(firstDay, rules.TimeZone), Midnight(next, rules.TimeZone), next.AddDays(-1));
        var findings = await engine.SendAsync(FindingGrain.Ref(rules.Id), new ViewFindingMonth(from, until, today < last ? today : last));
        if (findings.IsRefused(out var refusal))
            return refusal;
        var month = new ViewUnitMonth(from, until, firstDay);
        var units = await FanOut.SendAsync([.. rules.Units], unit => engine.SendAsync(UnitGrain.Ref(rules.Id, unit.Code), month));
        if (units.IsRefused(out refusal))
            return refusal;
        var found = findings.Answer.Units.ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        SupervisedMonth[] all = [.. rules.Units.Zip(units.Answer, (unit, entries) => new SupervisedMonth(unit, entries, found.GetValueOrDefault(unit.Code)))];
        return all.Where(unit => !unit.Entries.IsEmpty || unit.Findings is not null).ToArray();
    }

    /// <summary>The first instant of a day. Where a clock change skips midnight, the instant of the change.</summary>
    private static DateTimeOffset Midnight(DateOnly day, string timeZone)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var known) ? known : TimeZoneInfo.Utc;
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new(midnight, offset);
    }
}

/// <summary>What supervision did about one unit in a month.</summary>
/// <param name="Findings">Null for none.</param>
public sealed record SupervisedMonth(Unit Unit, UnitMonth Entries, UnitFindingMonth? Findings);
