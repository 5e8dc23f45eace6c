using System.Globalization;
using System.Text;

namespace Evaluation.Gateway.Pages.Operations.Charts;

/// <summary>Where a figure lies in a chart of 600 by 100. Text is no part of it, so it may be stretched to any size.</summary>
internal static class ChartScale
{
    public const double Width = 600;
    public const double Height = 100;

    /// <summary>Ends of an axis, of which the half is a round number too.</summary>
    private static readonly double[] Steps = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10];

    /// <summary>The end of the axis for figures up to this one.</summary>
    public static double EndFor(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return Steps.Select(step => Math.Round(step * power, 6)).First(end => end >= most - 1e-9);
    }

    public static double X(int index, int count) => count < 2 ? 0 : Width * index / (count - 1);

    public static double Y(double value, double end) => Height - Height * Math.Clamp(value / end, 0, 1);

    /// <summary>The line through the figures. It is interrupted where there is none.</summary>
    public static string Line(IReadOnlyList<double?> values, double end)
    {
        var path = new StringBuilder();
        foreach (var (from, to) in Runs(values).Where(run => run.To > run.From))
            for (var index = from; index <= to; index++)
                Append(path, index == from ? 'M' : 'L', index, values, end);
        return path.ToString();
    }

    /// <summary>Figures without a neighbour, as lines without a length.</summary>
    public static string Dots(IReadOnlyList<double?> values, double end)
    {
        var path = new StringBuilder();
        foreach (var (alone, _) in Runs(values).Where(run => run.To == run.From))
        {
            Append(path, 'M', alone, values, end);
            path.Append("h0");
        }
        return path.ToString();
    }

    /// <summary>The ground below the line.</summary>
    public static string Area(IReadOnlyList<double?> values, double end)
    {
        var path = new StringBuilder();
        foreach (var (from, to) in Runs(values).Where(run => run.To > run.From))
        {
            path.Append(CultureInfo.InvariantCulture, $"M{X(from, values.Count):0.#} {Height:0.#}");
            for (var index = from; index <= to; index++)
                Append(path, 'L', index, values, end);
            path.Append(CultureInfo.InvariantCulture, $"L{X(to, values.Count):0.#} {Height:0.#}Z");
        }
        return path.ToString();
    }

    /// <summary>From the first to the last of neighbours for which this holds, each half a step wider.</summary>
    public static IEnumerable<(double X, double Width)> Bands(IReadOnlyList<bool> holds)
    {
        var half = Width / Math.Max(1, holds.Count - 1) / 2;
        foreach (var (from, to) in Runs(holds.Count, index => holds[index]))
        {
            var (left, right) = (Math.Max(0, X(from, holds.Count) - half), Math.Min(Width, X(to, holds.Count) + half));
            yield return (left, right - left);
        }
    }

    private static IEnumerable<(int From, int To)> Runs(IReadOnlyList<double?> values) => Runs(values.Count, index => values[index] is not null);

    private static IEnumerable<(int From, int To)> Runs(int count, Func<int, bool> holds)
    {
        var from = -1;
        for (var index = 0; index <= count; index++)
        {
            if (index < count && holds(index))
            {
                from = from < 0 ? index : from;
            }
            else if (from >= 0)
            {
                yield return (from, index - 1);
                from = -1;
            }
        }
    }

    private static void Append(StringBuilder path, char command, int index, IReadOnlyList<double?> values, double end) =>
        path.Append(CultureInfo.InvariantCulture, $"{command}{X(index, values.Count):0.#} {Y(values[index]!.Value, end):0.#}");
}
