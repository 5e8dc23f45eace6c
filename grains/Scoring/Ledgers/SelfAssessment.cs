using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>What a unit claimed and a reviewer accepted (F7, F30), by assessed criterion in the rules' order.</summary>
/// <param name="Items">By criterion.</param>
/// <param name="Open">The items that are not filed or not decided. While there is one, there is no score.</param>
/// <param name="Score">0 to 100 from the accepted points; null while an item is open, and where none is applicable.</param>
internal sealed record SelfAssessment(IReadOnlyList<ClaimedItem> Items, IReadOnlyList<OpenItem> Open, Fraction? Score)
{
    /// <remarks>
    /// An item that the unit filed as not applicable is left out, unless the reviewer rejected that: the criterion then applies with 0
    /// points. A criterion whose points the catalogue gives (F26) is left out too: nobody claims it.
    /// </remarks>
    public static SelfAssessment Of(RoundRules rules, IReadOnlyList<Claim> claims)
    {
        var criteria = rules.AssessedCriteria;
        ClaimedItem[] items = [.. criteria.Select(criterion => rules.IsByEntries(criterion) ? ClaimedItem.None : ClaimedItem.Of(criterion, claims))];
        List<OpenItem> open =
        [
            .. criteria.Zip(items).SelectMany(item => item.Second.Periods, (item, period) => (Criterion: item.First, Period: period))
                .Where(item => !item.Period.IsDecided).Select(item => new OpenItem(item.Criterion, item.Period.Period)),
        ];
        return new(
            items, open,
            open.Count == 0 ? PointsScore.Of<Fraction>([.. items.Select(item => item.Accepted)], [.. criteria.Select(criterion => (Fraction)criterion.Points)]) : null);
    }

    /// <summary>The open items of criteria with periods.</summary>
    public IEnumerable<MissingEntry> Missing =>
        Open.Where(item => item.Period is not null).Select(item => new MissingEntry(MissingEntry.Self, null, item.Criterion.Code, item.Period));
}

/// <summary>A criterion, in one of its periods if it has any, that is not filed or not decided.</summary>
internal readonly record struct OpenItem(Criterion Criterion, string? Period);

/// <summary>What was claimed and accepted of one criterion: the means over its periods.</summary>
/// <param name="Periods">One for a criterion without periods.</param>
/// <param name="Claimed">Null where nothing was filed, or the item was filed as not applicable.</param>
/// <param name="Accepted">Null where nothing was decided, or the item is not applicable.</param>
internal sealed record ClaimedItem(IReadOnlyList<ClaimedPeriod> Periods, Fraction? Claimed, Fraction? Accepted)
{
    /// <summary>A criterion whose points the catalogue gives: nothing is claimed.</summary>
    public static readonly ClaimedItem None = new([], null, null);

    public static ClaimedItem Of(Criterion criterion, IReadOnlyList<Claim> claims)
    {
        ClaimedPeriod[] periods =
        [
            .. SheetForm.PeriodsOf(criterion).Select(period => claims.FirstOrDefault(claim => claim.Criterion == criterion.Code && claim.Period == period) is { } claim
                ? new ClaimedPeriod(period, claim.Claimed, claim.Accepted, IsFiled: true, claim.IsDecided)
                : new ClaimedPeriod(period, null, null, IsFiled: false, IsDecided: false)),
        ];
        return new(
            periods,
            periods.All(period => period.IsFiled) ? Mean(periods.Select(period => period.Claimed)) : null,
            periods.Length == 1 || periods.All(period => period.IsDecided) ? Mean(periods.Select(period => period.Accepted)) : null);
    }

    private static Fraction? Mean(IEnumerable<Fraction?> points) => PlainMean.Of<Fraction>([.. points.OfType<Fraction>()]);
}

/// <summary>What was claimed and accepted of one criterion in one period.</summary>
/// <param name="Period">Null for a criterion without periods.</param>
internal readonly record struct ClaimedPeriod(string? Period, Fraction? Claimed, Fraction? Accepted, bool IsFiled, bool IsDecided);
