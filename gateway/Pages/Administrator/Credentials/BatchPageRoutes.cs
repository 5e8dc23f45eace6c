using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>The page of one batch of credentials, with the form that voids it.</summary>
internal static class BatchPageRoutes
{
    public static void MapBatchPages(this IEndpointRouteBuilder round)
    {
        round.MapGet("/credentials/batches/{id}", ShowAsync).RequireRole(Role.Administrator);
        round.MapPost("/credentials/batches/{id}", VoidAsync).RequireRole(Role.Administrator);
    }

    private static Task<IResult> ShowAsync(string round, string id, IEngine engine, CredentialUseCases credentials) =>
        AskAsync(round, id, engine, credentials, null, null);

    private static async Task<IResult> VoidAsync(string round, string id, HttpContext context, IEngine engine, CredentialUseCases credentials)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var reason = form["reason"].ToString().Trim();
        if (form.IsResumed)
            return await AskAsync(round, id, engine, credentials, null, form["reason"].ToString());
        if (reason.Length is 0 or > Limits.ReasonCharacters)
            return await AskAsync(round, id, engine, credentials, new Refusal(RefusalCode.ReasonMissing, "This act needs a reason."), reason);
        if (form["sure"] != "yes")
            return await AskAsync(round, id, engine, credentials, new Refusal(RefusalCode.BadRequest, "Confirm that this is meant."), reason);
        var done = await credentials.VoidAsync(round, id, reason, context.CallerAccount);
        return done.IsRefused(out var refusal)
            ? await AskAsync(round, id, engine, credentials, refusal, reason)
            : TypedResults.LocalRedirect($"/manage/rounds/{round}/credentials?done=void");
    }

    private static async Task<IResult> AskAsync(string round, string id, IEngine engine, CredentialUseCases credentials, Refusal? refusal, string? reason)
    {
        var known = await NewestRounds.FindAsync(engine, round);
        if (known.IsRefused(out var missing))
            return missing.ToResult();
        var batch = await credentials.FindAsync(round, id);
        return batch.ToResult(found => PageResults.Show<BatchPage>(
            new { Round = known.Answer.View, known.Answer.Rules, Batch = found, Refusal = refusal, Reason = reason },
            PageResults.Status(refusal)));
    }
}
