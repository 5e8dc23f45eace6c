using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Honours;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Honours;

/// <summary>Titles and honours. Everybody reads them; administrators for all rounds change them.</summary>
internal static class HonourRoutes
{
    public static void MapHonours(this IEndpointRouteBuilder api)
    {
        var honours = api.MapGroup("/honours").WithTags("Honours");
        honours.MapGet("/titles", ListTitlesAsync).WithSummary("All titles").Pages();
        honours.MapGet("/titles/{title}", ReadTitleAsync).WithSummary("A title with the length of its term").Refuses(NoSuchTitle).SendsVersion();
        honours.MapPut("/titles/{title}", DefineAsync).RequireRole(Role.Administrator).WithSummary("Define a title, or replace its definition; terms that were conferred stay as they are")
            .Reads<NewTitle>().Refuses(RefusalCode.BadRequest, TooManyEntries).ReplacesVersion(andBody: true);
        honours.MapGet("", ListAsync).Pages()
            .WithSummary("Honours, due ones first; of one unit (also under former codes), of one level, in one state, or only those that are due within some days");
        honours.MapGet("/{id}", ReadAsync).WithSummary("An honour").Refuses(NoSuchHonour);
        honours.MapPost("", ConferAsync).RequireRole(Role.Administrator).WithSummary("Confer a title on a unit for a term")
            .Reads<NewHonour>().Refuses(NoSuchTitle, NoSuchRound, NoSuchUnit, TermOverlaps, TooManyEntries).CreatesOnce();
        honours.MapPost("/{id}/renewal", RenewAsync).RequireRole(Role.Administrator).WithSummary("Confer the title for another term, from the end of this one unless another day is named")
            .Reads<Renewal>().Refuses(NoSuchHonour, NoSuchRound, NoSuchUnit, RefusalCode.WrongState, TermOverlaps, TooManyEntries).CreatesOnce();
        honours.MapPost("/{id}/withdrawal", WithdrawAsync).RequireRole(Role.Administrator).WithSummary("Withdraw an honour; the same again changes nothing")
            .Reads<NewWithdrawal>().Refuses(RefusalCode.BadRequest, NoSuchHonour, RefusalCode.WrongState);
        honours.MapGet("/audit", AuditAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("Every change of titles and honours: who, when, what, why").WithDescription(AuditQuery.Description).Pages();
    }

    private static async Task<Results<Ok<ListPage<Title>>, RefusalResult>> ListTitlesAsync(HttpContext context, HonourUseCases honours)
    {
        var page = PageQuery.Read(context.Request);
        if (page.IsRefused(out var refusal))
            return refusal.ToResult();
        var titles = await honours.TitlesAsync();
        return titles.IsRefused(out refusal)
            ? refusal.ToResult()
            : page.Answer.Of(titles.Answer.Select(standing => standing.Title), title => title.Code).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<Title>, RefusalResult>> ReadTitleAsync(string title, HttpContext context, HonourUseCases honours) =>
        (await honours.FindTitleAsync(title)).ToTypedResult(standing => Answer(standing, context));

    private static async Task<Results<Ok<Title>, RefusalResult>> DefineAsync(string title, HttpContext context, HonourUseCases honours)
    {
        var basedOn = VersionTag.Title.BasedOn(context.Request);
        if (basedOn.IsRefused(out var refusal))
            return refusal.ToResult();
        if (!Slug.IsValid(title))
            return new Refusal(RefusalCode.BadRequest, "The code of a title has 1 to 64 of a-z, 0-9 and -.", ("parameter", "title")).ToResult();
        var body = await JsonBody.ReadSmallAsync(context.Request, NewTitle.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var read = new ReadVersions(basedOn.Answer, body.Answer.BasedOn);
        var defined = await honours.DefineAsync(body.Answer.For(title), read.Both, context.CallerAccount);
        return defined.IsRefused(out refusal) ? (await read.RefuseAsync(refusal, StandingAsync)).ToResult() : Answer(defined.Answer, context);

        async ValueTask<Outcome<Title>> StandingAsync() => (await honours.FindTitleAsync(title)).Select(standing => standing.Title);
    }

    private static async Task<Results<Ok<ListPage<HonourView>>, RefusalResult>> ListAsync(
        string? unit, string? level, string? state, string? dueWithinDays, HttpContext context, HonourUseCases honours, TimeProvider clock, CancellationToken cancel)
    {
        var page = PageQuery.Read(context.Request);
        if (page.IsRefused(out var refusal))
            return refusal.ToResult();
        var filter = HonourFilter.Read(unit, level, state, dueWithinDays);
        if (filter.IsRefused(out refusal))
            return refusal.ToResult();
        var terms = await honours.ListAsync(filter.Answer, cancel);
        if (terms.IsRefused(out refusal))
            return refusal.ToResult();
        var now = clock.GetUtcNow();
        var some = page.Answer.Of(terms.Answer, term => term.Honour.Id);
        if (some.IsRefused(out refusal))
            return refusal.ToResult();
        var shown = await honours.ShowAsync(some.Answer.Items, context);
        return shown.ToTypedResult(items => TypedResults.Ok(new ListPage<HonourView>([.. items.Select(term => HonourView.Of(term, now))], some.Answer.Next)));
    }

    private static async Task<Results<Ok<HonourView>, RefusalResult>> ReadAsync(
        string id, HttpContext context, HonourUseCases honours, TimeProvider clock, CancellationToken cancel)
    {
        var found = await honours.FindAsync(id, cancel);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await honours.ShowAsync([found.Answer], context)).ToTypedResult(shown => TypedResults.Ok(HonourView.Of(shown[0], clock.GetUtcNow())));
    }

    private static async Task<Results<Created<HonourView>, RefusalResult>> ConferAsync(HttpContext context, HonourUseCases honours, TimeProvider clock, CancellationToken cancel)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewHonour.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var (body, key) = read.Answer;
        return (await honours.ConferAsync(body, key, context.CallerAccount, cancel)).ToTypedResult(term => Created(term, clock));
    }

    private static async Task<Results<Created<HonourView>, RefusalResult>> RenewAsync(
        string id, HttpContext context, HonourUseCases honours, TimeProvider clock, CancellationToken cancel)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, Renewal.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var (body, key) = read.Answer;
        return (await honours.RenewAsync(id, body, key, context.CallerAccount, cancel)).ToTypedResult(term => Created(term, clock));
    }

    private static async Task<Results<Ok<HonourView>, RefusalResult>> WithdrawAsync(
        string id, HttpContext context, HonourUseCases honours, TimeProvider clock, CancellationToken cancel)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, NewWithdrawal.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await honours.WithdrawAsync(id, body.Answer, context.CallerAccount, cancel)).ToTypedResult(term => TypedResults.Ok(HonourView.Of(term, clock.GetUtcNow())));
    }

    private static async Task<Results<Ok<IReadOnlyList<AuditEntry>>, Ok<ListPage<AuditEntry>>, RefusalResult>> AuditAsync(string? since, HttpContext context, HonourUseCases honours)
    {
        var query = AuditQuery.Read(context.Request);
        if (query.IsRefused(out var refusal))
            return refusal.ToResult();
        var trail = await honours.ReadAuditAsync();
        return trail.IsRefused(out refusal) ? refusal.ToResult() : query.Answer.Of(trail.Answer.Lines);
    }

    private static Created<HonourView> Created(HonourTerm term, TimeProvider clock) =>
        TypedResults.Created($"/api/honours/{term.Honour.Id}", HonourView.Of(term, clock.GetUtcNow()));

    private static Ok<Title> Answer(StandingTitle standing, HttpContext context)
    {
        VersionTag.Title.Send(context, standing.Version);
        return TypedResults.Ok(standing.Title);
    }
}
