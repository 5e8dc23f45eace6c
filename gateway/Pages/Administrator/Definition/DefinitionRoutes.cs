using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Administrator.Definition;

/// <summary>A round's definition in a form while it is a draft, to be read afterwards, and as a file at any time.</summary>
internal static class DefinitionRoutes
{
    /// <summary>Bytes of the form: all rules but the units, with long labels.</summary>
    public const int FormBytes = 2 << 20;

    public static void MapDefinition(this IEndpointRouteBuilder round)
    {
        round.MapGet("/rules", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapPost("/rules", SaveAsync).RequireRole(Role.Administrator).TakesForms(FormBytes);
        round.MapGet("/definition.json", DownloadAsync).RequireRole(Role.Administrator, Role.Auditor);
    }

    private static async Task<IResult> ShowAsync(string round, string? saved, HttpContext context, IEngine engine)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        return found.ToResult(managed => managed.View.State == RoundState.Draft && Access.Has(Visit.Of(context).Account, round, Role.Administrator)
            ? Edit(managed.View, DefinitionForm.Of(managed.Rules), isSaved: saved is not null)
            : PageResults.Show<FrozenRulesPage>(new { Round = managed.View, managed.Rules }));
    }

    private static async Task<IResult> SaveAsync(string round, HttpContext context, IEngine engine, RoundViews views, TimeProvider clock)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = DefinitionForm.Read(sent, found.Answer.Rules);
        if (sent["act"].ToString() is { Length: > 0 } act && act != "save")
        {
            form.Change(act);
            return Edit(found.Answer.View, form);
        }
        var (rules, checkedForm) = form.Check();
        if (rules is null)
            return Edit(found.Answer.View, checkedForm);
        var former = await FormerUnits.CheckAsync(rules.Units, [], engine, round, context.RequestAborted);
        if (former.IsRefused(out refusal))
            return refusal.ToResult();
        if (former.Answer.Faults.Count > 0)
            return Edit(found.Answer.View, form with { Faults = former.Answer.Faults });
        var replaced = await engine.SendAsync(RoundGrain.Ref(round), new ReplaceRules(rules, clock.GetUtcNow(), context.CallerName));
        views.Forget(round);
        if (!replaced.IsRefused(out refusal))
            return TypedResults.LocalRedirect($"/manage/rounds/{round}/rules?saved=1");
        return refusal.Code == RefusalCode.InvalidDefinition ? Edit(found.Answer.View, form.With(refusal)) : refusal.ToResult();
    }

    private static async Task<IResult> DownloadAsync(string round, IEngine engine)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.ToResult(found => TypedResults.File(RulesJson.Write(found), "application/json", $"{round}.json"));
    }

    private static RazorComponentResult Edit(RoundView round, DefinitionForm form, bool isSaved = false) =>
        PageResults.Show<RulesEditPage>(new { Round = round, Form = form, IsSaved = isSaved }, form.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
