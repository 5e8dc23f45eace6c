using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Formulas;

/// <summary>When two totals differ significantly (F12).</summary>
internal static class BandDistance
{
    /// <summary><c>|T(first) − T(u)|</c>. A unit that is ranked last by a veto may have the larger total.</summary>
    public static T Between<T>(T first, T unit) where T : struct, IArithmetic<T>, IOrdered<T>
    {
        var difference = first - unit;
        return difference.Sign < 0 ? T.Max(difference, 0L - difference) : difference;
    }

    /// <summary>The distance above which a unit opens a new band: <c>1.96·√(SE²(first) + SE²(u))</c>.</summary>
    public static ScaledRoot<T> Bound<T>(T firstVariance, T unitVariance) where T : struct, IArithmetic<T>, IOrdered<T> =>
        new(Confidence.Z, firstVariance + unitVariance);

    /// <summary>The number of the band of the unit that was compared: the next band where it opens one.</summary>
    /// <param name="band">The number of the band before.</param>
    public static T Number<T>(T band, bool opens) where T : struct, IArithmetic<T> => opens ? band + 1L : band;
}
