using System.Numerics;

namespace Evaluation.Bench.Load;

/// <summary>A histogram of latencies in classes of about three per cent, without allocation per value; histograms can be added.</summary>
internal sealed class Latencies
{
    private const int FineBits = 5;

    /// <summary>Up to 2^26 microseconds, a minute; longer ones are counted there.</summary>
    private const int Classes = (27 - FineBits) << FineBits;

    private readonly int[] _counts = new int[Classes];

    public int Count { get; private set; }

    public void Add(TimeSpan time)
    {
        _counts[Class((uint)Math.Clamp(time.TotalMicroseconds, 0, int.MaxValue))]++;
        Count++;
    }

    public void Add(Latencies other)
    {
        for (var i = 0; i < Classes; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
    }

    /// <summary>The quantile of the latencies, in milliseconds.</summary>
    public double Quantile(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < Classes; i++)
            if ((left -= _counts[i]) <= 0)
                return Upper(i) / 1_000.0;
        return Upper(Classes - 1) / 1_000.0;
    }

    private static int Class(uint microseconds)
    {
        if (microseconds < 1 << FineBits)
            return (int)microseconds;
        var shift = BitOperations.Log2(microseconds) - FineBits;
        return Math.Min(Classes - 1, ((shift + 1) << FineBits) + (int)(microseconds >> shift) - (1 << FineBits));
    }

    private static long Upper(int number)
    {
        var shift = (number >> FineBits) - 1;
        return shift < 0 ? number : ((number & ((1L << FineBits) - 1)) + (1L << FineBits) + 1) << shift;
    }
}
