using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>A share with its interval as published: rounded to four decimals (F11).</summary>
internal static class SharePublication
{
    public const int Decimals = 4;

    /// <summary>Null without a share. <paramref name="n"/> is above zero.</summary>
    public static Share? Of(Fraction? share, Fraction n) => share is { } p ? Rounded(p, n) : null;

    // A live score publishes thousands of intervals. Nearly all of them are rounded without computing a root of 40 decimals.
    private static Share Rounded(Fraction p, Fraction n)
    {
        var (low, high) = WilsonInterval.Of(Enclosure.Of(p), Enclosure.Of(n));
        if (low.Round(Decimals) is { } lowest && high.Round(Decimals) is { } highest)
            return new(p.Round(Decimals), lowest, highest);
        var exact = WilsonInterval.Of(p, n);
        return new(p.Round(Decimals), exact.Low.Round(Decimals), exact.High.Round(Decimals));
    }
}
