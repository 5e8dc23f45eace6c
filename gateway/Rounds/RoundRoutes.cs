using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds;

/// <summary>Definitions of rounds: made, replaced while in draft, listed, read.</summary>
internal static class RoundRoutes
{
    /// <summary>Who may look at a draft; everything later is public.</summary>
    private static readonly Role[] DraftReaders = [Role.Administrator, Role.Auditor, Role.Reviewer, Role.Inspector, Role.Unit];

    public static void MapRounds(this IEndpointRouteBuilder api)
    {
        var rounds = api.MapGroup("/rounds").WithTags("Rounds");
        rounds.MapPost("", CreateAsync).RequireRole(Role.Administrator).WithSummary("Create a round as a draft")
            .Reads<RoundRules>().Produces<RoundSummary>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(409);
        rounds.MapGet("", ListAsync).WithSummary("All rounds that the caller may see").Produces<RoundSummary[]>();
        rounds.MapGet("/{round}", ReadAsync).WithSummary("A round's definition, state and counts").Produces<RoundDetails>().ProducesProblem(404);
        rounds.MapPut("/{round}", ReplaceAsync).RequireRole(Role.Administrator).WithSummary("Replace a draft's definition")
            .Reads<RoundRules>().Produces<RoundSummary>().ProducesProblem(400).ProducesProblem(409);
        rounds.MapGet("/{round}/audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("Every administrative act: who, when, what, why").Produces<AuditLine[]>();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, IEngine engine, TimeProvider clock)
    {
        var rules = await DefinitionAsync(context, engine);
        if (rules.IsRefused(out var refusal))
            return refusal.ToResult();
        var created = await engine.SendAsync(RoundGrain.Ref(rules.Answer.Id), new CreateRound(rules.Answer, clock.GetUtcNow(), context.CallerName));
        return created.ToResult(view => TypedResults.Created($"/api/rounds/{view.Id}", RoundSummary.Of(view)));
    }

    private static async Task<IResult> ReplaceAsync(string round, HttpContext context, IEngine engine, RoundViews views, TimeProvider clock)
    {
        var rules = await DefinitionAsync(context, engine, round);
        if (rules.IsRefused(out var refusal))
            return refusal.ToResult();
        var replaced = await engine.SendAsync(RoundGrain.Ref(round), new ReplaceRules(rules.Answer, clock.GetUtcNow(), context.CallerName));
        views.Forget(round);
        return replaced.ToResult(view => TypedResults.Ok(RoundSummary.Of(view)));
    }

    private static async Task<IResult> ListAsync(HttpContext context, IEngine engine, Access access, CancellationToken cancel)
    {
        var caller = await access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var rounds = new List<RoundSummary>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await engine.SendAsync(grain, new ViewRound());
            if (view.IsRefused(out refusal))
                return refusal.ToResult();
            if (MaySee(view.Answer, caller.Answer))
                rounds.Add(RoundSummary.Of(view.Answer));
        }
        return TypedResults.Ok(rounds);
    }

    private static async Task<IResult> ReadAsync(string round, HttpContext context, IEngine engine, Access access)
    {
        var caller = await access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (!MaySee(view.Answer, caller.Answer))
            return (await access.DemandAsync(context, round, DraftReaders)).ToResult(_ => TypedResults.NoContent());
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.ToResult(definition => TypedResults.Ok(RoundDetails.Of(view.Answer, definition)));
    }

    private static async Task<IResult> AuditAsync(string round, IEngine engine) =>
        (await RoundTrail.ReadAsync(engine, round)).ToResult(trail => TypedResults.Ok(trail.Lines));

    /// <summary>A draft is public from its announcement on: once it has an opening instant, its rules can be read before the vote.</summary>
    public static bool MaySee(RoundView round, StaffAccount? caller) =>
        round.State != RoundState.Draft || round.OpensAt is not null || Access.Has(caller, round.Id, DraftReaders);

    private static async ValueTask<Outcome<RoundRules>> DefinitionAsync(HttpContext context, IEngine engine, string? round = null)
    {
        var reading = await JsonBody.ReadAsync(context.Request, Limits.DefinitionBytes, RefusalCode.InvalidDefinition, (body, _) => RulesReader.Read(body));
        if (reading.IsRefused(out var refusal))
            return refusal;
        var check = await FormerUnits.CheckAsync(reading.Answer.Units, reading.Answer.Faults, engine, round, context.RequestAborted);
        if (check.IsRefused(out refusal))
            return refusal;
        var faults = check.Answer.Faults;
        return faults.Count == 0 ? reading.Answer.Rules! : new Refusal(RefusalCode.InvalidDefinition, JsonBody.Describe(faults), ("faults", faults));
    }
}
