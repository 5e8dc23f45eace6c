using Evaluation.Assessment;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Workflows.Trials;

/// <summary>Checks example data against the rules, and how much work it is.</summary>
internal static class TrialCheck
{
    /// <summary>The reason why there is no such trial, or null.</summary>
    public static Refusal? Refuse(RoundRules rules, TrialInput input)
    {
        var faults = new FaultList();
        foreach (var (code, voters) in input.Voters ?? new Dictionary<string, int>())
            Voters(rules, code, voters, faults);
        Marks(rules, input.Marks ?? [], faults);
        foreach (var (index, entry) in (input.Points ?? []).Index())
            Points(rules, entry, $"/points/{index}", faults);
        foreach (var twice in (input.Points ?? []).Index().Where(entry => entry.Item.Criterion is not null).GroupBy(entry => (entry.Item.Unit, entry.Item.Criterion, entry.Item.Period)).Where(same => same.Count() > 1))
            faults.Add($"/points/{twice.Last().Index}/criterion", "is listed twice for the unit");
        if (faults.Faults.Count > 0)
            return new(RefusalCode.BadRequest, string.Join("; ", faults.Faults.Take(3).Select(fault => $"{fault.Pointer} {fault.Message}")) + ".", ("faults", faults.Faults));
        return Size(rules, input) is var size and > Limits.TrialMarks
            ? new(
                RefusalCode.TooManyEntries,
                $"The trial would have {size} marks and cells; at most {Limits.TrialMarks} are allowed. Give fewer voters, or try the rules with fewer units.", ("limit", Limits.TrialMarks))
            : null;
    }

    /// <summary>Marks of all slips, points of all sheets, and cells of all counts.</summary>
    private static long Size(RoundRules rules, TrialInput input)
    {
        if (rules.Combine is not null)
            return 0;
        var voters = input.Marks is { } marks
            ? marks.Sum(typed => (long)typed.Count)
            : rules.VoteCriteria.Count * rules.Groups.Sum(group => (long)rules.Units.Count * TrialSlips.VotersOf(rules, input, group));
        var cells = (long)rules.Units.Count * rules.Groups.Count * rules.VoteCriteria.Count * rules.Options.Count;
        return Math.Max(voters, cells) + ((long)rules.Units.Count * rules.AssessedCriteria.Sum(criterion => SheetForm.PeriodsOf(criterion).Count) * (TrialLedgers.Sheets + 1));
    }

    private static void Voters(RoundRules rules, string code, int voters, FaultList faults)
    {
        var at = $"/voters/{JsonCursor.Escaped(code)}";
        if (rules.Groups.FirstOrDefault(group => group.Code == code) is not { } known)
            faults.Add(at, $"is no group of the round; {NameHint.For(code, rules.Groups.Select(group => group.Code))}");
        else if (voters < 0 || voters > known.Roll)
            faults.Add(at, $"must be from 0 to {known.Roll}, the roll of the group, but is {voters}");
    }

    private static void Marks(RoundRules rules, IReadOnlyList<TrialMarks> marks, FaultList faults)
    {
        var votes = rules.VoteCriteria.Select(criterion => criterion.Code).ToArray();
        var seen = new HashSet<(string, string, string, string)>();
        foreach (var (index, typed) in marks.Index())
        {
            var at = $"/marks/{index}";
            var isKnown = Known(typed.Unit, rules.Units.Select(unit => unit.Code), $"{at}/unit", "unit", faults)
                & Known(typed.Group, rules.Groups.Select(group => group.Code), $"{at}/group", "group", faults)
                & Known(typed.Criterion, votes, $"{at}/criterion", "vote criterion", faults)
                & Known(typed.Option, rules.Options.Select(option => option.Code), $"{at}/option", "option", faults);
            if (typed.Count < 0)
                faults.Add($"{at}/count", $"must be at least 0, but is {typed.Count}");
            if (isKnown && !seen.Add((typed.Unit, typed.Group, typed.Criterion, typed.Option)))
                faults.Add(at, "repeats unit, group, criterion and option; give one count");
        }
        if (faults.Faults.Count > 0)
            return;
        foreach (var slips in marks.Index().GroupBy(typed => (typed.Item.Unit, typed.Item.Group)))
        {
            var own = rules.OfUnit(rules.Units.First(known => known.Code == slips.Key.Unit)).VoteCriteria.Select(criterion => criterion.Code).ToArray();
            foreach (var (index, foreign) in slips.Where(typed => !own.Contains(typed.Item.Criterion)))
                faults.Add($"/marks/{index}/criterion", $"is not on the paper of the class of unit '{foreign.Unit}'");
            long[] sums = [.. own.Select(criterion => slips.Where(typed => typed.Item.Criterion == criterion).Sum(typed => (long)typed.Item.Count))];
            var group = rules.Groups.First(known => known.Code == slips.Key.Group);
            if (sums.Distinct().Count() > 1)
                faults.Add($"/marks/{slips.First().Index}", $"unit '{slips.Key.Unit}', group '{slips.Key.Group}': the counts of each criterion must have the same sum, because each slip has a mark for each; they are {string.Join(", ", sums)}");
            else if (sums.FirstOrDefault() > group.Roll)
                faults.Add($"/marks/{slips.First().Index}", $"unit '{slips.Key.Unit}', group '{slips.Key.Group}': {sums[0]} slips are more than the roll of {group.Roll}");
        }
    }

    private static void Points(RoundRules rules, TrialPoints entry, string at, FaultList faults)
    {
        if (Known(entry.Unit, rules.Units.Select(unit => unit.Code), $"{at}/unit", "unit", faults))
            rules = rules.OfUnit(rules.Units.First(unit => unit.Code == entry.Unit));
        if (new object?[] { entry.Criterion, entry.Entry, entry.Kind, entry.Fact, entry.FailedSpotChecks }.Count(member => member is not null) != 1)
        {
            faults.Add(at, "must have exactly one of criterion, entry, kind, fact, failedSpotChecks");
            return;
        }
        if (entry.Criterion is { } criterion && Known(criterion, rules.FiledCriteria.Select(known => known.Code), $"{at}/criterion", "criterion with points on a sheet", faults))
        {
            var owner = rules.FiledCriteria.First(known => known.Code == criterion);
            var most = owner.Points;
            if (!SheetForm.PeriodsOf(owner).Contains(entry.Period))
                faults.Add($"{at}/period", owner.Periods is { } periods ? $"must be one of {PlainText.QuotedList(periods)}" : "must be left out: the criterion has no periods");
            foreach (var (name, points) in new[] { ("inspected", entry.Inspected), ("accepted", entry.Accepted) })
                if (points < 0 || points > most)
                    faults.Add($"{at}/{name}", $"must be from 0 to {most}, but is {points}");
            if (entry is { Inspected: null, Accepted: null, Value: null })
                faults.Add(at, owner.HasFigure ? "must have a value or accepted points" : "must have inspected or accepted points");
            if (owner.HasFigure && entry.Inspected is not null)
                faults.Add($"{at}/inspected", "must be left out: the points follow from a figure; give its value");
            if (!owner.HasFigure && (entry.Value ?? entry.Target) is not null)
                faults.Add($"{at}/{(entry.Value is null ? "target" : "value")}", "must be left out: the points of the criterion follow from no figure");
            if (owner.HasFigure && entry.Value is { } value && SheetFigureCheck.Fault(owner, new Dictionary<string, SheetFigure?> { [owner.Code] = new(value, entry.Target) }) is { } wrong)
                faults.Add(at + wrong.Member, wrong.Detail);
        }
        if (entry.Kind is { } kind && (entry.Points is not { } free || Adjustment.PointsFault(free) is not null))
            faults.Add($"{at}/points", entry.Points is { } bad ? Adjustment.PointsFault(bad)! : $"is missing: a {kind.ToString().ToLowerInvariant()} has points");
        if ((entry.Entry ?? entry.Kind?.ToString()) is not null)
            CataloguePrice.Check(rules, new("example", entry.Kind ?? CataloguePrice.KindOf(rules, entry.Entry) ?? default, entry.Points ?? 0, "", "", "", Entry: entry.Entry, Level: entry.Level), at, faults);
        if (entry.Criterion is null && entry.Period is not null)
            faults.Add($"{at}/period", "has no effect without criterion");
        if (entry.Fact is { } fact && FactNames.Fault(rules, fact) is { } unknown)
            faults.Add($"{at}/fact", unknown);
        if (entry.FailedSpotChecks is < 0 or > Limits.TrialSpotChecks)
            faults.Add($"{at}/failedSpotChecks", $"must be from 0 to {Limits.TrialSpotChecks}");
    }

    private static bool Known(string name, IEnumerable<string> names, string at, string what, FaultList faults)
    {
        if (names.Contains(name))
            return true;
        faults.Add(at, $"is no {what} of the round; {NameHint.For(name, names)}");
        return false;
    }
}
