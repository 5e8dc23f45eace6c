using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Trials;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows.Trials;

namespace Evaluation.Gateway.Pages.Administrator.Trials;

/// <summary>The page on which an administrator tries the rules of a draft.</summary>
internal static class TrialPageRoutes
{
    public static void MapTrialPage(this IEndpointRouteBuilder round) => round.MapGet("/trial", ShowAsync).RequireRole(Role.Administrator);

    private static async Task<IResult> ShowAsync(string round, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var found = await TrialUseCases.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        var form = TrialForm.Read(context.Request.Query, rules);
        if (context.Request.Query.Count == 0)
            return Page(null, null);
        var trial = Run();
        return trial.IsRefused(out refusal) ? Page(null, refusal) : Page(trial.Answer, null);

        Outcome<TrialOutcome> Run()
        {
            var asked = form.ToTrial();
            return asked.IsRefused(out var fault) ? fault : TrialUseCases.Run(rules, asked.Answer, form.Unit.Length == 0 ? null : form.Unit, clock);
        }

        IResult Page(TrialOutcome? outcome, Refusal? why) =>
            PageResults.Show<TrialPage>(new { Round = view, Rules = rules, Form = form, Trial = outcome, Refusal = why }, PageResults.Status(why));
    }
}
