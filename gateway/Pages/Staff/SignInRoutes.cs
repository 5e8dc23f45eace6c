using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Staff;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Staff;

/// <summary>Signing in and out, and what everybody on the staff does with the own account.</summary>
internal static class SignInRoutes
{
    public const string Account = "/account";
    private const string SignIn = "/sign-in";
    private const string SignOut = "/sign-out";

    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(SignIn, (string? back) => PageResults.Show<SignInPage>(new { Back = Preferences.Local(back) }));
        pages.MapPost(SignIn, SignInAsync);
        pages.MapPost(SignOut, Leave);
        pages.MapGet(Account, ShowAccount);
        pages.MapPost(Account, ChangePasswordAsync);
    }

    /// <summary>Whether somebody with a password that another set may go here before choosing an own one.</summary>
    public static bool IsForFirstSignIn(PathString path) => path == Account || path == SignIn || path == SignOut;

    private static async Task<IResult> SignInAsync(HttpContext context, SignInDesk desk, StaffSessions sessions)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, back) = (form["name"].ToString().Trim(), Preferences.Local(form["back"]));
        var checkedIn = await desk.CheckAsync(context, name, form["secret"].ToString());
        if (checkedIn.IsRefused(out var refusal))
            return PageResults.Show<SignInPage>(new { Back = back, Name = name, Refusal = refusal }, RefusalTable.Status(refusal.Code));
        sessions.Begin(context, checkedIn.Answer);
        return TypedResults.LocalRedirect(back == "/" ? Home(checkedIn.Answer) : back);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Leave(HttpContext context)
    {
        StaffSessions.End(context);
        return TypedResults.LocalRedirect("/");
    }

    private static IResult ShowAccount(HttpContext context, string? changed) => Visit.Of(context).Account is { } account
        ? PageResults.Show<AccountPage>(new { Account = account, IsChanged = changed is not null })
        : TypedResults.LocalRedirect($"{SignIn}?back={Account}");

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, SignInDesk desk, Passwords passwords, StaffSessions sessions, IEngine engine, TimeProvider clock)
    {
        if (Visit.Of(context).Account is not { } account)
            return TypedResults.LocalRedirect($"{SignIn}?back={Account}");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var checkedIn = await desk.CheckAsync(context, account.Name, form["current"].ToString());
        if (checkedIn.IsRefused(out var refusal))
            return Refuse("current", refusal);
        if (form["new"] != form["again"])
            return Refuse("again", new Refusal(RefusalCode.BadRequest, "The two new passwords differ."));
        var hash = await passwords.HashAsync(account.Name, form["new"].ToString());
        if (hash.IsRefused(out refusal))
            return Refuse("new", refusal);
        var replaced = await engine.SendAsync(StaffGrain.Ref, new ReplacePassword(account.Name, hash.Answer, clock.GetUtcNow(), account.Name));
        if (replaced.IsRefused(out refusal))
            return Refuse("new", refusal);
        sessions.Begin(context, replaced.Answer.Accounts[account.Name]);
        return TypedResults.LocalRedirect($"{Account}?changed=1");

        IResult Refuse(string field, Refusal why) => PageResults.Show<AccountPage>(new { Account = account, Field = field, Refusal = why }, RefusalTable.Status(why.Code));
    }

    /// <summary>Where somebody's work begins.</summary>
    private static string Home(StaffAccount account) => Access.HasAnywhere(account, Role.Administrator, Role.Auditor, Role.Reviewer) ? "/manage" : Account;
}
