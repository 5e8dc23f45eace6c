namespace Evaluation.Scoring.Formulas;

/// <summary>Numbers that are counted off a ranking: a unit's rank (F17) and a grade's places (F16).</summary>
internal static class Places
{
    /// <summary><c>1 + ahead</c></summary>
    /// <param name="ahead">The number of units that are ranked before.</param>
    public static T Rank<T>(T ahead) where T : struct, IArithmetic<T> => 1L + ahead;

    /// <summary><c>⌊q·N⌋</c></summary>
    /// <param name="quota">q, from 0 to 1.</param>
    /// <param name="units">N, the units of the class.</param>
    public static T OfQuota<T>(T quota, T units) where T : struct, IArithmetic<T>, IOrdered<T> => (quota * units).Floor();
}
