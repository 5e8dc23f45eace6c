using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Honours;

/// <summary>The register of honours: administrators define titles, confer, renew and withdraw them; auditors read.</summary>
internal static class HonourPageRoutes
{
    private static readonly string[] Dones = ["wasConferred", "wasDefined", "wasRenewed", "wasWithdrawn"];

    public static void MapHonourPages(this IEndpointRouteBuilder manage)
    {
        manage.MapGet("/honours", ListAsync).RequireRole(Role.Administrator, Role.Auditor);
        manage.MapPost("/honours", ActAsync).RequireRole(Role.Administrator);
        manage.MapGet("/honours/{id}", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);
        manage.MapPost("/honours/{id}", ChangeAsync).RequireRole(Role.Administrator);
    }

    private static Task<IResult> ListAsync(string? done, HttpContext context, IEngine engine, HonourUseCases honours, TimeProvider clock, CancellationToken cancel) =>
        PageAsync(context, engine, honours, clock, cancel, done: Array.Find(Dones, known => known == done));

    private static async Task<IResult> ActAsync(HttpContext context, IEngine engine, HonourUseCases honours, TimeProvider clock, CancellationToken cancel)
    {
        var sent = await context.Request.ReadFormAsync(cancel);
        var isTitle = sent.ContainsKey("termMonths");
        var (form, title) = (isTitle ? new() : HonourForm.Read(sent), isTitle ? TitleForm.Read(sent) : new());
        if (sent.IsResumed)
            return await PageAsync(context, engine, honours, clock, cancel, form, title, isTitle: isTitle);
        if (!isTitle && DayDoubts.Of(sent, "honours.from", await HonourDays.UsualAsync(engine, form.Round, clock), form.From) is { } doubts)
            return await PageAsync(context, engine, honours, clock, cancel, form, title, doubts: doubts);
        var refusal = isTitle ? await DefineAsync(title, honours, context.CallerAccount) : await ConferAsync(form, honours, context.CallerAccount, cancel);
        return refusal is null
            ? TypedResults.LocalRedirect($"/manage/honours?done={(isTitle ? "wasDefined" : "wasConferred")}")
            : await PageAsync(context, engine, honours, clock, cancel, form, title, refusal, isTitle);
    }

    private static async ValueTask<Refusal?> DefineAsync(TitleForm form, HonourUseCases honours, StaffAccount caller)
    {
        if (!Slug.IsValid(form.Code))
            return FormReason.At("/code", "is not a slug: 1 to 64 of a-z, 0-9 and -");
        var read = form.ToTitle();
        return read.IsRefused(out var refusal) ? refusal : (await honours.DefineAsync(read.Answer.For(form.Code), basedOn: null, caller)).Refusal;
    }

    private static async ValueTask<Refusal?> ConferAsync(HonourForm form, HonourUseCases honours, StaffAccount caller, CancellationToken cancel)
    {
        var read = form.ToHonour();
        return read.IsRefused(out var refusal) ? refusal : (await honours.ConferAsync(read.Answer, key: null, caller, cancel)).Refusal;
    }

    private static Task<IResult> ShowAsync(string id, HttpContext context, IEngine engine, HonourUseCases honours, TimeProvider clock, CancellationToken cancel) =>
        OneAsync(id, context, engine, honours, clock, cancel);

    private static async Task<IResult> ChangeAsync(string id, HttpContext context, IEngine engine, HonourUseCases honours, TimeProvider clock, CancellationToken cancel)
    {
        var sent = await context.Request.ReadFormAsync(cancel);
        var isWithdrawal = sent.ContainsKey("grounds");
        var (renewal, withdrawal) = (isWithdrawal ? new() : RenewalForm.Read(sent), isWithdrawal ? WithdrawalForm.Read(sent) : new());
        if (sent.IsResumed)
            return await OneAsync(id, context, engine, honours, clock, cancel, renewal, withdrawal, isWithdrawal: isWithdrawal);
        var known = await honours.FindAsync(id, cancel);
        if (!isWithdrawal && known.Refusal is null && DayDoubts.Of(sent, "honours.from", HonourDays.UsualAfter(known.Answer.Honour), renewal.From) is { } doubts)
            return await OneAsync(id, context, engine, honours, clock, cancel, renewal, withdrawal, doubts: doubts);
        var refusal = isWithdrawal ? await WithdrawAsync(id, sent, withdrawal, honours, context.CallerAccount, cancel) : await RenewAsync(id, renewal, honours, context.CallerAccount, cancel);
        return refusal is null
            ? TypedResults.LocalRedirect($"/manage/honours?done={(isWithdrawal ? "wasWithdrawn" : "wasRenewed")}")
            : refusal.Code == RefusalCode.NoSuchHonour ? ManagedRounds.NoSuchPage.ToResult()
            : await OneAsync(id, context, engine, honours, clock, cancel, renewal, withdrawal, refusal, isWithdrawal);
    }

    private static async ValueTask<Refusal?> RenewAsync(string id, RenewalForm form, HonourUseCases honours, StaffAccount caller, CancellationToken cancel)
    {
        var read = form.ToRenewal();
        return read.IsRefused(out var refusal) ? refusal : (await honours.RenewAsync(id, read.Answer, key: null, caller, cancel)).Refusal;
    }

    private static async ValueTask<Refusal?> WithdrawAsync(string id, IFormCollection sent, WithdrawalForm form, HonourUseCases honours, StaffAccount caller, CancellationToken cancel)
    {
        var read = form.ToWithdrawal();
        if (read.IsRefused(out var refusal))
            return refusal;
        return sent["sure"] == "yes" ? (await honours.WithdrawAsync(id, read.Answer, caller, cancel)).Refusal : new Refusal(RefusalCode.BadRequest, "Confirm that this is meant.");
    }

    private static async Task<IResult> OneAsync(
        string id, HttpContext context, IEngine engine, HonourUseCases honours, TimeProvider clock, CancellationToken cancel, RenewalForm? renewal = null, WithdrawalForm? withdrawal = null,
        Refusal? refusal = null, bool isWithdrawal = false, DayDoubts? doubts = null)
    {
        var found = await honours.FindAsync(id, cancel);
        if (found.IsRefused(out var missing))
            return (missing.Code == RefusalCode.NoSuchHonour ? ManagedRounds.NoSuchPage : missing).ToResult();
        var shown = await honours.ShowAsync([found.Answer], context);
        if (shown.IsRefused(out missing))
            return missing.ToResult();
        var rounds = await HonourUnits.ReadAsync(engine, context, cancel);
        return rounds.ToResult(known => PageResults.Show<HonourPage>(
            new
            {
                Honour = HonourView.Of(shown.Answer[0], clock.GetUtcNow()),
                UnitName = known.Names.GetValueOrDefault(found.Answer.Honour.Unit, found.Answer.Honour.Unit),
                Renewal = renewal ?? new RenewalForm(),
                Withdrawal = withdrawal ?? new WithdrawalForm(),
                Refusal = refusal,
                IsWithdrawal = isWithdrawal,
                IsTyped = renewal is not null,
                Doubts = doubts,
                MayChange = Access.Has(context.CallerAccount, null, Role.Administrator),
            },
            doubts is null ? PageResults.Status(refusal) : StatusCodes.Status400BadRequest));
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, IEngine engine, HonourUseCases honours, TimeProvider clock, CancellationToken cancel, HonourForm? form = null, TitleForm? title = null, Refusal? refusal = null,
        bool isTitle = false, string? done = null, DayDoubts? doubts = null)
    {
        var query = context.Request.Query;
        var (unit, state) = (query["unit"].ToString().Trim(), query["state"].ToString());
        // A filter that means nothing lists all.
        var filter = HonourFilter.Read(unit.Length > 0 ? unit : null, null, state.Length > 0 ? state : null, null);
        if (filter.IsRefused(out _))
            (state, filter) = ("", new HonourFilter(unit.Length > 0 ? unit : null));
        var terms = await honours.ListAsync(filter.Answer, cancel);
        if (terms.IsRefused(out var failure))
            return failure.ToResult();
        var shown = await honours.ShowAsync(terms.Answer, context);
        if (shown.IsRefused(out failure))
            return failure.ToResult();
        var titles = await honours.TitlesAsync();
        if (titles.IsRefused(out failure))
            return failure.ToResult();
        var rounds = await HonourUnits.ReadAsync(engine, context, cancel);
        var now = clock.GetUtcNow();
        return rounds.ToResult(known => PageResults.Show<HonourListPage>(
            new
            {
                Honours = (IReadOnlyList<HonourView>)[.. shown.Answer.Select(term => HonourView.Of(term, now))],
                Titles = titles.Answer,
                known.Rounds,
                UnitNames = known.Names,
                Form = form ?? new HonourForm(),
                TitleForm = title ?? new TitleForm(),
                Unit = unit,
                State = state,
                Page = Pager.Read(query["page"]),
                Refusal = refusal,
                IsTitle = isTitle,
                IsTyped = form is not null,
                Done = done,
                Doubts = doubts,
                MayChange = Access.Has(context.CallerAccount, null, Role.Administrator),
            },
            doubts is null ? PageResults.Status(refusal) : StatusCodes.Status400BadRequest));
    }
}
