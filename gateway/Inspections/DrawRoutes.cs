using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Inspections;

/// <summary>Draws of units or criteria: administrators make them, everybody reads them in every state of the round.</summary>
internal static class DrawRoutes
{
    public static void MapDraws(this IEndpointRouteBuilder api)
    {
        var draws = api.MapGroup("/rounds/{round}/draws").WithTags("Inspection").Refuses(NoSuchRound);
        draws.MapGet("", ListAsync).WithSummary("All draws with their pools, seeds and drawn codes, in the order of their announcement").Refuses(SignInRequired, NotAllowed).Pages();
        draws.MapPost("", CreateAsync).RequireRole(Role.Administrator).WithSummary("Draw by a seed, or announce the pool and where the seed will come from")
            .Reads<NewDraw>().Refuses(RefusalCode.BadRequest, WrongState, DrawExists, TooManyEntries).CreatesOnce();
        draws.MapGet("/{id}", ReadAsync).WithSummary("A draw").Refuses(SignInRequired, NotAllowed, NoSuchDraw);
        draws.MapPost("/{id}/seed", SeedAsync).RequireRole(Role.Administrator).WithSummary("Draw from an announced pool; the same seed again changes nothing")
            .Reads<NewSeed>().Refuses(RefusalCode.BadRequest, WrongState, NoSuchDraw, DrawExists);
    }

    private static async Task<Results<Ok<ListPage<DrawView>>, RefusalResult>> ListAsync(string round, HttpContext context, DrawUseCases draws)
    {
        var page = PageQuery.Read(context.Request);
        if (page.IsRefused(out var refusal))
            return refusal.ToResult();
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out refusal))
            return refusal.ToResult();
        var list = await draws.ListAsync(round, caller.Answer);
        if (list.IsRefused(out refusal))
            return refusal.ToResult();
        return page.Answer.Of(list.Answer.Select(draw => Show(round, draw, caller.Answer)), draw => draw.Id).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<DrawView>, RefusalResult>> ReadAsync(string round, string id, HttpContext context, DrawUseCases draws)
    {
        var caller = await Access.CallerAsync(context);
        return caller.IsRefused(out var refusal) ? refusal.ToResult() : (await draws.FindAsync(round, id, caller.Answer)).ToTypedResult(draw => TypedResults.Ok(Show(round, draw, caller.Answer)));
    }

    private static async Task<Results<Created<DrawView>, RefusalResult>> CreateAsync(string round, HttpContext context, DrawUseCases draws)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewDraw.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var (body, key) = read.Answer;
        var created = await draws.CreateAsync(round, body, key, context.CallerAccount);
        return created.ToTypedResult(draw => TypedResults.Created($"/api/rounds/{round}/draws/{draw.Draw.Id}", Show(round, draw, context.CallerAccount)));
    }

    private static async Task<Results<Ok<DrawView>, RefusalResult>> SeedAsync(string round, string id, HttpContext context, DrawUseCases draws)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, NewSeed.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var made = await draws.SeedAsync(round, id, body.Answer.Seed, context.CallerAccount);
        return made.ToTypedResult(draw => TypedResults.Ok(Show(round, draw, context.CallerAccount)));
    }

    private static DrawView Show(string round, RoundDraw draw, StaffAccount? caller) => DrawView.Show(draw.Draw, draw.TimeZone, Access.Has(caller, round, Access.Readers));
}
