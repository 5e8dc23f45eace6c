using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Gateway.Pages.Operations.Charts;

/// <summary>A curve of a chart, one figure a minute; null where there is none.</summary>
public sealed record ChartLine(string Label, IReadOnlyList<double?> Values);

/// <summary>One hour of figures: a chart and the table behind it.</summary>
/// <param name="Id">Unique in the page.</param>
/// <param name="Limit">What the figures should stay below; null for none.</param>
/// <param name="Gaps">Minutes of which a process sent nothing.</param>
public sealed record Chart(string Id, string Title, IReadOnlyList<ChartLine> Lines, double? Limit, double EndMin, IReadOnlyList<DateTimeOffset> Minutes, IReadOnlyList<bool> Gaps)
{
    /// <summary>The end of the axis.</summary>
    public double End => ChartScale.EndFor(Math.Max(EndMin, Lines.SelectMany(line => line.Values).Max() ?? 0));

    public static Chart Rate(OperationsReport report, Catalogue texts) =>
        Of("rate", texts["ops.chartRate"], report, null, 10, (texts["ops.lineRate"], minute => minute.PerSecond));

    public static Chart Durable(OperationsReport report, Catalogue texts) => Of(
        "durable", texts["ops.chartDurable"], report, 1000 * report.Durable.LimitSeconds, 120,
        (texts["ops.lineHalf"], minute => 1000 * minute.HalfSeconds), (texts["ops.lineP99"], minute => 1000 * minute.P99Seconds));

    public static Chart Waiting(OperationsReport report, Catalogue texts) =>
        Of("waiting", texts["ops.chartWaiting"], report, null, 10, (texts["ops.lineWaiting"], minute => minute.Waiting));

    public static Chart Behind(OperationsReport report, Catalogue texts) =>
        Of("behind", texts["ops.chartBehind"], report, report.LiveScores.LimitSeconds, 1.2, (texts["ops.lineBehind"], minute => minute.BehindSeconds));

    private static Chart Of(string id, string title, OperationsReport report, double? limit, double endMin, params (string Label, Func<MinuteFigures, double?> Value)[] lines) => new(
        id, title, [.. lines.Select(line => new ChartLine(line.Label, [.. report.Minutes.Select(line.Value)]))], limit, endMin,
        [.. report.Minutes.Select(minute => minute.At)], [.. report.Minutes.Select(minute => minute.IsIncomplete)]);
}
