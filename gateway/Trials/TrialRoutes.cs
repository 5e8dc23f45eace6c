using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Runtime;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Trials;

/// <summary>Trials of the rules of a draft with example data.</summary>
internal static class TrialRoutes
{
    public static void MapTrials(this IEndpointRouteBuilder api) =>
        api.MapPost("/rounds/{round}/trial", TryAsync).RequireRole(Role.Administrator).WithTags("Rounds")
            .WithSummary("Try the rules of a draft with example data: the table, a unit's derivation, and what other numbers would change")
            .WithDescription("""
                Nothing is stored. What is not given is drawn from the seed. unit names the unit to derive. change replaces numbers of the definition
                by their JSON pointer, such as {"/components/vote":50,"/components/inspection":50}; the answer then has both tables and the differences.
                """)
            .Reads<NewTrial>().Refuses(RefusalCode.BadRequest, NoSuchRound, NoSuchUnit, WrongState, TooManyEntries, PanelTooSmall, PanelsMixed);

    private static async Task<Results<Ok<TrialView>, RefusalResult>> TryAsync(string round, string? unit, HttpContext context, IEngine engine, TimeProvider clock)
    {
        var body = await JsonBody.ReadAsync(context.Request, Limits.TrialBytes, RefusalCode.BadRequest, NewTrial.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var found = await TrialUseCases.FindAsync(engine, round);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        var (view, rules) = found.Answer;
        return TrialUseCases.Run(rules, body.Answer, unit, clock).ToTypedResult(trial => TypedResults.Ok(TrialView.Of(trial, view)));
    }
}
