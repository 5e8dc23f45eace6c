using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Rounds.LostSlips;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>The form that revokes a lost slip. After a refusal the page of the credentials shows what was typed.</summary>
internal static class SlipPageRoutes
{
    public static void MapSlipPages(this IEndpointRouteBuilder round) => round.MapPost("/credentials/revocations", RevokeAsync).RequireRole(Role.Administrator);

    private static async Task<IResult> RevokeAsync(string round, HttpContext context, IEngine engine, CredentialUseCases credentials, SlipUseCases slips)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal.ToResult();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (slip, spare) = (form["slip"].ToString().Trim(), form["spare"].ToString().Trim());
        if (form.IsResumed)
            return await AgainAsync(null);
        var reason = FormReason.Read(form);
        if (reason.IsRefused(out refusal))
            return await AgainAsync(refusal);
        var revoked = await slips.RevokeAsync(round, new(slip, spare.Length == 0 ? null : spare, reason.Answer), context.CallerAccount);
        return revoked.IsRefused(out refusal)
            ? await AgainAsync(refusal)
            : TypedResults.LocalRedirect($"/manage/rounds/{round}/credentials?done={(revoked.Answer.Outcome == SlipOutcome.Replaced ? "replaced" : "revoked")}");

        Task<IResult> AgainAsync(Refusal? refused) => CredentialPageRoutes.PageAsync(found.Answer, context, credentials, null, null, lost: new(slip, spare, form["reason"].ToString(), refused));
    }
}

/// <summary>What was typed into the form of a lost slip.</summary>
/// <param name="Refusal">Why it was not taken; null when it is typed on.</param>
public sealed record LostSlip(string Slip, string Spare, string Reason, Refusal? Refusal);
