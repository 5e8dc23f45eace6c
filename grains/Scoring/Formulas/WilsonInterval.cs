namespace Evaluation.Scoring.Formulas;

/// <summary>The interval of a published share after Wilson (1927), with z = 1.96 (F11).</summary>
internal static class WilsonInterval
{
    /// <summary><c>(p + z²÷2n ± z·√(p(1−p)÷n + z²÷4n²)) ÷ (1 + z²÷n)</c></summary>
    /// <param name="p">The share, from 0 to 1.</param>
    /// <param name="n">Above 0.</param>
    public static (T Low, T High) Of<T>(T p, T n) where T : struct, IArithmetic<T>
    {
        T z = Confidence.Z;
        var middle = p + (z.Squared() / (2L * n));
        var half = z * ((p * (1L - p) / n) + (z.Squared() / (4L * n.Squared()))).SquareRoot();
        var whole = 1L + (z.Squared() / n);
        return ((middle - half) / whole, (middle + half) / whole);
    }
}
