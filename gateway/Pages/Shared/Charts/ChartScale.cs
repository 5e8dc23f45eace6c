using System.Globalization;

namespace Evaluation.Gateway.Pages.Shared.Charts;

/// <summary>The scale of a chart, from one round number to another. Places on it are in percent of its length.</summary>
public sealed record ChartScale(decimal Low, decimal High, decimal Step)
{
    private const int StepsMax = 5;

    /// <summary>Shares of a whole.</summary>
    public static readonly ChartScale Whole = new(0, 100, 50);

    public IReadOnlyList<decimal> Ticks => [.. Enumerable.Range(0, (int)((High - Low) / Step) + 1).Select(index => Low + (index * Step))];

    /// <summary>A scale with at most six ticks that has room for all values, and a step of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="values">Without values the scale is <see cref="Whole"/>.</param>
    /// <param name="most">The end of the scale is at most this number, where no value is larger.</param>
    public static ChartScale Around(IEnumerable<decimal> values, decimal most = 100)
    {
        decimal[] all = [.. values];
        if (all.Length == 0)
            return Whole;
        var (low, high) = (all.Min(), all.Max());
        for (var power = .1m; ; power *= 10)
        {
            foreach (var step in (decimal[])[power, 2 * power, 5 * power])
            {
                var (from, to) = (decimal.Floor(low / step) * step, decimal.Ceiling(high / step) * step);
                if (from == low && from > 0)
                    from -= step;
                if (to == high && to + step <= most)
                    to += step;
                if (to > from && (to - from) / step <= StepsMax)
                    return new(from, to, step);
            }
        }
    }

    /// <summary>A scale for counts: from 0, with whole steps.</summary>
    public static ChartScale Counts(IEnumerable<long> counts) => Around(counts.Select(count => (decimal)count).Append(0).Append(StepsMax), decimal.MaxValue);

    public decimal Place(decimal value) => Math.Clamp(100 * (value - Low) / (High - Low), 0, 100);

    /// <summary>The place of a value from the left, as an attribute of SVG.</summary>
    public string X(decimal value) => Text(Place(value));

    /// <summary>The place of a value from above, as an attribute of SVG.</summary>
    public string Y(decimal value) => Text(100 - Place(value));

    /// <summary>A place or a length in percent, as an attribute of SVG.</summary>
    public static string Text(decimal percent) => percent.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
