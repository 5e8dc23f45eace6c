namespace Evaluation.Scoring.Totals;

/// <summary>Where a published total lies with 95 % probability as far as the vote is uncertain (F12): <c>T ± 1.96·SE</c>.</summary>
public static class TotalInterval
{
    /// <summary>Rounded to the decimals of the error; null without a total or an error.</summary>
    public static (decimal Low, decimal High)? Of(UnitResult unit)
    {
        if (unit is not { Total: { } total, StandardError: { } error })
            return null;
        var spread = Bands.Z * error;
        return (((Fraction)total - spread).Round(Publication.DecimalsOfError), ((Fraction)total + spread).Round(Publication.DecimalsOfError));
    }
}
