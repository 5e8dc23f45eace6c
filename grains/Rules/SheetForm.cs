namespace Evaluation.Rules;

/// <summary>Which assessed criteria a sheet has: those of one body, and of one period (F21, F30).</summary>
/// <remarks>
/// The body without a name (null) is the inspection panel. A criterion with periods is on one sheet for each of them; the others are on
/// the sheet without a period.
/// </remarks>
public static class SheetForm
{
    extension(RoundRules rules)
    {
        /// <summary>The bodies that own criteria, in the order of the rules; the inspection panel first, if it owns any.</summary>
        public IReadOnlyList<string?> Bodies =>
        [
            .. rules.AssessedCriteria.Any(criterion => criterion.By is null) ? (string?[])[null] : [],
            .. (rules.Assessors ?? []).Select(assessor => assessor.Code).Where(code => rules.AssessedCriteria.Any(criterion => criterion.By == code)),
        ];

        public Assessor? Assessor(string? body) => rules.Assessors?.FirstOrDefault(assessor => assessor.Code == body);

        /// <summary>How the sheets of a body are trimmed: by its own rule, else by the round's.</summary>
        public PanelTrim TrimOf(string? body) => rules.Assessor(body)?.Trim ?? rules.Panel.Trim;

        /// <summary>The criteria of a body, in the order of the rules.</summary>
        public IReadOnlyList<Criterion> CriteriaOf(string? body) => [.. rules.AssessedCriteria.Where(criterion => criterion.By == body)];

        /// <summary>The criteria of a body that are on its sheets, in the order of the rules.</summary>
        public IReadOnlyList<Criterion> SheetCriteriaOf(string? body) => [.. rules.SheetCriteria.Where(criterion => criterion.By == body)];

        /// <summary>The criteria of a sheet, in the order of the rules; none when there is no such sheet.</summary>
        public IReadOnlyList<Criterion> OnSheet(string? body, string? period) => [.. rules.SheetCriteriaOf(body).Where(criterion => IsIn(criterion, period))];

        /// <summary>The periods for which a body files sheets, in the order of the rules; null for the sheet without a period.</summary>
        public IReadOnlyList<string?> SheetPeriods(string? body) => [.. rules.SheetCriteriaOf(body).SelectMany(PeriodsOf).Distinct()];

        /// <summary>Whether any criterion stands under a heading (F27).</summary>
        public bool HasHeadings => rules.Criteria.Any(criterion => criterion.Path is not null);

        /// <summary>Whether any criterion has periods.</summary>
        public bool HasPeriods => rules.Criteria.Any(criterion => criterion.Periods is not null);
    }

    /// <summary>The periods of a criterion; only null for one without periods.</summary>
    public static IReadOnlyList<string?> PeriodsOf(Criterion criterion) => criterion.Periods ?? (IReadOnlyList<string?>)[null];

    private static bool IsIn(Criterion criterion, string? period) => criterion.Periods is { } periods ? period is not null && periods.Contains(period) : period is null;
}
