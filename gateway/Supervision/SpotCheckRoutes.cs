using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Evaluation.Units.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Supervision;

/// <summary>Spot checks and stated facts of a unit. Every answer lists the vetoes in force.</summary>
internal static class SpotCheckRoutes
{
    public static void MapSpotChecks(this IEndpointRouteBuilder api)
    {
        var unit = api.MapGroup("/rounds/{round}/units/{unit}").WithTags("Supervision").Refuses(NoSuchRound, NoSuchUnit);
        unit.MapPost("/spot-checks", CheckAsync).RequireRole(Role.Inspector).WithSummary("Enter a spot check; the answer lists the vetoes in force")
            .Reads<NewSpotCheck>().CreatesOnce().Refuses(WrongState, ConflictOfInterest, TooManyEntries);
        unit.MapGet("/spot-checks", ListChecksAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("A unit's spot checks in the order of entering, withdrawn ones included; state is standing or withdrawn").Pages().Refuses(UnitNotYours);
        unit.MapGet("/spot-checks/{id}", ReadCheckAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("A spot check, with the vetoes in force").Refuses(UnitNotYours, NoSuchSpotCheck);
        unit.MapPost("/spot-checks/{id}/withdrawal", WithdrawCheckAsync).RequireRole(Role.Reviewer).WithSummary("Withdraw a spot check; it stays listed")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, WrongState, ConflictOfInterest, NoSuchSpotCheck);
        unit.MapPost("/facts", StateAsync).RequireRole(Role.Reviewer).WithSummary("State a fact that a veto of the round names, in place of an earlier statement of it")
            .Reads<NewFact>().CreatesOnce().Refuses(WrongState, ConflictOfInterest, TooManyEntries);
        unit.MapGet("/facts", ListFactsAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("A unit's facts in the order of stating; state is standing, replaced or withdrawn").Pages().Refuses(UnitNotYours);
        unit.MapGet("/facts/{fact}", ReadFactAsync).RequireRole([Role.Unit, .. Access.Readers])
            .WithSummary("The newest statement of a fact, with the vetoes in force").Refuses(UnitNotYours, NoSuchFact);
        unit.MapPost("/facts/{fact}/withdrawal", WithdrawFactAsync).RequireRole(Role.Reviewer).WithSummary("Withdraw the standing statement of a fact; it stays listed")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, WrongState, ConflictOfInterest, NoSuchFact);
    }

    private static async Task<Results<Created<SpotCheckView>, RefusalResult>> CheckAsync(string round, string unit, HttpContext context, SupervisionUseCases supervision)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewSpotCheck.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var (body, key) = read.Answer;
        var entered = await supervision.RecordAsync(round, unit, body, key, context.CallerAccount);
        return entered.ToTypedResult(now => TypedResults.Created($"/api/rounds/{round}/units/{unit}/spot-checks/{now.Id}", Check(now, now.Id!, context)!));
    }

    private static async Task<Results<Ok<SupervisedPage<SpotCheckView>>, RefusalResult>> ListChecksAsync(
        string round, string unit, string? state, string? since, HttpContext context, SupervisionUseCases supervision)
    {
        var read = await supervision.ReadAsync(round, unit);
        return read.IsRefused(out var refusal)
            ? refusal.ToResult()
            : Page(read.Answer, state, since, read.Answer.Now.SpotChecks.Select(entry => Reader(read.Answer, context).Show(entry)), check => check.State, check => check.Entered.At, check => check.Id, context);
    }

    private static async Task<Results<Ok<SpotCheckView>, RefusalResult>> ReadCheckAsync(
        string round, string unit, string id, HttpContext context, SupervisionUseCases supervision)
    {
        var read = await supervision.ReadAsync(round, unit);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        return Check(read.Answer, id, context) is { } check ? TypedResults.Ok(check) : new Refusal(NoSuchSpotCheck, $"The unit has no spot check '{id}'.", ("id", id)).ToResult();
    }

    private static async Task<Results<Ok<SpotCheckView>, RefusalResult>> WithdrawCheckAsync(
        string round, string unit, string id, HttpContext context, SupervisionUseCases supervision)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var withdrawn = await supervision.WithdrawCheckAsync(round, unit, id, body.Answer.Reason, context.CallerAccount);
        return withdrawn.ToTypedResult(now => TypedResults.Ok(Check(now, id, context)!));
    }

    private static async Task<Results<Created<FactView>, RefusalResult>> StateAsync(string round, string unit, HttpContext context, SupervisionUseCases supervision)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewFact.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var (body, key) = read.Answer;
        var stated = await supervision.RecordAsync(round, unit, body, key, context.CallerAccount);
        return stated.ToTypedResult(now => TypedResults.Created($"/api/rounds/{round}/units/{unit}/facts/{Uri.EscapeDataString(body.Fact)}", Fact(now, entry => entry.Id == now.Id, context)!));
    }

    private static async Task<Results<Ok<SupervisedPage<FactView>>, RefusalResult>> ListFactsAsync(
        string round, string unit, string? state, string? since, HttpContext context, SupervisionUseCases supervision)
    {
        var read = await supervision.ReadAsync(round, unit);
        return read.IsRefused(out var refusal)
            ? refusal.ToResult()
            : Page(read.Answer, state, since, read.Answer.Now.Facts.Select(entry => Reader(read.Answer, context).Show(entry)), fact => fact.State, fact => fact.Entered.At, fact => fact.Id, context);
    }

    private static async Task<Results<Ok<FactView>, RefusalResult>> ReadFactAsync(
        string round, string unit, string fact, HttpContext context, SupervisionUseCases supervision)
    {
        var read = await supervision.ReadAsync(round, unit);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        return Fact(read.Answer, entry => entry.Fact.Fact == fact, context) is { } stated
            ? TypedResults.Ok(stated)
            : new Refusal(NoSuchFact, $"Nobody has stated the fact '{fact}' of the unit.", ("fact", fact)).ToResult();
    }

    private static async Task<Results<Ok<FactView>, RefusalResult>> WithdrawFactAsync(
        string round, string unit, string fact, HttpContext context, SupervisionUseCases supervision)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var withdrawn = await supervision.WithdrawFactAsync(round, unit, fact, body.Answer.Reason, context.CallerAccount);
        return withdrawn.ToTypedResult(now => TypedResults.Ok(Fact(now, entry => entry.Id == now.Id, context)!));
    }

    private static Results<Ok<SupervisedPage<T>>, RefusalResult> Page<T>(
        Supervised read, string? state, string? since, IEnumerable<T> all, Func<T, EntryState> stateOf, Func<T, DateTimeOffset> enteredAt, Func<T, string> id, HttpContext context)
    {
        var filter = ListFilter<EntryState>.Read(context.Request, state, since);
        if (filter.IsRefused(out var refusal))
            return refusal.ToResult();
        return filter.Answer.Of(all, id, stateOf, enteredAt).ToTypedResult(some => TypedResults.Ok(new SupervisedPage<T>(some.Items, some.Next, read.Vetoes)));
    }

    private static SpotCheckView? Check(Supervised read, string id, HttpContext context) =>
        read.Now.SpotChecks.FirstOrDefault(entry => entry.Check.Id == id) is { } entry ? Reader(read, context).Show(entry, read.Vetoes) : null;

    private static FactView? Fact(Supervised read, Func<FactEntry, bool> isMeant, HttpContext context) =>
        read.Now.Facts.LastOrDefault(isMeant) is { } entry ? Reader(read, context).Show(entry, read.Vetoes) : null;

    private static EntryReader Reader(Supervised read, HttpContext context) => EntryReader.Of(read, context.CallerAccount);
}
