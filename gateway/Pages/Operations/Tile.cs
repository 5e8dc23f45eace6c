using System.Globalization;
using Evaluation.Gateway.Operations;
using Evaluation.Gateway.Operations.Advising;
using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Gateway.Pages.Operations;

/// <summary>One figure of now, with its unit, its limit or peak, and how good it is.</summary>
public sealed record Tile(string Label, string Figure, string Unit, string Note, Level Level)
{
    /// <summary>Fewer requests than this are no queue.</summary>
    private const int WaitingMax = 100;

    /// <summary>The figures of the page; the wall shows all but the last, with limits instead of details.</summary>
    public static IReadOnlyList<Tile> All(OperationsReport report, OperationsWords words, Catalogue texts, bool isWall)
    {
        var (ballots, durable, waiting, scores) = (report.Ballots, report.Durable, report.Waiting, report.LiveScores);
        var peak = ballots is { PeakPerSecond: { } most, PeakAt: { } at } ? texts.Say("ops.peak", FigureText.Tenths(most), words.Clock(at)) : texts["ops.noPeak"];
        var peakWaiting = waiting is { Peak: { } longest, PeakAt: { } then } ? texts.Say("ops.peak", longest.ToString("#,0", CultureInfo.InvariantCulture), words.Clock(then)) : texts["ops.noPeak"];
        var limit = (int)Limits.DurableWithin.TotalMilliseconds;
        List<Tile> tiles =
        [
            Of(texts, "ops.perSecond", ballots.PerSecond is { } rate ? FigureText.Tenths(rate) : null, texts["ops.ballotUnit"], peak, Level.Good),
            Of(texts, "ops.refusedShare", ballots.RefusedShare is { } share ? FigureText.Tenths(Math.Round(100 * share, 1)) : null, "%", texts.Say("ops.inMinute", ballots.RefusedInMinute.ToString("#,0", CultureInfo.InvariantCulture)), Worst(report, "busy", "storage-full", "journal-broken")),
            Of(
                texts, isWall ? "ops.durableP99" : "ops.durable", durable.P99Seconds is { } p99 ? FigureText.Milliseconds(p99) : null, texts["ops.milliseconds"],
                isWall || durable.HalfSeconds is not { } half ? texts.Say("ops.limitMilliseconds", limit) : texts.Say("ops.half", FigureText.Milliseconds(half)), Worst(report, "journal-slow", "ballots-slow")),
            Of(texts, "ops.waiting", waiting.Now?.ToString("#,0", CultureInfo.InvariantCulture), texts["ops.ballotUnit"], peakWaiting, IsLong(waiting.Now, ballots.PerSecond) ? Level.Warn : Level.Good),
            scores.Seconds is { } behind
                ? Of(texts, "ops.behind", FigureText.Tenths(Math.Round(behind, 1)), texts["ops.seconds"], texts.Say("ops.limitSeconds", FigureText.Tenths(scores.LimitSeconds)), Worst(report, "scores-behind"))
                : new(texts["ops.behind"], "—", "", texts["ops.notReported"], Level.Good),
        ];
        if (!isWall)
            tiles.Add(Storage(report, texts));
        return tiles;
    }

    private static Tile Storage(OperationsReport report, Catalogue texts)
    {
        var storage = report.Storage;
        var level = Worst(report, "storage-silent", "folder-silent", "disk-filling", "disk-nearly-full", "storage-full");
        if (storage is { UsedShare: { } used, Figures.FreeBytes: { } free })
        {
            var note = storage.DaysLeft is { } days ? texts.Say("ops.daysLeft", (long)days) : texts.Say("ops.free", FigureText.Bytes(free));
            return Of(texts, "ops.disk", FigureText.Tenths(Math.Round(100 * used)), "%", note, level);
        }
        var size = storage.Figures is { } figures ? FigureText.Bytes(figures.DataBytes).Split(' ') : null;
        return Of(texts, "ops.data", size?[0], size?[1] ?? "", texts["ops.diskUnknown"], level);
    }

    private static Tile Of(Catalogue texts, string label, string? figure, string unit, string note, Level level) =>
        figure is null ? new(texts[label], "—", "", texts["ops.noFigure"], level) : new(texts[label], figure, unit, note, level);

    /// <summary>The worst of what these rules have found.</summary>
    private static Level Worst(OperationsReport report, params string[] rules) =>
        report.ToDo.Where(advice => rules.Contains(advice.Rule)).Select(advice => advice.Level).DefaultIfEmpty(Level.Good).Max();

    /// <summary>Whether a request waits for more than a second.</summary>
    private static bool IsLong(int? waiting, double? perSecond) => waiting > WaitingMax && waiting > (perSecond ?? 0);
}
