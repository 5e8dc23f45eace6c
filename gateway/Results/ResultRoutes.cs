using Evaluation.Gateway.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Staff;
using Evaluation.Rounds;
using Evaluation.Scoring;
using Evaluation.Seam;
using Evaluation.Staff;

namespace Evaluation.Gateway.Results;

/// <summary>Results by version: to everybody once published, to the round's staff from provisional on, to nobody before the close.</summary>
internal static class ResultRoutes
{
    public static void MapResults(this IEndpointRouteBuilder api) =>
        api.MapGet("/rounds/{round}/results", ReadAsync).WithTags("Results")
            .WithSummary("The newest version of the result, or the one asked for").Produces<PublishedResult>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> ReadAsync(string round, string? version, HttpContext context, IEngine engine, Access access)
    {
        int? number = null;
        if (version is not null)
        {
            if (!int.TryParse(version, out var parsed))
                return new Refusal(RefusalCode.BadRequest, "version is a whole number.").ToResult();
            number = parsed;
        }
        var view = await engine.SendAsync(GrainId.Round(round), ViewRound.Now);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        if (await RefuseAsync(view.Answer, context, access) is { } closed)
            return closed.ToResult();
        var result = await engine.SendAsync(GrainId.Round(round), new ViewResult(number));
        return result.ToResult(found => TypedResults.Ok(PublishedResult.Of(found, view.Answer)));
    }

    /// <summary>Why the caller may not read a result of this round; null when it may.</summary>
    internal static async ValueTask<Refusal?> RefuseAsync(RoundView round, HttpContext context, Access access)
    {
        if (LifeCycle.IsPublic(round.State))
            return null;
        if (!LifeCycle.IsClosed(round.State))
            return new(RefusalCode.Sealed, "There is no result before the close.", ("state", round.State.ToString().ToLowerInvariant()));
        var caller = await access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        return Access.Has(caller.Answer, round.Id, Role.Administrator, Role.Auditor, Role.Reviewer)
            ? null
            : new Refusal(RefusalCode.NotPublished, "The result has not been published yet.", ("state", round.State.ToString().ToLowerInvariant()));
    }
}

/// <summary>A version of the result with where the round is now and which versions there are.</summary>
public sealed record PublishedResult(
    string Round, int Version, int Versions, RoundState State, DateTimeOffset ComputedAt, IReadOnlyList<GroupTurnout> Turnout, IReadOnlyList<ClassResult> Classes)
{
    public static PublishedResult Of(RoundResult result, RoundView round) =>
        new(result.Round, result.Version, round.ResultVersions, round.State, result.ComputedAt.In(round.TimeZone), result.Turnout, result.Classes);
}
