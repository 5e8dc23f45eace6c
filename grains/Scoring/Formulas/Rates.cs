namespace Evaluation.Scoring.Formulas;

/// <summary>Marks by answer box, and the rates that follow from them (F2).</summary>
/// <param name="Valid">All valid marks.</param>
/// <param name="Positive">Marks in the boxes <c>top</c> and <c>positive</c>.</param>
internal readonly record struct Rates<T>(T Valid, T Positive, T Top, T Negative) where T : struct, IArithmetic<T>, IOrdered<T>
{
    /// <summary><c>p = Σ positive ÷ n</c>; null without a valid mark, like the other shares.</summary>
    public T? PositiveShare => ShareOf(Positive);

    public T? TopShare => ShareOf(Top);

    public T? NegativeShare => ShareOf(Negative);

    /// <summary>The marks of several groups or criteria together.</summary>
    public static Rates<T> Of(IEnumerable<Rates<T>> parts)
    {
        var (valid, positive, top, negative) = (new Arithmetic.Sum<T>(), new Arithmetic.Sum<T>(), new Arithmetic.Sum<T>(), new Arithmetic.Sum<T>());
        foreach (var part in parts)
        {
            valid.Add(part.Valid);
            positive.Add(part.Positive);
            top.Add(part.Top);
            negative.Add(part.Negative);
        }
        return new(valid.Total, positive.Total, top.Total, negative.Total);
    }

    private T? ShareOf(T marks) => Valid.Sign == 0 ? null : marks / Valid;
}
