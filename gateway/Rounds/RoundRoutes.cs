using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
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
        rounds.MapPost("", CreateAsync).RequireRole(Role.Administrator).WithSummary("Create a round as a draft")
            .Reads<RoundRules>().Refuses(InvalidDefinition, RoundExists);
        rounds.MapGet("", ListAsync).WithSummary("All rounds that the caller may see").Refuses(SignInRequired);
        var round = rounds.MapGroup("/{round}").Refuses(NoSuchRound);
        round.MapGet("", ReadAsync).WithSummary("A round's definition, state and counts").Refuses(SignInRequired, NotAllowed);
        round.MapPut("", ReplaceAsync).RequireRole(Role.Administrator).WithSummary("Replace a draft's definition")
            .Reads<RoundRules>().Refuses(InvalidDefinition, RulesFrozen);
        round.MapGet("/audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("Every administrative act: who, when, what, why");
    }

    private static async Task<Results<Created<RoundSummary>, RefusalResult>> CreateAsync(HttpContext context, RoundUseCases rounds)
    {
        var definition = await ReadDefinitionAsync(context.Request);
        if (definition.IsRefused(out var refusal))
            return refusal.ToResult();
        var created = await rounds.CreateAsync(definition.Answer, context.CallerAccount, context.RequestAborted);
        return created.ToTypedResult(view => TypedResults.Created($"/api/rounds/{view.Id}", RoundSummary.Of(view)));
    }

    private static async Task<Results<Ok<RoundSummary>, RefusalResult>> ReplaceAsync(string round, HttpContext context, RoundUseCases rounds)
    {
        var definition = await ReadDefinitionAsync(context.Request);
        if (definition.IsRefused(out var refusal))
            return refusal.ToResult();
        var replaced = await rounds.ReplaceAsync(round, definition.Answer, context.CallerAccount, context.RequestAborted);
        return replaced.ToTypedResult(view => TypedResults.Ok(RoundSummary.Of(view)));
    }

    private static async Task<Results<Ok<RoundSummary[]>, RefusalResult>> ListAsync(HttpContext context, Access access, RoundUseCases rounds, CancellationToken cancel)
    {
        var caller = await access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var list = await rounds.ListAsync(caller.Answer, cancel);
        return list.ToTypedResult(views => TypedResults.Ok(views.Select(RoundSummary.Of).ToArray()));
    }

    private static async Task<Results<Ok<RoundDetails>, RefusalResult>> ReadAsync(string round, HttpContext context, IEngine engine, Access access)
    {
        var caller = await access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (!RoundUseCases.MaySee(view.Answer, caller.Answer) && (await access.DemandAsync(context, round, RoundUseCases.DraftReaders)).IsRefused(out refusal))
            return refusal.ToResult();
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.ToTypedResult(definition => TypedResults.Ok(RoundDetails.Of(view.Answer, definition)));
    }

    private static async Task<Results<Ok<IReadOnlyList<AuditLine>>, RefusalResult>> AuditAsync(string round, RoundUseCases rounds) =>
        (await rounds.ReadAuditAsync(round)).ToTypedResult(trail => TypedResults.Ok(trail.Lines));

    private static ValueTask<Outcome<RulesReading>> ReadDefinitionAsync(HttpRequest request) =>
        JsonBody.ReadAsync(request, Limits.DefinitionBytes, InvalidDefinition, (body, _) => RulesReader.Read(body));
}
