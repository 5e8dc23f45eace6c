namespace Evaluation.Kernel;

/// <summary>
/// A kind of number that a formula can compute with. A formula is written once over this interface; <see cref="Fraction"/> computes its
/// exact value, and other kinds of numbers bound the value or record how it was computed.
/// </summary>
/// <typeparam name="T">The number itself.</typeparam>
public interface IArithmetic<T> where T : struct, IArithmetic<T>
{
    static abstract implicit operator T(long number);

    static abstract implicit operator T(decimal number);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    T Squared();

    T SquareRoot();
}

/// <summary>A kind of number that a formula can also compare. A formula that compares names both interfaces.</summary>
/// <typeparam name="T">The number itself.</typeparam>
public interface IOrdered<T> where T : struct, IOrdered<T>
{
    /// <summary>−1, 0 or 1.</summary>
    int Sign { get; }

    /// <summary>The largest whole number that is not above this number.</summary>
    T Floor();

    static abstract T Min(T a, T b);

    static abstract T Max(T a, T b);
}
