using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Trials;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows.Trials;

namespace Evaluation.Gateway.Pages.Administrator.Trials;

/// <summary>The page on which an administrator tries the rules of a draft.</summary>
internal static class TrialPageRoutes
{
    public static void MapTrialPage(this IEndpointRouteBuilder round)
    {
        // A short trial is an address that can be kept. Typed data need a form: they are longer than an address may be.
        round.MapGet("/trial", (string round, HttpContext context, IEngine engine, TimeProvider clock) =>
            ShowAsync(round, name => context.Request.Query[name].ToString(), isAsked: context.Request.Query.Count > 0, engine, clock)).RequireRole(Role.Administrator);
        round.MapPost("/trial", PostAsync).RequireRole(Role.Administrator).TakesForms(Limits.TableFormBytes).TakesOneFormAtATime();
    }

    private static async Task<IResult> PostAsync(string round, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await ShowAsync(round, name => form[name].ToString(), isAsked: !form.IsResumed, engine, clock);
    }

    private static async Task<IResult> ShowAsync(string round, Func<string, string> field, bool isAsked, IEngine engine, TimeProvider clock)
    {
        var found = await TrialUseCases.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var form = TrialForm.Read(field, rules);
        if (!isAsked)
            return Page(null, null);
        var trial = Run();
        return trial.IsRefused(out refusal) ? Page(null, refusal) : Page(trial.Answer, null);

        Outcome<TrialOutcome> Run()
        {
            var asked = form.ToTrial(rules);
            return asked.IsRefused(out var fault) ? fault : TrialUseCases.Run(rules, asked.Answer, form.Unit.Length == 0 ? null : form.Unit, clock);
        }

        IResult Page(TrialOutcome? outcome, Refusal? why) =>
            PageResults.Show<TrialPage>(new { Round = view, Rules = rules, Form = form, Trial = outcome, Refusal = why }, PageResults.Status(why));
    }
}
