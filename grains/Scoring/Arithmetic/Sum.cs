namespace Evaluation.Scoring.Arithmetic;

/// <summary>Adds up numbers. The sum of no number is 0; the sum of one number is that number, without an addition.</summary>
internal struct Sum<T> where T : struct, IArithmetic<T>
{
    private T? _total;

    public readonly T Total => _total ?? 0L;

    public void Add(T number) => _total = _total is { } total ? total + number : number;

    public static T Of(ReadOnlySpan<T> numbers)
    {
        var sum = new Sum<T>();
        foreach (var number in numbers)
            sum.Add(number);
        return sum.Total;
    }
}
