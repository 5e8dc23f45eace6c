using Evaluation.Gateway.Awards;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Awards;

/// <summary>The awards of a round: administrators give them by rank, officials propose and approve single prizes.</summary>
internal static class AwardPageRoutes
{
    private static readonly string[] Dones = ["wasGiven", "wasProposed", "wasApproved"];

    public static void MapAwardPages(this IEndpointRouteBuilder round)
    {
        round.MapGet("/awards", ShowAsync).RequireRole(AwardUseCases.Staff);
        round.MapPost("/awards", ActAsync).RequireRole(AwardUseCases.Officials);
    }

    private static Task<IResult> ShowAsync(string round, string? done, HttpContext context, IEngine engine, AwardUseCases awards) =>
        PageAsync(round, context, engine, awards, done: Array.Find(Dones, known => known == done));

    private static async Task<IResult> ActAsync(string round, HttpContext context, IEngine engine, AwardUseCases awards)
    {
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        return sent["act"].ToString() switch
        {
            "propose" => await ProposeAsync(round, sent, context, engine, awards),
            "approve" => await ApproveAsync(round, sent, context, engine, awards),
            // A resumed form has lost its button; the fields tell which one it was.
            _ when sent.IsResumed && sent.ContainsKey("unit") => await PageAsync(round, context, engine, awards, special: SpecialForm.Read(sent)),
            var act => await GiveAsync(round, act, sent, context, engine, awards),
        };
    }

    private static async Task<IResult> GiveAsync(string round, string act, IFormCollection sent, HttpContext context, IEngine engine, AwardUseCases awards)
    {
        if (!Access.Has(context.CallerAccount, round, Role.Administrator))
            return new Refusal(RefusalCode.NotAllowed, "This takes the role of an administrator of the round.").ToResult();
        var form = AwardForm.Read(sent);
        if (sent.IsResumed || act != "give")
            return await PageAsync(round, context, engine, awards, form.Change(act));
        form = form.Numbered();
        var read = form.ToAwards();
        if (read.IsRefused(out var refusal))
            return await PageAsync(round, context, engine, awards, form, refusal: refusal);
        var given = await awards.GiveAsync(round, read.Answer, key: null, context.CallerAccount);
        return given.IsRefused(out refusal) ? await PageAsync(round, context, engine, awards, form, refusal: refusal) : Done(round, "wasGiven");
    }

    private static async Task<IResult> ProposeAsync(string round, IFormCollection sent, HttpContext context, IEngine engine, AwardUseCases awards)
    {
        var form = SpecialForm.Read(sent);
        var standing = await awards.ReadAsync(round);
        if (standing.IsRefused(out var refusal))
            return refusal.ToResult();
        var read = form.ToSpecial(RoundAwards.Of(standing.Answer.Rules, standing.Answer.Awards, isStaff: true));
        if (read.IsRefused(out refusal))
            return await PageAsync(round, context, engine, awards, special: form, refusal: refusal);
        var proposed = await awards.ProposeAsync(round, read.Answer, key: null, context.CallerAccount);
        return proposed.IsRefused(out refusal) ? await PageAsync(round, context, engine, awards, special: form, refusal: refusal) : Done(round, "wasProposed");
    }

    private static async Task<IResult> ApproveAsync(string round, IFormCollection sent, HttpContext context, IEngine engine, AwardUseCases awards)
    {
        var approved = await awards.ApproveAsync(round, sent["prize"].ToString(), context.CallerAccount);
        return approved.IsRefused(out var refusal) ? await PageAsync(round, context, engine, awards, special: new(), refusal: refusal) : Done(round, "wasApproved");
    }

    private static async Task<IResult> PageAsync(
        string round, HttpContext context, IEngine engine, AwardUseCases awards, AwardForm? form = null, SpecialForm? special = null, Refusal? refusal = null, string? done = null)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var missing))
            return missing.ToResult();
        var read = await awards.ReadAsync(round);
        if (read.IsRefused(out missing))
            return missing.ToResult();
        var (view, caller) = (found.Answer.View, context.CallerAccount);
        var standing = RoundAwards.Of(found.Answer.Rules, read.Answer.Awards, isStaff: true);
        var isOpen = WorkWindow.Awards.States.Contains(view.State);
        return PageResults.Show<AwardPage>(
            new
            {
                Round = view,
                found.Answer.Rules,
                Standing = standing,
                Form = form ?? AwardForm.Of(standing, view.ResultVersions),
                Special = special ?? new SpecialForm(),
                Refusal = refusal,
                IsSpecial = special is not null,
                IsTyped = form is not null || special is not null,
                Done = done,
                IsOpen = isOpen || standing.Tiers.Count > 0,
                MayGive = isOpen && Access.Has(caller, round, Role.Administrator),
                MayPropose = isOpen && Access.Has(caller, round, AwardUseCases.Officials),
            },
            PageResults.Status(refusal));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Done(string round, string what) => TypedResults.LocalRedirect($"/manage/rounds/{round}/awards?done={what}");
}
