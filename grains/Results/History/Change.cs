using Evaluation.Scoring;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Votes;

namespace Evaluation.Results.History;

/// <summary>
/// The change of a published figure, with its interval. Computed from published figures only, so that anybody can recompute it.
/// </summary>
/// <param name="Difference">New minus old: points of a total, or a difference of shares (0.0312 is 3.12 percentage points).</param>
/// <param name="Low">The lower end of the interval; null when the figures have no standard error.</param>
/// <param name="High">The upper end of the interval.</param>
public sealed record Change(decimal Difference, decimal? Low, decimal? High)
{
    /// <summary>The change of a total: <c>d ± 1.96·√(SE_new² + SE_old²)</c>, rounded to <paramref name="decimals"/>.</summary>
    public static Change? OfTotals(decimal? after, decimal? errorAfter, decimal? before, decimal? errorBefore, int decimals)
    {
        if (after is not { } recent || before is not { } old)
            return null;
        var difference = (Fraction)recent - old;
        if (errorAfter is not { } errorOfRecent || errorBefore is not { } errorOfOld)
            return new(difference.Round(decimals), null, null);
        var spread = Confidence.Z * (((Fraction)errorOfRecent * errorOfRecent) + ((Fraction)errorOfOld * errorOfOld)).SquareRoot();
        return new(difference.Round(decimals), (difference - spread).Round(decimals), (difference + spread).Round(decimals));
    }

    /// <summary>
    /// The change of a share, with the hybrid score interval for the difference of two independent proportions, computed from their Wilson
    /// intervals l to u: <c>d − √((p_new − l_new)² + (u_old − p_old)²)</c> to <c>d + √((u_new − p_new)² + (p_old − l_old)²)</c>. Source: R.
    /// G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998), 873–890,
    /// method 10.
    /// </summary>
    internal static Change? OfShares(Share? after, Share? before)
    {
        if (after is null || before is null)
            return null;
        var difference = (Fraction)after.Value - before.Value;
        var down = Hypotenuse(after.Value - after.Low, before.High - before.Value);
        var up = Hypotenuse(after.High - after.Value, before.Value - before.Low);
        return new(
            difference.Round(SharePublication.Decimals), (difference - down).Round(SharePublication.Decimals), (difference + up).Round(SharePublication.Decimals));
    }

    private static Fraction Hypotenuse(Fraction a, Fraction b) => ((a * a) + (b * b)).SquareRoot();
}
