namespace Evaluation.Scoring.Formulas;

/// <summary>The turnout by which a group is judged (F29).</summary>
internal static class TurnoutShare
{
    /// <summary><c>voted ÷ roll</c></summary>
    /// <param name="roll">The people on the group's list. Above 0.</param>
    public static T Of<T>(T voted, T roll) where T : struct, IArithmetic<T> => voted / roll;
}
