using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Rounds.Credentials;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>The page of one batch of credentials, with the forms that replace and void it.</summary>
internal static class BatchPageRoutes
{
    public static void MapBatchPages(this IEndpointRouteBuilder round)
    {
        round.MapGet("/credentials/batches/{id}", ShowAsync).RequireRole(Role.Administrator);
        round.MapPost("/credentials/batches/{id}", ActAsync).RequireRole(Role.Administrator);
        round.MapPost("/credentials/batches/{id}/second-parts", FetchAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> FetchAsync(string round, string id, HttpContext context, IEngine engine, CredentialUseCases credentials, SecondPartUseCases parts)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await AskAsync(round, id, engine, credentials, null, null);
        var known = await NewestRounds.FindAsync(engine, round);
        if (known.IsRefused(out var refusal))
            return refusal.ToResult();
        var fetched = await parts.FetchAsync(round, id, context.CallerAccount);
        if (fetched.IsRefused(out refusal))
            return await AskAsync(round, id, engine, credentials, refusal, null);
        if (form["form"] == "csv" || fetched.Answer.Count > CredentialUseCases.AtOnceMax)
            return new SecondPartCsv(fetched.Answer);
        context.Response.Headers.CacheControl = "no-store";
        return PageResults.Show<SecondSlipsPage>(new
        {
            Round = known.Answer.View,
            Group = known.Answer.Rules.Groups.First(group => group.Code == fetched.Answer.Batch.Group),
            Parts = fetched.Answer,
        });
    }

    private static Task<IResult> ShowAsync(string round, string id, IEngine engine, CredentialUseCases credentials) => AskAsync(round, id, engine, credentials, null, null);

    private static async Task<IResult> ActAsync(string round, string id, HttpContext context, IEngine engine, CredentialUseCases credentials)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.IsResumed)
            return await AskAsync(round, id, engine, credentials, null, form);
        var reason = FormReason.Read(form);
        if (reason.IsRefused(out var refusal))
            return await AskAsync(round, id, engine, credentials, refusal, form);
        if (form["sure"] != "yes")
            return await AskAsync(round, id, engine, credentials, new Refusal(RefusalCode.BadRequest, "Confirm that this is meant."), form);
        if (IsReplacement(form))
            return await ReplaceAsync(round, id, reason.Answer, form, context, engine, credentials);
        var done = await credentials.VoidAsync(round, id, reason.Answer, context.CallerAccount);
        return done.IsRefused(out refusal)
            ? await AskAsync(round, id, engine, credentials, refusal, form)
            : TypedResults.LocalRedirect($"/manage/rounds/{round}/credentials?done=void");
    }

    private static async Task<IResult> ReplaceAsync(string round, string id, string reason, IFormCollection form, HttpContext context, IEngine engine, CredentialUseCases credentials)
    {
        var known = await NewestRounds.FindAsync(engine, round);
        if (known.IsRefused(out var refusal))
            return refusal.ToResult();
        var batch = await credentials.FindAsync(round, id);
        if (batch.IsRefused(out refusal))
            return refusal.ToResult();
        var kind = form["form"].ToString();
        if (kind is not ("slips" or "links" or "csv") || (kind != "csv" && batch.Answer.Count + batch.Answer.Spares > CredentialUseCases.AtOnceMax))
            return await AskAsync(round, id, engine, credentials, new Refusal(RefusalCode.BadRequest, $"The number is 1 to {CredentialUseCases.AtOnceMax}."), form);
        var fresh = BatchId.Read(form.ContainsKey("batch") ? form["batch"].ToString() : null);
        if (fresh.IsRefused(out refusal))
            return await AskAsync(round, id, engine, credentials, refusal, form);
        var made = await credentials.ReplaceAsync(round, id, fresh.Answer, reason, context.CallerAccount);
        return made.IsRefused(out refusal)
            ? await AskAsync(round, id, engine, credentials, refusal, form)
            : CredentialPageRoutes.Once(known.Answer, kind, context, credentials, made.Answer);
    }

    private static bool IsReplacement(IFormCollection? form) => form?["act"].ToString() == "replace";

    /// <param name="form">What was typed, after a refusal.</param>
    private static async Task<IResult> AskAsync(string round, string id, IEngine engine, CredentialUseCases credentials, Refusal? refusal, IFormCollection? form)
    {
        var known = await NewestRounds.FindAsync(engine, round);
        if (known.IsRefused(out var missing))
            return missing.ToResult();
        var batch = await credentials.FindAsync(round, id);
        if (batch.IsRefused(out missing))
            return missing.ToResult();
        var found = batch.Answer;
        // From the boxes themselves: the turnout of other pages is some moments old.
        var counted = await GroupVoters.CountAsync(engine, known.Answer.View, found.Group);
        if (counted.IsRefused(out missing))
            return missing.ToResult();
        var voted = counted.Answer.Voted;
        return PageResults.Show<BatchPage>(
            new
            {
                Voted = voted,
                Replacement = refusal?.Code == RefusalCode.AlreadyCast ? BatchReplacement.Used : BatchReplacements.Of(found, known.Answer.View.State, voted),
                Round = known.Answer.View,
                known.Answer.Rules,
                Batch = found,
                Fresh = BatchId.New(),
                Refusal = refusal,
                Reason = form?["reason"].ToString(),
                IsReplacement = IsReplacement(form),
                Form = form?["form"].ToString(),
            },
            PageResults.Status(refusal));
    }
}
