using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Downloads;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
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
    /// <summary>Bytes of the form: all rules but the units, with long labels, as they are and as they were.</summary>
    public const int FormBytes = 4 << 20;

    public static void MapDefinition(this IEndpointRouteBuilder round)
    {
        round.MapGet("/rules", ShowAsync).RequireRole(Role.Administrator, Role.Auditor);
        round.MapPost("/rules", SaveAsync).RequireRole(Role.Administrator).TakesForms(FormBytes);
        round.MapGet("/definition.json", DownloadAsync).RequireRole(Role.Administrator, Role.Auditor);
    }

    private static async Task<IResult> ShowAsync(string round, string? saved, string? draft, HttpContext context, IEngine engine, FormDrafts drafts)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        if (view.State != RoundState.Draft || !Access.Has(PageRequest.Of(context).Account, round, Role.Administrator))
        {
            var parts = await PartTitles.ReadAsync(engine, rules, PageRequest.Of(context).Account);
            return parts.ToResult(titles => PageResults.Show<FrozenRulesPage>(new { Round = view, Rules = rules, Parts = titles }));
        }
        var opened = await drafts.OpenAsync(context, FormName.Rules(round), view.RulesVersion, isUsed: draft == "use");
        var form = opened.Shown is { } shown ? DefinitionForm.Read(shown.Sent(), rules) : DefinitionForm.Of(rules);
        // A draft that does not say from what it was made was made from the stored rules, if it has their version.
        if (form.Seen is null && !opened.IsOutdated)
            form = form with { Seen = DefinitionForm.Of(rules).Seen };
        return Edit(view, form, opened, rules, isSaved: saved is not null);
    }

    private static async Task<IResult> SaveAsync(string round, HttpContext context, IEngine engine, RoundUseCases rounds, FormDrafts drafts)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var (view, rules) = found.Answer;
        var (name, current) = (FormName.Rules(round), view.RulesVersion);
        var act = sent["act"].ToString();
        if (act == "discard-draft")
            return (await drafts.DiscardAsync(context, name, sent)).ToResult(_ => TypedResults.LocalRedirect($"/manage/rounds/{round}/rules"));
        var form = DefinitionForm.Read(sent, rules);
        if (act == "merge")
            return await AgainAsync(form.Onto(rules), basedOn: current);
        if (act is not ("" or "save"))
        {
            form.Change(act);
            return await AgainAsync(form, replaces: act == "keep");
        }
        // The units of the new definition are the stored ones, so the form has to be based on the rules that were read here.
        if (sent.Typed().BasedOn != current)
            return await AgainAsync(form, isStale: true);
        var replaced = await rounds.ReplaceAsync(round, form.ToDefinition(), [current], context.CallerAccount, context.RequestAborted);
        if (replaced.IsRefused(out refusal))
        {
            return refusal.Code switch
            {
                RefusalCode.InvalidDefinition => await AgainAsync(form.With(refusal)),
                // Somebody else saved in this moment. The second attempt reads the new rules and finds the form stale.
                RefusalCode.Stale => await SaveAsync(round, context, engine, rounds, drafts),
                _ => refusal.ToResult(),
            };
        }
        await drafts.RemoveSentAsync(context, name, sent);
        return TypedResults.LocalRedirect($"/manage/rounds/{round}/rules?saved=1");

        // Shows the form as it was typed, which is then the draft.
        async Task<IResult> AgainAsync(DefinitionForm again, bool replaces = false, bool isStale = false, int? basedOn = null)
        {
            var kept = await drafts.KeepAsync(context, name, sent, current, replaces);
            return Edit(view, again, kept with { IsStale = isStale, BasedOn = basedOn ?? kept.BasedOn }, rules);
        }
    }

    private static async Task<IResult> DownloadAsync(string round, IEngine engine)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.ToResult(found => TypedResults.File(RulesJson.Write(found), "application/json", DownloadName.Of(round, "json")));
    }

    private static RazorComponentResult Edit(RoundView round, DefinitionForm form, DraftView draft, RoundRules rules, bool isSaved = false) => PageResults.Show<RulesEditPage>(
        new { Round = round, Form = form, Draft = draft, Rules = rules, IsSaved = isSaved },
        form.Faults.Count > 0 ? StatusCodes.Status400BadRequest : draft.IsStale ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
}
