namespace Evaluation.Scoring;

/// <summary>The scores x of a group's slips for one unit (F12), as their number, sum and sum of squares: enough for mean and variance, exactly.</summary>
/// <param name="Count">The slips that have a score: m.</param>
/// <param name="Sum"><c>Σx</c></param>
/// <param name="Squares"><c>Σx²</c></param>
internal readonly record struct ScoreMoments(long Count, Fraction Sum, Fraction Squares)
{
    /// <summary>The sample variance <c>s² = (Σx² − (Σx)²/m) / (m − 1)</c>; 0 for fewer than two scores.</summary>
    public Fraction Variance => Count < 2 ? Fraction.Zero : (Squares - (Sum * Sum / Count)) / (Count - 1);
}
