using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Panels;

/// <summary>Pages on which administrators set up panels and make draws. Auditors read them.</summary>
internal static class PanelPageRoutes
{
    public static void MapPanelPages(this IEndpointRouteBuilder round)
    {
        round.MapGet("/panels", (string round, HttpContext context, PanelDesk desk) => ShowAsync(round, context, desk)).RequireRole(Role.Administrator, Role.Auditor);
        round.MapPost("/panels", (string round, HttpContext context, PanelDesk desk) => SaveAsync(round, null, context, desk)).RequireRole(Role.Administrator);
        round.MapGet("/panels/{panel}", (string round, string panel, HttpContext context, PanelDesk desk) => EditAsync(round, panel, context, desk)).RequireRole(Role.Administrator);
        round.MapPost("/panels/{panel}", (string round, string panel, HttpContext context, PanelDesk desk) => SaveAsync(round, panel, context, desk)).RequireRole(Role.Administrator);
        round.MapPost("/draws", DrawAsync).RequireRole(Role.Administrator);
        round.MapPost("/draws/{id}/seed", SeedAsync).RequireRole(Role.Administrator);
    }

    /// <param name="typed">A new panel as typed.</param>
    /// <param name="draw">A new draw as typed.</param>
    /// <param name="seeded">The announced draw whose seed was refused.</param>
    private static async Task<IResult> ShowAsync(
        string round, HttpContext context, PanelDesk desk, Refusal? why = null, PanelForm? typed = null, DrawForm? draw = null, (string Id, string Seed)? seeded = null)
    {
        var read = await desk.ReadAsync(round, PageRequest.Of(context).Account!);
        return read.ToResult(shown => PageResults.Show<PanelsPage>(
            new { Shown = shown, Refusal = why, Form = typed, Draw = draw, SeedOf = seeded?.Id, Seed = seeded?.Seed }, PageResults.Status(why)));
    }

    private static async Task<IResult> EditAsync(string round, string panel, HttpContext context, PanelDesk desk, Refusal? why = null, PanelForm? typed = null)
    {
        var read = await desk.ReadAsync(round, context.CallerAccount);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        return read.Answer.Panels.FirstOrDefault(known => known.Panel == panel) is { } found
            ? PageResults.Show<PanelPage>(new { Shown = read.Answer, Panel = found, Refusal = why, Form = typed ?? PanelForm.Of(found, read.Answer.Rules) }, PageResults.Status(why))
            : ManagedRounds.NoSuchPage.ToResult();
    }

    private static async Task<IResult> SaveAsync(string round, string? panel, HttpContext context, PanelDesk desk)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = PanelForm.Read(form, panel);
        if (form.IsResumed)
            return await AgainAsync(null);
        var done = panel is not null && form["act"] == "remove"
            ? await desk.RemoveAsync(round, panel, form.BasedOn(), context.CallerAccount)
            : await desk.SetAsync(round, typed, form.BasedOn(), context.CallerAccount);
        return done is null ? TypedResults.LocalRedirect($"/manage/rounds/{round}/panels") : await AgainAsync(done);

        Task<IResult> AgainAsync(Refusal? why) => panel is null ? ShowAsync(round, context, desk, why, typed) : EditAsync(round, panel, context, desk, why, typed);
    }

    private static async Task<IResult> DrawAsync(string round, HttpContext context, PanelDesk desk, DrawUseCases draws)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = DrawForm.Read(form);
        if (form.IsResumed)
            return await ShowAsync(round, context, desk, draw: typed);
        var read = typed.ToBody();
        if (read.IsRefused(out var refusal))
            return await ShowAsync(round, context, desk, refusal, draw: typed);
        var made = await draws.CreateAsync(round, read.Answer, key: null, context.CallerAccount);
        return made.IsRefused(out refusal) ? await ShowAsync(round, context, desk, refusal, draw: typed) : Drawn(round, made.Answer.Draw.Id);
    }

    private static async Task<IResult> SeedAsync(string round, string id, HttpContext context, PanelDesk desk, DrawUseCases draws)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var seed = form["seed"].ToString().Trim();
        if (form.IsResumed)
            return await ShowAsync(round, context, desk, seeded: (id, seed));
        var read = FormBody.Read(NewSeed.Read, RefusalCode.BadRequest, new() { ["seed"] = seed });
        if (read.IsRefused(out var refusal))
            return await ShowAsync(round, context, desk, refusal, seeded: (id, seed));
        var made = await draws.SeedAsync(round, id, read.Answer.Seed, context.CallerAccount);
        return made.IsRefused(out refusal) ? await ShowAsync(round, context, desk, refusal, seeded: (id, seed)) : Drawn(round, id);
    }

    private static RedirectHttpResult Drawn(string round, string id) => TypedResults.LocalRedirect($"/manage/rounds/{round}/panels#draw-{id}");
}
