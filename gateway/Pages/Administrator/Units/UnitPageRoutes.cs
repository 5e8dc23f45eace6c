using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Units;

/// <summary>The units of a round in a list, and each unit of a draft in a form of its own.</summary>
internal static class UnitPageRoutes
{
    private static readonly string[] Dones = ["saved", "added", "removed"];

    public static void MapUnitPages(this IEndpointRouteBuilder round)
    {
        round.MapGet("/units", ListAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapGet("/new-unit", AskNewAsync).RequireRole(Role.Administrator);
        round.MapPost("/new-unit", AddAsync).RequireRole(Role.Administrator).TakesForms(Limits.TableFormBytes);
        round.MapGet("/units/{unit}", AskAsync).RequireRole(Role.Administrator);
        round.MapPost("/units/{unit}", SaveAsync).RequireRole(Role.Administrator).TakesForms(Limits.TableFormBytes);
    }

    private static async Task<IResult> ListAsync(string round, string? done, string? saved, HttpContext context, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => PageResults.Show<UnitsPage>(new
        {
            Round = managed.View,
            managed.Rules,
            Query = UnitQuery.Read(context.Request.Query),
            Done = saved is not null ? "saved" : Array.Find(Dones, known => known == done),
            MayChange = managed.View.State == RoundState.Draft && Access.Has(PageRequest.Of(context).Account, round, Role.Administrator),
        }));
    }

    private static async Task<IResult> AskNewAsync(string round, string? done, IEngine engine)
    {
        var found = await FindDraftAsync(engine, round);
        return found.ToResult(managed => Show(managed, Blank(managed.Rules), null, isAdded: done == "added"));
    }

    private static async Task<IResult> AskAsync(string round, string unit, IEngine engine)
    {
        var found = await FindDraftAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        return IndexOf(found.Answer.Rules, unit) is { } index
            ? Show(found.Answer, UnitForm.Of(found.Answer.Rules.Units[index], index), unit)
            : ManagedRounds.NoSuchPage.ToResult();
    }

    private static async Task<IResult> AddAsync(string round, HttpContext context, IEngine engine, RoundUseCases rounds)
    {
        var found = await FindDraftAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = UnitForm.Read(sent, code: null);
        if (sent.IsResumed)
            return Show(found.Answer, form, null);
        // A new unit undoes nothing of another person's, so it is added to the newest rules.
        var reading = form.Put(found.Answer.Rules, null, out var at);
        var added = await rounds.ReplaceAsync(round, reading, [found.Answer.View.RulesVersion], context.CallerAccount, context.RequestAborted);
        if (!added.IsRefused(out refusal))
            return TypedResults.LocalRedirect(sent["act"] == "another" ? $"/manage/rounds/{round}/new-unit?done=added" : $"/manage/rounds/{round}/units?done=added");
        return refusal.Code == RefusalCode.Stale ? await AddAsync(round, context, engine, rounds) : Show(found.Answer, form, null, refusal, at);
    }

    private static async Task<IResult> SaveAsync(string round, string unit, HttpContext context, IEngine engine, RoundUseCases rounds)
    {
        var found = await FindDraftAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        if (IndexOf(rules, unit) is not { } index)
            return ManagedRounds.NoSuchPage.ToResult();
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var isRemoval = sent["act"] == "remove";
        var form = isRemoval ? UnitForm.Of(rules.Units[index], index) : UnitForm.Read(sent, unit);
        if (sent.IsResumed)
            return Show(found.Answer, form, unit);
        if (isRemoval && sent["sure"] != "yes")
            return Show(found.Answer, form, unit, new Refusal(RefusalCode.BadRequest, "Confirm that this is meant."), index);
        if (!sent.BasedOn().Contains(view.RulesVersion))
            return Show(found.Answer, form, unit, isStale: true);
        var at = index;
        var reading = isRemoval ? UnitForm.Remove(rules, index) : form.Put(rules, index, out at);
        var saved = await rounds.ReplaceAsync(round, reading, [view.RulesVersion], context.CallerAccount, context.RequestAborted);
        if (!saved.IsRefused(out refusal))
            return TypedResults.LocalRedirect($"/manage/rounds/{round}/units?done={(isRemoval ? "removed" : "saved")}");
        // Somebody else saved in this moment. The second attempt reads the new rules and finds the form stale.
        return refusal.Code == RefusalCode.Stale ? await SaveAsync(round, unit, context, engine, rounds) : Show(found.Answer, form, unit, refusal, at);
    }

    /// <summary>Refused with <see cref="RefusalCode.RulesFrozen"/> after the draft.</summary>
    private static async ValueTask<Outcome<(RoundView View, RoundRules Rules)>> FindDraftAsync(IEngine engine, string round)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out _) || found.Answer.View.State == RoundState.Draft)
            return found;
        var state = found.Answer.View.State.ToString().ToLowerInvariant();
        return new Refusal(RefusalCode.RulesFrozen, $"The rules were frozen when the round was opened; it is {state} now.", ("state", state));
    }

    private static int? IndexOf(RoundRules rules, string unit) => rules.Units.Index().Where(entry => entry.Item.Code == unit).Select(entry => (int?)entry.Index).FirstOrDefault();

    /// <summary>With the class of the last unit, because a clerk adds the units of one class after each other.</summary>
    private static UnitForm Blank(RoundRules rules) => new(Class: rules.Units.Count > 0 ? rules.Units[^1].Class : rules.Classes.Count == 1 ? rules.Classes[0].Code : "");

    private static RazorComponentResult Show(
        (RoundView View, RoundRules Rules) round, UnitForm form, string? code, Refusal? refusal = null, int at = 0, bool isStale = false, bool isAdded = false) => PageResults.Show<UnitPage>(
        new { Round = round.View, round.Rules, Form = form, Code = code, Refusal = refusal, Pointer = UnitForm.At(at), IsStale = isStale, IsAdded = isAdded },
        isStale ? StatusCodes.Status409Conflict : PageResults.Status(refusal));
}
