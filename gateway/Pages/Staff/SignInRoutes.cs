using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Staff;
using Evaluation.Gateway.Staff.Sessions;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Pages.Staff;

/// <summary>Pages for signing in and out, and the page of one's own account.</summary>
internal static class SignInRoutes
{
    public const string Account = "/account";
    public const string SignIn = "/sign-in";

    /// <summary>The value of <c>act</c> with which a form is continued that was sent before the account signed in elsewhere.</summary>
    public const string ContinueAct = "continue";

    private static readonly (Role Role, string Address)[] Homes =
    [
        (Role.Administrator, "/manage"), (Role.Reviewer, "/reviews"), (Role.Inspector, "/inspection"), (Role.Unit, "/unit"), (Role.Operator, "/operations"), (Role.Auditor, "/manage"),
    ];

    private const string AccountInterests = "/account/interests";
    private const string AccountSessions = "/account/sessions";
    private const string SignOut = "/sign-out";
    private const string SignOutEverywhere = "/sign-out-everywhere";

    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(SignIn, (string? back, HttpContext context) => PageResults.Show<SignInPage>(new { Back = ReturnAddresses.Of(context, back) }));
        pages.MapPost(SignIn, SignInAsync).TakesForms(Limits.SignInBytes).WithMetadata(SignsIn.It);
        // As a delegate: the framework would take the method for a request delegate and drop its result.
        pages.MapPost(SignOut, (Delegate)SignOutAsync);
        pages.MapPost(SignOutEverywhere, SignOutEverywhereAsync);
        pages.MapGet(Account, ShowAccount);
        pages.MapPost(AccountInterests, EnterInterestAsync);
        pages.MapPost(AccountSessions, EndSessionAsync);
        pages.MapPost(Account, ChangePasswordAsync).TakesForms(Limits.SignInBytes);
        pages.MapAccess();
        pages.MapProviderSignIn();
    }

    /// <summary>Whether an account that must change its password may use this address.</summary>
    public static bool IsForFirstSignIn(PathString path) => path == Account || path == SignIn || path == SignOut || path == SignOutEverywhere;

    /// <summary>Asks to sign in, as the answer to a form that was sent when the session had ended. The form is not lost.</summary>
    /// <param name="address">The form's address.</param>
    /// <param name="form">Null for a form that is too large to be kept, which the page says.</param>
    public static IResult Carry(HttpContext context, string? address, CarriedForm? form) =>
        PageResults.Show<SignInPage>(new { Back = ReturnAddresses.Of(context, address), Carried = form, IsLost = form is null }, StatusCodes.Status401Unauthorized);

    /// <summary>Asks an account for a password of its own first.</summary>
    public static IResult AskForPassword() => TypedResults.LocalRedirect(Account);

    /// <summary>The same as the answer to a form. The form is not lost.</summary>
    /// <param name="account">The account that must change its password.</param>
    /// <param name="carried">Null for a form that is too large to be kept, which the page says.</param>
    public static IResult AskForPassword(StaffAccount account, CarriedForm? carried) =>
        PageResults.Show<AccountPage>(new { Account = account, Carried = carried, IsLost = carried is null }, StatusCodes.Status403Forbidden);

    private static async Task<IResult> SignInAsync(HttpContext context, SignInUseCases signIn, StaffSessions sessions, StaffDirectory staff, AccessLog access)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, back) = (form["name"].ToString().Trim(), ReturnAddresses.Of(context, form["back"]));
        var carried = CarriedForm.Parse(form[CarriedForm.Field]);
        // The account has signed in by the identity provider in another window.
        if (form["act"] == ContinueAct && carried is not null)
        {
            return PageRequest.Of(context).Account is { } already
                ? Continue(context, already, carried)
                : PageResults.Show<SignInPage>(new { Back = back, Name = name, Carried = carried, IsStillOut = true }, StatusCodes.Status401Unauthorized);
        }
        var checkedIn = await signIn.CheckAsync(name, form["secret"].ToString(), context.Connection.RemoteIpAddress);
        if (checkedIn.IsRefused(out var refusal))
        {
            RetryAfter.Set(context.Response, refusal);
            var known = await staff.FindByNameAsync(name);
            access.Refused(refusal.Code, known.IsRefused(out _) ? null : known.Answer?.Name);
            return PageResults.Show<SignInPage>(new { Back = back, Name = name, Carried = carried, Refusal = refusal }, PageResults.Status(refusal));
        }
        await sessions.BeginAsync(context, checkedIn.Answer);
        PageRequest.Of(context).IsByProvider = false;
        if (carried is not null)
            return Continue(context, checkedIn.Answer, carried);
        return TypedResults.LocalRedirect(back == "/" ? Home(checkedIn.Answer) : back);
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context)
    {
        var isByProvider = PageRequest.Of(context).IsByProvider;
        await StaffSessions.EndAsync(context);
        return TypedResults.LocalRedirect(isByProvider ? ProviderSignInRoutes.SignedOut : "/");
    }

    private static async Task<IResult> SignOutEverywhereAsync(HttpContext context, SessionUseCases sessions)
    {
        if (PageRequest.Of(context).Account is { } account && (await sessions.EndAsync(account.Name, null, account)).IsRefused(out var refusal))
            return refusal.ToPage();
        return await SignOutAsync(context);
    }

    /// <summary>Ends one session of the account that is signed in; its own one by signing out.</summary>
    private static async Task<IResult> EndSessionAsync(HttpContext context, SessionUseCases sessions)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (PageRequest.Of(context).Account is not { } account)
            return TypedResults.LocalRedirect($"{SignIn}?back={Account}");
        var session = form["session"].ToString();
        var ended = await sessions.EndAsync(account.Name, session, account);
        return ended.IsRefused(out var refusal) ? refusal.ToPage() : session == SessionStore.IdOf(context) ? await SignOutAsync(context) : TypedResults.LocalRedirect($"{Account}#sessions");
    }

    private static IResult ShowAccount(HttpContext context, string? changed) => PageRequest.Of(context).Account is { } account
        ? PageResults.Show<AccountPage>(new { Account = account, IsChanged = changed is not null })
        : TypedResults.LocalRedirect($"{SignIn}?back={Account}");

    /// <summary>Enters an interest of the account that is signed in.</summary>
    private static async Task<IResult> EnterInterestAsync(HttpContext context, StaffUseCases staff)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (PageRequest.Of(context).Account is not { } account)
            return Carry(context, AccountInterests, CarriedForm.Of(context.Request, form));
        var typed = PersonForm.Read(form);
        if (form.IsResumed)
            return PageResults.Show<AccountPage>(new { Account = account, typed.Unit, typed.Reason });
        var interest = typed.ToInterest();
        var entered = interest.IsRefused(out var refusal) ? refusal : await staff.EnterInterestAsync(account.Name, interest.Answer, account);
        return entered.IsRefused(out refusal)
            ? PageResults.Show<AccountPage>(new { Account = account, InterestRefusal = refusal, typed.Unit, typed.Reason }, RefusalTable.Status(refusal.Code))
            : TypedResults.LocalRedirect(Account);
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, SignInUseCases signIn, StaffSessions sessions)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var carried = CarriedForm.Parse(form[CarriedForm.Field]);
        if (PageRequest.Of(context).Account is not { } account)
            return carried is null ? TypedResults.LocalRedirect($"{SignIn}?back={Account}") : Carry(context, carried.To, carried);
        var checkedIn = await signIn.CheckAsync(account.Name, form["current"].ToString(), context.Connection.RemoteIpAddress);
        if (checkedIn.IsRefused(out var refusal))
            return Refuse("current", refusal);
        if (form["new"] != form["again"])
            return Refuse("again", new Refusal(RefusalCode.BadRequest, "The two new passwords differ."));
        // The administrator who set the first password knows it.
        if (form["new"] == form["current"])
            return Refuse("new", new Refusal(RefusalCode.BadRequest, "The new password is the current one."));
        var changed = await signIn.ChoosePasswordAsync(account, form["new"].ToString());
        if (changed.IsRefused(out refusal))
            return Refuse("new", refusal);
        await sessions.BeginAsync(context, changed.Answer);
        return carried is null ? TypedResults.LocalRedirect($"{Account}?changed=1") : Continue(context, changed.Answer, carried);

        IResult Refuse(string field, Refusal why) =>
            PageResults.Show<AccountPage>(new { Account = account, Field = field, Refusal = why, Carried = carried }, PageResults.Status(why));
    }

    /// <summary>Offers the form that was sent before the account had signed in; first a new password, if the account needs one.</summary>
    private static RazorComponentResult Continue(HttpContext context, StaffAccount account, CarriedForm carried)
    {
        PageRequest.Of(context).Account = account;
        return PageRequest.Of(context).MustChangePassword
            ? PageResults.Show<AccountPage>(new { Account = account, Carried = carried })
            : PageResults.Show<ResumePage>(new { carried.To, Carried = carried });
    }

    /// <summary>The first page of this account's work. Of several roles, the first of these decides.</summary>
    public static string Home(StaffAccount account) => Homes.FirstOrDefault(home => Access.HasAnywhere(account, home.Role)).Address ?? Account;
}
