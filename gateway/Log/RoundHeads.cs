using System.Globalization;
using Evaluation.Log;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Log;

/// <summary>The heads of the log that are recorded for a round, as everybody sees them who sees the round.</summary>
internal static class RoundHeads
{
    /// <summary>Empty when the log does not answer: a page is shown without them.</summary>
    public static async ValueTask<IReadOnlyList<RecordedMoment>> ReadAsync(IEngine engine, string round)
    {
        var moments = await engine.SendAsync(LogGrain.Ref, new ViewMoments(round));
        return moments.IsRefused(out _) ? [] : moments.Answer.Moments;
    }

    /// <summary>The heads as lines of the audit's export.</summary>
    public static async ValueTask<Outcome<AuditTrail>> LinesAsync(IEngine engine, string round)
    {
        var moments = await engine.SendAsync(LogGrain.Ref, new ViewMoments(round));
        return moments.IsRefused(out var refusal)
            ? refusal
            : new AuditTrail([.. moments.Answer.Moments.Select(head => new AuditLine(head.At, LogGrain.KindName, "head-recorded", AuditDetail.Of(
                $"{Word(head.Moment)}: origin {head.Origin}, {head.Size} blocks, root {head.Root}"), null))]);
    }

    private static string Word(LogMoment moment) => moment.Kind switch
    {
        MomentKind.Published => string.Create(CultureInfo.InvariantCulture, $"published version {moment.Version}"),
        MomentKind.KeyDestroyed => "key destroyed",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
