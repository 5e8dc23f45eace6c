using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Drafts;

/// <summary>The caller's own draft of a form. A page uses its session and sends the form's token in the header <c>form-token</c>.</summary>
internal static class DraftRoutes
{
    private static readonly Refusal NoSuchForm = new(RefusalCode.NotFound, "There is no such form: use new-round, or rules. and a round's id.");
    private static readonly Refusal NoSuchDraft = new(RefusalCode.NoSuchDraft, "You have no draft of this form.");

    public static void MapDrafts(this IEndpointRouteBuilder api)
    {
        var draft = api.MapGroup("/drafts/{form}").WithTags("Drafts").WithMetadata(ChecksForms.It).AddEndpointFilter((invocation, next) =>
        {
            invocation.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(invocation);
        });
        draft.Refuses(RefusalCode.NotFound, RefusalCode.SignInRequired, RefusalCode.NotAllowed, RefusalCode.TooManyAttempts);
        draft.MapGet("", ReadAsync).WithSummary("The caller's draft of a form").Refuses(RefusalCode.NoSuchDraft);
        draft.MapPut("", SaveAsync).WithSummary("Save the caller's draft of a form, if the stored version is the named one")
            .Reads<NewDraft>().Refuses(RefusalCode.BadRequest, RefusalCode.FormExpired, RefusalCode.DraftReplaced, RefusalCode.TooManyDrafts);
        draft.MapDelete("", RemoveAsync).WithSummary("Remove the caller's draft of a form, or only one version of it; the same again changes nothing")
            .Refuses(RefusalCode.BadRequest, RefusalCode.FormExpired);
    }

    private static async Task<Results<Ok<FormDraft>, RefusalResult>> ReadAsync(string form, HttpContext context, DraftUseCases drafts, CancellationToken cancel)
    {
        var owner = await OwnerAsync(form, context);
        if (owner.IsRefused(out var refusal))
            return refusal.ToResult();
        var found = await drafts.FindAsync(owner.Answer.Account, owner.Answer.Form, cancel);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        return found.Answer is { } draft ? TypedResults.Ok(draft) : NoSuchDraft.ToResult();
    }

    private static async Task<Results<Ok<SavedDraft>, RefusalResult>> SaveAsync(string form, HttpContext context, DraftUseCases drafts, CancellationToken cancel)
    {
        // Before the body is read, so that a caller without an account cannot send a large one.
        var owner = await OwnerAsync(form, context);
        if (owner.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadAsync(context.Request, Limits.DraftBytes, RefusalCode.BadRequest, NewDraft.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var saved = await drafts.SaveAsync(owner.Answer.Account, owner.Answer.Form, body.Answer, Device.Of(context.Request), cancel);
        return saved.ToTypedResult(draft => TypedResults.Ok(SavedDraft.Of(draft)));
    }

    private static async Task<Results<NoContent, RefusalResult>> RemoveAsync(string form, string? version, HttpContext context, DraftUseCases drafts, CancellationToken cancel)
    {
        var owner = await OwnerAsync(form, context);
        if (owner.IsRefused(out var refusal))
            return refusal.ToResult();
        var number = NumberQuery.Read("version", version);
        if (number.IsRefused(out refusal))
            return refusal.ToResult();
        var removed = await drafts.RemoveAsync(owner.Answer.Account, owner.Answer.Form, number.Answer, cancel);
        return removed.ToTypedResult(_ => TypedResults.NoContent());
    }

    /// <summary>
    /// The caller, if the caller may use the form. A session needs the form's token, because a browser sends it along with any request.
    /// </summary>
    private static async ValueTask<Outcome<(string Account, FormName Form)>> OwnerAsync(string form, HttpContext context)
    {
        if (FormName.Parse(form) is not { } name)
            return NoSuchForm;
        var caller = await Access.DemandAsync(context, name.Round, Role.Administrator);
        if (caller.IsRefused(out var refusal))
            return refusal;
        return HttpMethods.IsGet(context.Request.Method) || await SessionWrites.IsAllowedAsync(context) ? (caller.Answer.Name, name) : SessionWrites.TokenMissing;
    }
}
