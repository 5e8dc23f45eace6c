using Evaluation.Gateway.Http.Problems;
using Evaluation.Results.History;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Results.History;

/// <summary>A unit's results over the years, from the published rounds. Public.</summary>
internal static class HistoryRoutes
{
    public static void MapHistory(this IEndpointRouteBuilder api) =>
        api.MapGet("/units/{unit}/history", ReadAsync).WithTags("Results")
            .WithSummary("A unit's results over the published rounds, oldest first, with the change since the round before and its interval")
            .Refuses(RefusalCode.NotFound);

    private static async Task<Results<Ok<UnitHistory>, RefusalResult>> ReadAsync(string unit, HttpContext context, PublishedRounds published, CancellationToken cancel)
    {
        var rounds = await published.ListAsync(cancel);
        if (rounds.IsRefused(out var refusal))
            return refusal.ToResult();
        if (UnitHistory.Of(unit, rounds.Answer) is not { } history)
            return new Refusal(RefusalCode.NotFound, "No published round has a unit of this code.").ToResult();
        return TypedResults.Ok(history);
    }
}
