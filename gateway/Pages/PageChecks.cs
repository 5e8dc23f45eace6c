using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Staff;
using Evaluation.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Evaluation.Gateway.Pages;

/// <summary>
/// Runs before the policy of every page: forbids caches to keep it, finds the staff account, reads the form and checks its token, and sends
/// an account that must change its password to the page for that.
/// </summary>
internal sealed class PageChecks(RequestDelegate next, IAntiforgery antiforgery)
{
    private static readonly Refusal FormTooOld = new(RefusalCode.FormExpired, "This form is too old or came from elsewhere. Go back, load the page anew, and send it again.");

    public Task InvokeAsync(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<PageRefusals>() is null ? next(context) : CheckAsync(context);

    private async Task CheckAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Accept, Accept-Language, Cookie";
        var caller = await Access.CallerAsync(context);
        var account = caller.IsRefused(out _) ? null : caller.Answer;
        PageRequest.Of(context).Account = account;
        PageRequest.Of(context).IsByProvider = account is not null && await StaffSessions.IsByProviderAsync(context);
        // The answer to a form can repeat what was typed into it.
        if (account is not null || HttpMethods.IsPost(context.Request.Method))
            context.Response.Headers.CacheControl = "no-store";
        context.Response.OnStarting(SetRetryAfter, context.Response);
        if (account is not null)
        {
            // Only staff may send large forms.
            context.GetEndpoint()?.Metadata.GetMetadata<FormLimit>()?.Raise(context);
        }
        else if (IsPost(context) && PageRefusals.MayCarryForm(context))
        {
            var limit = context.GetEndpoint()?.Metadata.GetMetadata<FormLimit>();
            if (limit is not null && context.Request.ContentLength is { } length && length > Limits.CarriedFormBytes && length <= limit.Bytes)
            {
                await limit.DrainAsync(context);
                await SignInRoutes.Carry(context, context.Request.Path, null).ExecuteAsync(context);
                return;
            }
            limit?.AtMost(Limits.CarriedFormBytes).Raise(context);
        }
        else if (IsPost(context) && SignInRoutes.IsForFirstSignIn(context.Request.Path))
        {
            new FormLimit(Limits.SignInBytes).Raise(context);
        }
        if (account is not null && context.GetEndpoint()?.Metadata.GetMetadata<FormTurn>() is { } turn)
            await turn.RunAsync(context, account.Name, () => AnswerAsync(context, account));
        else
            await AnswerAsync(context, account);
    }

    private async Task AnswerAsync(HttpContext context, StaffAccount? account)
    {
        var isPost = IsPost(context);
        if (isPost && await FormReading.ReadAsync(context.Request, context.RequestAborted) is { } unreadable)
            await PageRefusals.Instance.Of(context, unreadable.ToResult()).ExecuteAsync(context);
        else if (isPost && !await antiforgery.IsRequestValidAsync(context))
            await RefuseToken(context, account).ExecuteAsync(context);
        else if (account is not null && PageRequest.Of(context).MustChangePassword && !SignInRoutes.IsForFirstSignIn(context.Request.Path))
            await (isPost && PageRefusals.MayCarryForm(context) ? SignInRoutes.AskForPassword(account, CarriedForm.Of(context.Request, context.Request.Form)) : SignInRoutes.AskForPassword()).ExecuteAsync(context);
        else if (DoneNotice.AddressWithout(context.Request) is { } page)
            await TypedResults.LocalRedirect(page).ExecuteAsync(context);
        else
            await next(context);
    }

    private static bool IsPost(HttpContext context) => HttpMethods.IsPost(context.Request.Method);

    /// <summary>A form that was typed in another session is offered again where that is possible. Any other is refused.</summary>
    private static IResult RefuseToken(HttpContext context, StaffAccount? account)
    {
        if (!SessionTokens.IsOfAnotherSession(context) || !PageRefusals.MayCarryForm(context))
            return FormTooOld.ToPage();
        // A script keeps its form on the page and says what is the matter.
        if (!context.Request.TakesPages)
            return FormTooOld.ToResult();
        var carried = CarriedForm.Of(context.Request, context.Request.Form);
        return account is not null && PageRequest.Of(context).MustChangePassword
            ? SignInRoutes.AskForPassword(account, carried)
            : PageResults.Show<ResumePage>(new { To = context.Request.Path + context.Request.QueryString.Value, Carried = carried }, RefusalTable.Status(FormTooOld.Code));
    }

    private static Task SetRetryAfter(object response)
    {
        RetryAfter.SetByStatus((HttpResponse)response);
        return Task.CompletedTask;
    }
}
