using Evaluation.Rules;
using Evaluation.Rules.Headings;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring;

/// <summary>
/// The subtotals of one heading for one unit, exact (F27): sums of published points with their maxima (F7), and the score of the vote
/// criteria weighted by their points (F4).
/// </summary>
/// <param name="Points">The maxima of the assessed criteria below; null where there are none.</param>
/// <param name="Claimed">Null where no criterion has it; the others likewise.</param>
/// <param name="Vote">Null where no vote criterion below has a score.</param>
internal sealed record HeadingScore(CriterionHeading Heading, decimal? Points, Subtotal? Claimed, Subtotal? Accepted, Subtotal? Inspected, Fraction? Vote)
{
    /// <param name="headings">The headings of the criteria that apply to the unit.</param>
    /// <param name="assessed">The points of its assessed criteria.</param>
    /// <param name="voted">The vote criteria in paper order.</param>
    /// <param name="scores"><c>S(u,c)</c> in paper order.</param>
    public static IEnumerable<HeadingScore> Of(
        IReadOnlyList<CriterionHeading> headings, IReadOnlyList<AssessedPoints> assessed, IReadOnlyList<Criterion> voted, IReadOnlyList<Fraction?> scores)
    {
        if (headings.Count == 0)
            yield break;
        var points = assessed.ToDictionary(item => item.Criterion);
        var votes = voted.Zip(scores).ToDictionary(item => item.First.Code, item => item.Second);
        foreach (var heading in headings)
        {
            AssessedPoints[] below = [.. heading.Criteria.Where(criterion => points.ContainsKey(criterion.Code)).Select(criterion => points[criterion.Code])];
            Criterion[] rated = [.. heading.Criteria.Where(criterion => votes.ContainsKey(criterion.Code))];
            yield return new(
                heading, below.Length == 0 ? null : below.Sum(item => item.Maximum),
                Subtotal.Of(below, item => item.Claimed), Subtotal.Of(below, item => item.Accepted), Subtotal.Of(below, item => item.Inspected),
                WeightedMean.Of<Fraction>([.. rated.Select(criterion => (Fraction)criterion.Points)], [.. rated.Select(criterion => votes[criterion.Code])]));
        }
    }

    public HeadingResult Publish(int decimals) => new(
        Heading.Path, Points, Claimed?.Points.Round(decimals), Accepted?.Points.Round(decimals), Inspected?.Points.Round(decimals),
        Beside(Claimed), Beside(Accepted), Beside(Inspected), Vote?.Round(decimals));

    /// <summary>The maxima of the criteria in a sum; null where these are all of the heading's.</summary>
    public decimal? Beside(Subtotal? subtotal) => subtotal is { } sum && sum.Maximum != Points ? sum.Maximum : null;
}

/// <summary>A sum of points of several criteria.</summary>
/// <param name="Maximum">The maxima of the criteria in the sum.</param>
internal readonly record struct Subtotal(Fraction Points, decimal Maximum)
{
    /// <summary>Null where no criterion has such points.</summary>
    public static Subtotal? Of(AssessedPoints[] criteria, Func<AssessedPoints, Fraction?> read)
    {
        AssessedPoints[] given = [.. criteria.Where(item => read(item) is not null)];
        return given.Length == 0 ? null : new(Sum<Fraction>.Of([.. given.Select(item => read(item)!.Value)]), given.Sum(item => item.Maximum));
    }
}
