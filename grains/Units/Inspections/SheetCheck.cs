using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Evidence;
using Evaluation.Panels;
using Evaluation.Rules;

namespace Evaluation.Units.Inspections;

/// <summary>Something that an inspector should see about a sheet: a fault that blocks filing, or a warning.</summary>
/// <param name="Pointer">A JSON pointer into the sheet.</param>
/// <param name="Code">A stable word.</param>
/// <param name="Detail">A sentence in English.</param>
public sealed record SheetNotice(string Pointer, string Code, string Detail);

/// <summary>Checks a sheet against the frozen rules of the round and the days of the panel.</summary>
public static class SheetCheck
{
    /// <summary>
    /// What blocks filing: criteria without points or figure, points above the maximum, too many decimals, a visit in the future.
    /// </summary>
    /// <param name="criteria">The criteria of the sheet.</param>
    /// <param name="content">What is entered.</param>
    /// <param name="visitedOn">The day of the visit in the round's time zone.</param>
    /// <param name="today">Today in that time zone.</param>
    public static IReadOnlyList<SheetNotice> Faults(IReadOnlyList<Criterion> criteria, SheetContent content, DateOnly? visitedOn, DateOnly today)
    {
        var faults = new List<SheetNotice>();
        foreach (var criterion in criteria)
        {
            if (criterion.HasFigure)
            {
                if (SheetFigureCheck.Fault(criterion, content.Figures) is { } fault)
                    faults.Add(new($"/figures/{criterion.Code}{fault.Member}", fault.Code, fault.Detail));
                continue;
            }
            var at = $"/points/{criterion.Code}";
            if (!content.Points.TryGetValue(criterion.Code, out var given))
                faults.Add(new(at, "item-missing", "Points, or \"na\", are missing for this criterion."));
            else if (given > criterion.Points)
                faults.Add(new(at, "over-maximum", string.Create(CultureInfo.InvariantCulture, $"{given} points are more than the {criterion.Points} of this criterion.")));
            else if (given is { Scale: > Limits.FiledPointDecimals })
                faults.Add(new(at, "too-many-decimals", string.Create(CultureInfo.InvariantCulture, $"{given} has more than {Limits.FiledPointDecimals} decimals.")));
        }
        if (visitedOn > today)
            faults.Add(new("/visitedAt", "visit-in-future", string.Create(CultureInfo.InvariantCulture, $"{visitedOn:yyyy-MM-dd} is in the future.")));
        return faults;
    }

    /// <summary>What does not block filing: a visit on another day than planned, and evidence that is not there.</summary>
    /// <param name="content">The sheet.</param>
    /// <param name="visits">The planned days of the panel; null where no days are set.</param>
    /// <param name="visitedOn">The day of the visit in the round's time zone.</param>
    /// <param name="evidence">The evidence about the unit; null to skip this check.</param>
    public static IReadOnlyList<SheetNotice> Warnings(SheetContent content, VisitDays? visits, DateOnly? visitedOn, EvidenceList? evidence) =>
    [
        .. Visit(visits, visitedOn),
        .. (content.Evidence ?? []).Index().Where(item => evidence is not null && !evidence.Has(item.Item))
            .Select(item => new SheetNotice($"/evidence/{item.Index}", "evidence-unknown", $"No item of evidence '{item.Item}' is filed.")),
    ];

    private static IReadOnlyList<SheetNotice> Visit(VisitDays? visits, DateOnly? visitedOn) =>
        visits is not null && visitedOn is { } day && !visits.Include(day)
            ? [new("/visitedAt", "visit-outside-window", string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is not within {visits.From:yyyy-MM-dd} to {visits.To:yyyy-MM-dd}."))]
            : [];
}
