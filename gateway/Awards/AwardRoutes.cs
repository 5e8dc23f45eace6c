using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Awards;

/// <summary>The awards of a round: by rank, and single prizes. Public from the publication of the result on.</summary>
internal static class AwardRoutes
{
    public static void MapAwards(this IEndpointRouteBuilder api)
    {
        var awards = api.MapGroup("/rounds/{round}/awards").WithTags("Awards").Refuses(NoSuchRound);
        awards.MapGet("", ReadAsync).WithSummary("The awards of a round, with its approved single prizes").Refuses(SignInRequired, NotAllowed, Sealed, NotPublished);
        awards.MapPost("", GiveAsync).RequireRole(Role.Administrator)
            .WithSummary("Fill the tiers by rank in a published version; another call replaces the list and needs a reason, the same again changes nothing")
            .Reads<NewAwards>().CreatesOnce().Refuses(RefusalCode.WrongState, NoSuchVersion, TieAtBorder, BadSelection, ReasonMissing, ConflictOfInterest);
        awards.MapGet("/special", ListAsync).WithSummary("Single prizes; those that wait for an approval are shown to staff only").Pages().Refuses(SignInRequired, NotAllowed, Sealed, NotPublished);
        awards.MapGet("/special/{code}", FindAsync).WithSummary("A single prize").Refuses(SignInRequired, NotAllowed, Sealed, NotPublished, NoSuchAward);
        awards.MapPost("/special", ProposeAsync).RequireRole(AwardUseCases.Officials)
            .WithSummary("Propose a single prize, or another one under its code; the same again changes nothing")
            .Reads<NewSpecialAward>().CreatesOnce().Refuses(RefusalCode.WrongState, NoSuchUnit, BadSelection, ConflictOfInterest, TooManyEntries);
        awards.MapPost("/special/{code}/approval", ApproveAsync).RequireRole(AwardUseCases.Officials).WithSummary("Approve a single prize that another person proposed")
            .Refuses(RefusalCode.WrongState, NoSuchAward, NoSuchUnit, SamePerson, NotIndependent, NotConfirmed, BadSelection, ConflictOfInterest, StaleEdit);
    }

    private static async Task<Results<Ok<RoundAwards>, RefusalResult>> ReadAsync(string round, HttpContext context, IEngine engine, AwardUseCases awards) =>
        (await OpenAsync(round, context, engine, awards)).ToTypedResult(TypedResults.Ok);

    private static async Task<Results<Ok<ListPage<SpecialAwardView>>, RefusalResult>> ListAsync(string round, HttpContext context, IEngine engine, AwardUseCases awards)
    {
        var page = PageQuery.Read(context.Request);
        if (page.IsRefused(out var refusal))
            return refusal.ToResult();
        var open = await OpenAsync(round, context, engine, awards);
        if (open.IsRefused(out refusal))
            return refusal.ToResult();
        return page.Answer.Of(open.Answer.Special, special => special.Code).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<SpecialAwardView>, RefusalResult>> FindAsync(string round, string code, HttpContext context, IEngine engine, AwardUseCases awards)
    {
        var open = await OpenAsync(round, context, engine, awards);
        if (open.IsRefused(out var refusal))
            return refusal.ToResult();
        if (open.Answer.Special.FirstOrDefault(special => special.Code == code) is not { } known)
            return new Refusal(NoSuchAward, $"The round has no single prize '{code}'.", ("award", code)).ToResult();
        return TypedResults.Ok(known);
    }

    private static async Task<Results<Ok<RoundAwards>, RefusalResult>> GiveAsync(string round, HttpContext context, AwardUseCases awards)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewAwards.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var given = await awards.GiveAsync(round, read.Answer.Body, read.Answer.Key, context.CallerAccount);
        return given.ToTypedResult(standing => TypedResults.Ok(RoundAwards.Of(standing.Rules, standing.Awards, isStaff: true)));
    }

    private static async Task<Results<Created<SpecialAwardView>, RefusalResult>> ProposeAsync(string round, HttpContext context, AwardUseCases awards)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewSpecialAward.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var proposed = await awards.ProposeAsync(round, read.Answer.Body, read.Answer.Key, context.CallerAccount);
        return proposed.ToTypedResult(special => TypedResults.Created($"/api/rounds/{round}/awards/special/{special.Code}", SpecialAwardView.Of(special, isStaff: true)));
    }

    private static async Task<Results<Ok<SpecialAwardView>, RefusalResult>> ApproveAsync(string round, string code, HttpContext context, AwardUseCases awards) =>
        (await awards.ApproveAsync(round, code, context.CallerAccount)).ToTypedResult(special => TypedResults.Ok(SpecialAwardView.Of(special, isStaff: true)));

    /// <summary>The awards as the caller may read them.</summary>
    private static async ValueTask<Outcome<RoundAwards>> OpenAsync(string round, HttpContext context, IEngine engine, AwardUseCases awards)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        if (await Viewers.RefuseResultAsync(found.Answer.View, context) is { } closed)
            return closed;
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out refusal))
            return refusal;
        var read = await awards.ReadAsync(round);
        return read.IsRefused(out refusal) ? refusal : RoundAwards.Of(read.Answer.Rules, read.Answer.Awards, Access.Has(caller.Answer, round, AwardUseCases.Staff));
    }
}
