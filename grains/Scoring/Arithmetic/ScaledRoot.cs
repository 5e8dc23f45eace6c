namespace Evaluation.Scoring.Arithmetic;

/// <summary>
/// The number <c>factor × √square</c>, neither part below zero. It is compared by its square, so that no root is rounded.
/// </summary>
internal readonly record struct ScaledRoot<T>(T Factor, T Square) where T : struct, IArithmetic<T>, IOrdered<T>
{
    public T Value => Factor * Square.SquareRoot();

    /// <summary>Whether the number is smaller than <paramref name="other"/>, which is not below zero.</summary>
    public bool IsBelow(T other) => ((Factor.Squared() * Square) - other.Squared()).Sign < 0;
}
