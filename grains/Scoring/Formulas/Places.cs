using Evaluation.Rules;

namespace Evaluation.Scoring.Formulas;

/// <summary>Numbers that are counted off a ranking: a unit's rank (F17), a grade's places (F16, F24) and those of a tail (F24).</summary>
internal static class Places
{
    /// <summary><c>1 + ahead</c></summary>
    /// <param name="ahead">The number of units that are ranked before.</param>
    public static T Rank<T>(T ahead) where T : struct, IArithmetic<T> => 1L + ahead;

    /// <summary>
    /// <c>⌊q·N⌋</c>; rounded half up <c>⌊q·N + 0.5⌋</c>; rounded up <c>N − ⌊(1 − q)·N⌋</c>, which is <c>⌈q·N⌉</c> because N is a whole
    /// number.
    /// </summary>
    /// <param name="quota">q, from 0 to 1.</param>
    /// <param name="units">N, the units of the class.</param>
    public static T OfQuota<T>(QuotaRounding rounding, T quota, T units) where T : struct, IArithmetic<T>, IOrdered<T> => rounding switch
    {
        QuotaRounding.HalfUp => ((quota * units) + 0.5m).Floor(),
        QuotaRounding.Up => units - ((1L - quota) * units).Floor(),
        _ => (quota * units).Floor(),
    };

    /// <summary><c>taken + sharing</c>: the places of a list that are taken when the units of a rank are on it.</summary>
    /// <param name="taken">The places that worse ranks have taken.</param>
    /// <param name="sharing">The units of the rank.</param>
    public static T Taken<T>(T taken, T sharing) where T : struct, IArithmetic<T> => taken + sharing;
}
