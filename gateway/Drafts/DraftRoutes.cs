using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Gateway.Drafts;

/// <summary>The caller's own draft of a form. A page uses its session and sends the form's token in the header <c>form-token</c>.</summary>
internal static class DraftRoutes
{
    /// <summary>The header that carries the token of a form.</summary>
    public const string TokenHeader = "form-token";

    private static readonly Refusal NoSuchForm = new(RefusalCode.NotFound, "There is no such form: use new-round, or rules. and a round's id.");
    private static readonly Refusal NoSuchDraft = new(RefusalCode.NoSuchDraft, "You have no draft of this form.");
    private static readonly Refusal TokenMissing = new(RefusalCode.FormExpired, $"A session needs the form's token in the header {TokenHeader}. Load the form anew.");

    public static void MapDrafts(this IEndpointRouteBuilder api)
    {
        var draft = api.MapGroup("/drafts/{form}").WithTags("Drafts").WithMetadata(ChecksForms.It).AddEndpointFilter((invocation, next) =>
        {
            invocation.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(invocation);
        });
        draft.MapGet("", ReadAsync).WithSummary("The caller's draft of a form")
            .Produces<FormDraft>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        draft.MapPut("", SaveAsync).WithSummary("Save the caller's draft of a form, if the stored version is the named one")
            .Reads<NewDraft>().Produces<SavedDraft>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413);
        draft.MapDelete("", RemoveAsync).WithSummary("Remove the caller's draft of a form, or only one version of it; the same again changes nothing")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<IResult> ReadAsync(string form, HttpContext context, Access access, DraftUseCases drafts, CancellationToken cancel)
    {
        var owner = await OwnerAsync(form, context, access);
        if (owner.IsRefused(out var refusal))
            return refusal.ToResult();
        var found = await drafts.FindAsync(owner.Answer.Account, owner.Answer.Form, cancel);
        return found.ToResult(draft => draft is null ? NoSuchDraft.ToResult() : TypedResults.Ok(draft));
    }

    private static async Task<IResult> SaveAsync(string form, HttpContext context, Access access, DraftUseCases drafts, CancellationToken cancel)
    {
        // Nobody sends much who has not signed in.
        var owner = await OwnerAsync(form, context, access);
        if (owner.IsRefused(out var refusal))
            return refusal.ToResult();
        var body = await JsonBody.ReadAsync(context.Request, Limits.DraftBytes, RefusalCode.BadRequest, NewDraft.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        var saved = await drafts.SaveAsync(owner.Answer.Account, owner.Answer.Form, body.Answer, Device.Of(context.Request), cancel);
        return saved.ToResult(draft => TypedResults.Ok(SavedDraft.Of(draft)));
    }

    private static async Task<IResult> RemoveAsync(string form, long? version, HttpContext context, Access access, DraftUseCases drafts, CancellationToken cancel)
    {
        var owner = await OwnerAsync(form, context, access);
        if (owner.IsRefused(out var refusal))
            return refusal.ToResult();
        var removed = await drafts.RemoveAsync(owner.Answer.Account, owner.Answer.Form, version, cancel);
        return removed.ToResult(_ => TypedResults.NoContent());
    }

    /// <summary>The caller, if the caller may use the form. A session needs the form's token, because a browser sends it along with any request.</summary>
    private static async ValueTask<Outcome<(string Account, FormName Form)>> OwnerAsync(string form, HttpContext context, Access access)
    {
        if (FormName.Parse(form) is not { } name)
            return NoSuchForm;
        var caller = await access.DemandAsync(context, name.Round, Role.Administrator);
        if (caller.IsRefused(out var refusal))
            return refusal;
        // For reading the check always succeeds.
        var hasKey = context.Request.Headers.Authorization.Count > 0;
        return hasKey || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context) ? (caller.Answer.Name, name) : TokenMissing;
    }
}
