using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Results;

/// <summary>Compares two versions of a result, for callers who may read the result.</summary>
internal static class ComparisonRoutes
{
    public static void MapComparison(this IEndpointRouteBuilder api) =>
        api.MapGet("/rounds/{round}/results/comparison", CompareAsync).WithTags("Results")
            .WithSummary("Every figure that differs between two versions of the result, with the objections that caused it; without from and to, the newest and the one before")
            .Refuses(RefusalCode.BadRequest, SignInRequired, Sealed, NotPublished, NoSuchRound, NoSuchVersion, NoResults);

    private static async Task<Results<Ok<VersionComparison>, RefusalResult>> CompareAsync(string round, string? from, string? to, HttpContext context, IEngine engine, Access access)
    {
        var (first, last) = (VersionNumber.Read("from", from), VersionNumber.Read("to", to));
        if (first.IsRefused(out var refusal) || last.IsRefused(out refusal))
            return refusal.ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (await Viewers.RefuseResultAsync(view.Answer, context, access) is { } closed)
            return closed.ToResult();
        var compared = await engine.SendAsync(RoundGrain.Ref(round), new CompareVersions(first.Answer, last.Answer));
        return compared.ToTypedResult(comparison => TypedResults.Ok(VersionComparison.Of(comparison, view.Answer)));
    }
}

/// <summary>Every figure that differs between two versions, with the units in the order of the later version.</summary>
public sealed record VersionComparison(string Round, ComparedVersion From, ComparedVersion To, IReadOnlyList<ChangedFigure> Figures)
{
    public static VersionComparison Of(ResultComparison comparison, RoundView round) =>
        new(round.Id, ComparedVersion.Of(comparison.From, round), ComparedVersion.Of(comparison.To, round), comparison.Figures);
}

/// <param name="Ticket">The objection that led to this version; null for the first.</param>
/// <param name="Result">The address of the whole version.</param>
public sealed record ComparedVersion(int Version, DateTimeOffset ComputedAt, string? Ticket, string Result)
{
    public static ComparedVersion Of(VersionLine version, RoundView round) =>
        new(version.Version, version.ComputedAt.In(round.TimeZone), version.Ticket, $"/api/rounds/{round.Id}/results?version={version.Version}");
}
