using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Snapshots;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Scores;

/// <summary>Live scores by unit and by criterion, as one response or as a stream of events.</summary>
internal static class ScoreRoutes
{
    public static void MapScores(this IEndpointRouteBuilder api)
    {
        var round = api.MapGroup("/rounds/{round}").WithTags("Live scores").Refuses(SignInRequired, NotAllowed, Sealed, NotPublished, TooFewCodes, NoSuchRound, NoVote, NotOpen);
        var scores = round.MapGroup("/scores");
        scores.MapGet("", ReadUnitsAsync).WithSummary("Scores of the newest cut: of a unit what a result says, without grade and counts; after the close as they stand");
        scores.MapGet("/stream", StreamUnitsAsync).WithSummary("The same as server-sent events: the newest state, at most four a second");
        var criterion = round.MapGroup("/criteria/{criterion}/scores").Refuses(NoSuchCriterion);
        criterion.MapGet("", ReadCriterionAsync).WithSummary("One criterion across the units: distribution, mean, spread and ranking");
        criterion.MapGet("/stream", StreamCriterionAsync).WithSummary("The same as server-sent events");
    }

    private static async Task<Results<SnapshotResult<LiveScores>, RefusalResult>> ReadUnitsAsync(string round, HttpContext context, ScoreReader reader) =>
        (await reader.ReadAsync(round, criterion: null, context)).ToTypedResult(snapshot => new SnapshotResult<LiveScores>(snapshot));

    private static Task<Results<SnapshotStream, RefusalResult>> StreamUnitsAsync(
        string round, HttpContext context, ScoreReader reader, ScoreSnapshots snapshots, TimeProvider clock, IHostApplicationLifetime life) =>
        StreamAsync(round, criterion: null, context, reader, snapshots, clock, life);

    private static async Task<Results<SnapshotResult<LiveCriterion>, RefusalResult>> ReadCriterionAsync(string round, string criterion, HttpContext context, ScoreReader reader) =>
        (await reader.ReadAsync(round, criterion, context)).ToTypedResult(snapshot => new SnapshotResult<LiveCriterion>(snapshot));

    private static Task<Results<SnapshotStream, RefusalResult>> StreamCriterionAsync(
        string round, string criterion, HttpContext context, ScoreReader reader, ScoreSnapshots snapshots, TimeProvider clock, IHostApplicationLifetime life) =>
        StreamAsync(round, criterion, context, reader, snapshots, clock, life);

    private static async Task<Results<SnapshotStream, RefusalResult>> StreamAsync(
        string round, string? criterion, HttpContext context, ScoreReader reader, ScoreSnapshots snapshots, TimeProvider clock, IHostApplicationLifetime life)
    {
        var snapshot = await reader.ReadAsync(round, criterion, context);
        return snapshot.ToTypedResult(_ => new SnapshotStream(() => reader.ReadAsync(round, criterion, context), () => snapshots.NextIn(round, criterion), clock, life));
    }
}
