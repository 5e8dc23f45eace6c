using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Rounds;

/// <summary>Rounds and their definitions: create, list, read, and replace while in draft.</summary>
internal static class RoundRoutes
{
    public static void MapRounds(this IEndpointRouteBuilder api)
    {
        var rounds = api.MapGroup("/rounds").WithTags("Rounds");
        rounds.MapPost("", CreateAsync).RequireRole(Role.Administrator).WithSummary("Create a round as a draft: from a definition or, with from, from the best units of a round with a published result")
            .WithDescription("""
                Instead of a definition the body may be {"id","title","from":{"round","version","top","units"}}: a draft with the rules of that round and its
                best units over all classes. units names exactly top codes and is needed when units with the same rank lie on both sides of the border.
                """)
            .Reads<RoundRules>().OrReads<NextRound>().CreatesOnce().Refuses(InvalidDefinition, RoundExists, NoSuchRound, NoSuchVersion, WrongState, TieAtBorder, BadSelection).SendsVersion();
        rounds.MapGet("", ListAsync).WithSummary("All rounds that the caller may see").Refuses(SignInRequired);
        var round = rounds.MapGroup("/{round}").Refuses(NoSuchRound);
        round.MapGet("", ReadAsync).WithSummary("A round's definition, state and counts; the entity tag is that of the definition")
            .Refuses(SignInRequired, NotAllowed).SendsVersion();
        round.MapPut("", ReplaceAsync).RequireRole(Role.Administrator).WithSummary("Replace a draft's definition")
            .Reads<RoundRules>().Refuses(InvalidDefinition, RulesFrozen).ReplacesVersion();
        round.MapGet("/schedule", ReadScheduleAsync).WithSummary("When voting opens and closes by itself").Refuses(SignInRequired, NotAllowed).SendsVersion();
        round.MapGet("/audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("Every administrative act: who, when, what, why").WithDescription(AuditQuery.Description).Pages();
    }

    private static async Task<Results<Created<RoundSummary>, RefusalResult>> CreateAsync(HttpContext context, RoundUseCases rounds, NextRoundUseCases next)
    {
        var text = "";
        var body = await JsonBody.ReadAsync(context.Request, Limits.DefinitionBytes, InvalidDefinition, (body, faults) =>
        {
            if (context.Request.Headers.ContainsKey(IdempotencyKey.Header))
                text = body.GetRawText();
            return NextRound.IsAskedFor(body) ? new(null, NextRound.Read(body, faults)) : new NewRound(RulesReader.Read(body), null);
        });
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var key = IdempotencyKey.Read(context, context.CallerName, text);
        if (key.IsRefused(out refusal))
            return refusal.ToResult();
        var created = body.Answer.Next is { } best
            ? await next.CreateAsync(best, key.Answer, context.CallerAccount, context.RequestAborted)
            : await rounds.CreateAsync(body.Answer.Definition!, key.Answer, context.CallerAccount, context.RequestAborted);
        return created.ToTypedResult(view =>
        {
            VersionTag.Rules.Send(context, view.RulesVersion);
            return TypedResults.Created($"/api/rounds/{view.Id}", RoundSummary.Of(view));
        });
    }

    private static async Task<Results<Ok<RoundSummary>, RefusalResult>> ReplaceAsync(string round, HttpContext context, RoundUseCases rounds)
    {
        var basedOn = VersionTag.Rules.BasedOn(context.Request);
        if (basedOn.IsRefused(out var refusal))
            return refusal.ToResult();
        var definition = await ReadDefinitionAsync(context.Request);
        if (definition.IsRefused(out refusal))
            return refusal.ToResult();
        var replaced = await rounds.ReplaceAsync(round, definition.Answer, basedOn.Answer, context.CallerAccount, context.RequestAborted);
        return replaced.ToTypedResult(view =>
        {
            VersionTag.Rules.Send(context, view.RulesVersion);
            return TypedResults.Ok(RoundSummary.Of(view));
        });
    }

    private static async Task<Results<Ok<RoundSummary[]>, RefusalResult>> ListAsync(HttpContext context, RoundUseCases rounds, CancellationToken cancel)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var list = await rounds.ListAsync(caller.Answer, cancel);
        return list.ToTypedResult(views => TypedResults.Ok(views.Select(RoundSummary.Of).ToArray()));
    }

    private static async Task<Results<Ok<RoundDetails>, RefusalResult>> ReadAsync(string round, HttpContext context, IEngine engine)
    {
        // The view comes first: its version may be older than the rules, never newer.
        var view = await FindAsync(round, context, engine);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal.ToResult();
        var warnings = await RoundWarnings.ReadAsync(engine, rules.Answer, context);
        return warnings.ToTypedResult(found =>
        {
            VersionTag.Rules.Send(context, view.Answer.RulesVersion);
            return TypedResults.Ok(RoundDetails.Of(view.Answer, rules.Answer, found));
        });
    }

    private static async Task<Results<Ok<RoundSchedule>, RefusalResult>> ReadScheduleAsync(string round, HttpContext context, IEngine engine) =>
        (await FindAsync(round, context, engine)).ToTypedResult(view =>
        {
            VersionTag.Schedule.Send(context, view.ScheduleVersion);
            return TypedResults.Ok(RoundSchedule.Of(view));
        });

    /// <summary>The newest view of a round that the caller may see.</summary>
    private static async ValueTask<Outcome<RoundView>> FindAsync(string round, HttpContext context, IEngine engine)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        return view.IsRefused(out _) || await RoundUseCases.RefuseToSeeAsync(view.Answer, context) is not { } refusal ? view : refusal;
    }

    private static async Task<Results<Ok<IReadOnlyList<AuditEntry>>, Ok<ListPage<AuditEntry>>, RefusalResult>> AuditAsync(
        string round, string? since, HttpContext context, RoundUseCases rounds)
    {
        var query = AuditQuery.Read(context.Request);
        if (query.IsRefused(out var refusal))
            return refusal.ToResult();
        var trail = await rounds.ReadAuditAsync(round);
        return trail.IsRefused(out refusal) ? refusal.ToResult() : query.Answer.Of(trail.Answer.Lines);
    }

    private static ValueTask<Outcome<RulesReading>> ReadDefinitionAsync(HttpRequest request) =>
        JsonBody.ReadAsync(request, Limits.DefinitionBytes, InvalidDefinition, (body, _) => RulesReader.Read(body));

    /// <summary>The body of a new round: a definition, or the best units of another round.</summary>
    private sealed record NewRound(RulesReading? Definition, NextRound? Next);
}
