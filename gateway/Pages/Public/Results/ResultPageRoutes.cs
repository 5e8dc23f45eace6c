using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Pages.Public.Results.Card;
using Evaluation.Gateway.Pages.Public.Results.Listing;
using Evaluation.Gateway.Pages.Public.Results.Versions;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Gateway.Results;
using Evaluation.Gateway.Results.History;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Pages.Public.Results;

/// <summary>
/// A round's result as pages: the table, each unit's card, how every figure came about, what changed between versions, and objections with
/// their answers. Who may read what is asked where the API asks it.
/// </summary>
internal static class ResultPageRoutes
{
    public static void MapResultPages(this IEndpointRouteBuilder pages)
    {
        var round = pages.MapGroup("/rounds/{round}");
        round.MapGet("/results", TableAsync);
        round.MapGet("/compare", CompareAsync);
        round.MapGet("/results/{unit}", UnitAsync);
        round.MapGet("/results/{unit}/derivation", DerivationAsync);
        round.MapGet("/versions", VersionsAsync);
        round.MapGet("/objections", ObjectionsAsync);
    }

    private static async Task<IResult> TableAsync(
        string round, string? version, HttpContext context, IEngine engine, PublishedRounds published, CancellationToken cancel)
    {
        var shown = await ShownResult.FindAsync(round, version, context, engine);
        if (shown.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules, result) = shown.Answer;
        var changes = await ChangesAsync(view, result, published, cancel);
        var query = ListingQuery.Read(context.Request.Query);
        var heads = await RoundHeads.ReadAsync(engine, round);
        return changes.ToResult(since => PageResults.Show<ResultPage>(new { Round = view, Rules = rules, Result = result, Query = query, Changes = since, Heads = heads }));
    }

    private static async Task<IResult> CompareAsync(
        string round, string? version, string[] unit, HttpContext context, IEngine engine, PublishedRounds published, CancellationToken cancel)
    {
        var shown = await ShownResult.FindAsync(round, version, context, engine);
        if (shown.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules, result) = shown.Answer;
        var changes = await ChangesAsync(view, result, published, cancel);
        var compared = UnitComparison.Of(result, unit, rules.Policies.Decimals);
        return changes.ToResult(since => PageResults.Show<ComparePage>(new { Round = view, Rules = rules, Result = result, Compared = compared, Changes = since, Version = version }));
    }

    /// <summary>The changes since the previous rounds; none for an older version, because only the newest one is compared.</summary>
    private static async ValueTask<Outcome<IReadOnlyDictionary<string, IReadOnlyList<UnitChange>>>> ChangesAsync(
        RoundView round, RoundResult result, PublishedRounds published, CancellationToken cancel)
    {
        var rounds = await published.ListAsync(cancel);
        return rounds.Select(all => UnitChanges.Of(result.Version == round.ResultVersions ? round.Id : "", all));
    }

    private static async Task<IResult> UnitAsync(string round, string unit, string? version, HttpContext context, IEngine engine, UnitCardReader cards)
    {
        var shown = await ShownResult.FindAsync(round, version, context, engine);
        if (shown.IsRefused(out var refusal))
            return refusal.ToResult();
        var card = await cards.ReadAsync(shown.Answer, unit, context);
        return card.ToResult(found => PageResults.Show<UnitPage>(new { Card = found }));
    }

    private static async Task<IResult> DerivationAsync(
        string round, string unit, string? version, HttpContext context, IEngine engine, DerivationReader reader, InspectionReach reach)
    {
        var shown = await ShownResult.FindAsync(round, version, context, engine);
        if (shown.IsRefused(out var refusal))
            return refusal.ToResult();
        if (await reach.RefuseDerivationAsync(shown.Answer.Round, unit, context) is { } blind)
            return blind.ToResult();
        var read = await reader.ReadAsync(round, unit, shown.Answer.Result.Version, await Access.IsStaffAsync(context, round), await Access.ReadsCountsAsync(context, round));
        if (read.IsRefused(out refusal))
            return (refusal.Code == RefusalCode.NoSuchUnit ? UnitCardReader.NoSuchUnit : refusal).ToResult();
        return PageResults.Show<DerivationView>(new { shown.Answer.Round, shown.Answer.Rules, Derivation = read.Answer });
    }

    private static async Task<IResult> VersionsAsync(string round, string? from, string? to, HttpContext context, IEngine engine)
    {
        var (first, last) = (VersionNumber.Read("from", from), VersionNumber.Read("to", to));
        if (first.IsRefused(out var refusal) || last.IsRefused(out refusal))
            return refusal.ToResult();
        var shown = await ShownResult.FindAsync(round, null, context, engine);
        if (shown.IsRefused(out refusal))
            return refusal.ToResult();
        var compared = await engine.SendAsync(RoundGrain.Ref(round), new CompareVersions(first.Answer, last.Answer));
        if (compared.IsRefused(out refusal))
            return refusal.ToResult();
        var tickets = await TicketsAsync(shown.Answer.Round, engine);
        return tickets.ToResult(all => PageResults.Show<VersionsPage>(new { shown.Answer.Round, shown.Answer.Rules, Comparison = compared.Answer, Tickets = all }));
    }

    private static async Task<IResult> ObjectionsAsync(string round, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var shown = await ShownResult.FindAsync(round, null, context, engine);
        if (shown.IsRefused(out var refusal))
            return refusal.ToResult();
        var tickets = await TicketsAsync(shown.Answer.Round, engine);
        return tickets.ToResult(all => PageResults.Show<ObjectionsPage>(
            new { shown.Answer.Round, shown.Answer.Rules, Tickets = all, IsOpen = ObjectionAddress.IsOpen(shown.Answer.Round, clock.GetUtcNow()) }));
    }

    /// <summary>The objections of a round as the public reads them.</summary>
    private static async ValueTask<Outcome<Ticket[]>> TicketsAsync(RoundView round, IEngine engine)
    {
        var list = await engine.SendAsync(RoundGrain.Ref(round.Id), new ViewObjections());
        return list.Select(all => all.Objections.Select(objection => Ticket.Of(objection, TicketReader.Anybody, round.TimeZone)).ToArray());
    }
}

/// <summary>A version of a result that the caller may read, with what it takes to show it.</summary>
internal sealed record ShownResult(RoundView Round, RoundRules Rules, RoundResult Result)
{
    /// <param name="version">As in the query; null for the newest.</param>
    public static async ValueTask<Outcome<ShownResult>> FindAsync(string round, string? version, HttpContext context, IEngine engine)
    {
        var number = VersionNumber.Read("version", version);
        if (number.IsRefused(out var refusal))
            return refusal;
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal;
        if (await Viewers.RefuseResultAsync(view.Answer, context) is { } closed)
            return closed;
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal;
        var result = await engine.SendAsync(RoundGrain.Ref(round), new ViewResult(number.Answer));
        return result.IsRefused(out refusal) ? refusal : new ShownResult(view.Answer, rules.Answer, result.Answer);
    }
}
