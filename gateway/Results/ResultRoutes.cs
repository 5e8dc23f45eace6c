using System.Globalization;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Results;

/// <summary>Results by version: public once published, for the round's staff from provisional on, hidden before the close.</summary>
internal static class ResultRoutes
{
    public static void MapResults(this IEndpointRouteBuilder api) =>
        api.MapGet("/rounds/{round}/results", ReadAsync).WithTags("Results")
            .WithSummary("The newest version of the result, or the one asked for")
            .Refuses(RefusalCode.BadRequest, SignInRequired, Sealed, NotPublished, NoSuchRound, NoSuchVersion, NoResults);

    private static async Task<Results<Ok<PublishedResult>, RefusalResult>> ReadAsync(string round, string? version, HttpContext context, IEngine engine)
    {
        var number = VersionNumber.Read("version", version);
        if (number.IsRefused(out var refusal))
            return refusal.ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (await Viewers.RefuseResultAsync(view.Answer, context) is { } closed)
            return closed.ToResult();
        var result = await engine.SendAsync(RoundGrain.Ref(round), new ViewResult(number.Answer));
        return result.ToTypedResult(found => TypedResults.Ok(PublishedResult.Of(found, view.Answer)));
    }
}

/// <summary>A version of the result, with the round's state and all versions.</summary>
/// <param name="Objections">The window for objections, also after its end; null before publication.</param>
/// <param name="Recount">What is published of the votes, so that anybody can recount the result; null for nothing.</param>
public sealed record PublishedResult(
    string Round,
    int Version,
    RoundState State,
    DateTimeOffset ComputedAt,
    IReadOnlyList<GroupTurnout> Turnout,
    IReadOnlyList<ClassResult> Classes,
    IReadOnlyList<PublishedVersion> Versions,
    ObjectionWindow? Objections,
    ResultRecount? Recount)
{
    public static PublishedResult Of(RoundResult result, RoundView round) => new(
        result.Round,
        result.Version,
        round.State,
        result.ComputedAt.In(round.TimeZone),
        result.Turnout,
        result.Classes,
        [.. round.Versions.Select(version => new PublishedVersion(version.Version, version.ComputedAt.In(round.TimeZone), version.Ticket, version.Version == round.ResultVersions))],
        round.Objections?.In(round.TimeZone),
        ResultRecount.Of(round, result.Version));
}

/// <param name="Ticket">The objection that led to this version; null for the first.</param>
/// <param name="Current">Whether this is the newest version.</param>
public sealed record PublishedVersion(int Version, DateTimeOffset ComputedAt, string? Ticket, bool Current);

/// <param name="Sha256">The SHA-256 of the bytes, in lower-case hexadecimal.</param>
/// <param name="Address">Where they are.</param>
public sealed record ResultRecount(string Sha256, string Address)
{
    /// <summary>Null for a version with which nothing is published.</summary>
    public static ResultRecount? Of(RoundView round, int version) => round.Versions.FirstOrDefault(line => line.Version == version)?.Recount is { } hash
        ? new(hash, string.Create(CultureInfo.InvariantCulture, $"/api/rounds/{round.Id}/results/tallies?version={version}"))
        : null;
}
