using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>What a unit claimed and a reviewer accepted (F7), by assessed criterion in the rules' order.</summary>
/// <param name="Claimed">Null where nothing was filed, or the item was filed as not applicable.</param>
/// <param name="Accepted">Null where nothing was decided, or the item is not applicable.</param>
/// <param name="Open">The criteria that are not filed or not decided. While there is one, there is no score.</param>
/// <param name="Score">0 to 100 from the accepted points; null while a criterion is open, and where none is applicable.</param>
internal sealed record SelfAssessment(IReadOnlyList<Fraction?> Claimed, IReadOnlyList<Fraction?> Accepted, IReadOnlyList<Criterion> Open, Fraction? Score)
{
    /// <remarks>
    /// An item that the unit filed as not applicable is left out, unless the reviewer rejected that: the criterion then applies with 0
    /// points. A criterion whose points the catalogue gives (F26) is left out too: nobody claims it.
    /// </remarks>
    public static SelfAssessment Of(RoundRules rules, IReadOnlyList<Claim> claims)
    {
        var items = rules.AssessedCriteria;
        var filed = items.Select(item => rules.IsByEntries(item) ? null : claims.FirstOrDefault(claim => claim.Criterion == item.Code)).ToList();
        Fraction?[] accepted = [.. filed.Select(claim => (Fraction?)claim?.Accepted)];
        List<Criterion> open = [.. items.Zip(filed).Where(item => item.Second is not { IsDecided: true } && !rules.IsByEntries(item.First)).Select(item => item.First)];
        return new(
            [.. filed.Select(claim => (Fraction?)claim?.Claimed)],
            accepted,
            open,
            open.Count == 0 ? PointsScore.Of<Fraction>(accepted, [.. items.Select(item => (Fraction)item.Points)]) : null);
    }
}
