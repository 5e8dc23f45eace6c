using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Totals;

/// <summary>The interval in which a published total lies with a probability of 95 %, as far as the vote is uncertain (F12).</summary>
public static class TotalInterval
{
    /// <summary>
    /// Rounded to the decimals of the error; null without a total or an error, and where the error is not that of the vote alone.
    /// </summary>
    public static (decimal Low, decimal High)? Of(UnitResult unit)
    {
        if (unit is not { Total: { } total, StandardError: { } error, NoBand: null })
            return null;
        var (low, high) = StandardError.Interval<Fraction>(total, error);
        return (low.Round(Publication.DecimalsOfError), high.Round(Publication.DecimalsOfError));
    }
}
