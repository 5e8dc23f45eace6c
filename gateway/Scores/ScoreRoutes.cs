using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Snapshots;

namespace Evaluation.Gateway.Scores;

/// <summary>Live scores by unit and by criterion, read once or listened to.</summary>
internal static class ScoreRoutes
{
    private const string EventStream = "text/event-stream";

    public static void MapScores(this IEndpointRouteBuilder api)
    {
        var scores = api.MapGroup("/rounds/{round}/scores").WithTags("Live scores");
        scores.MapGet("", (string round, HttpContext context, ScoreReader reader) => ReadAsync(round, null, context, reader))
            .WithSummary("Scores as they stand: of a unit what a result says, without a grade").Produces<LiveScores>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        scores.MapGet("/stream", (string round, HttpContext context, ScoreReader reader, ScoreBoard board, TimeProvider clock, IHostApplicationLifetime life) =>
                StreamAsync(round, null, context, reader, board, clock, life))
            .WithSummary("The same as server-sent events: the newest state, at most four a second").Produces(StatusCodes.Status200OK, contentType: EventStream).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

        var criteria = api.MapGroup("/rounds/{round}/criteria/{criterion}/scores").WithTags("Live scores");
        criteria.MapGet("", ReadAsync)
            .WithSummary("One criterion across the units: distribution, mean, spread and ranking").Produces<LiveCriterion>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        criteria.MapGet("/stream", StreamAsync)
            .WithSummary("The same as server-sent events").Produces(StatusCodes.Status200OK, contentType: EventStream).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ReadAsync(string round, string? criterion, HttpContext context, ScoreReader reader) =>
        (await reader.ReadAsync(round, criterion, context)).ToResult(page => new PageResult(page));

    private static async Task<IResult> StreamAsync(
        string round, string? criterion, HttpContext context, ScoreReader reader, ScoreBoard board, TimeProvider clock, IHostApplicationLifetime life) =>
        (await reader.ReadAsync(round, criterion, context)).ToResult(_ => new PageStream(() => reader.ReadAsync(round, criterion, context), () => board.NextIn(round, criterion), clock, life));
}
