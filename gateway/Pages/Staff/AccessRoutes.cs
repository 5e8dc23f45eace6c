using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Staff.Proposals;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Pages.Staff;

/// <summary>The page on which the owner of an account takes a new access with the codes of two administrators.</summary>
internal static class AccessRoutes
{
    public const string Address = "/staff-access";

    public static void MapAccess(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, () => PageResults.Show<AccessPage>());
        pages.MapPost(Address, TakeAsync).TakesForms(Limits.SignInBytes);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, ProposalUseCases proposals)
    {
        context.Response.Headers.CacheControl = "no-store";
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, first, second) = (form["name"].ToString().Trim(), form["first"].ToString(), form["second"].ToString());
        if (form.IsResumed)
            return PageResults.Show<AccessPage>(new { Name = name });
        if (form["new"] != form["again"])
            return Refuse(new Refusal(RefusalCode.BadRequest, "The two new passwords differ."));
        if (first.Length > AccessCode.CharactersMax || second.Length > AccessCode.CharactersMax)
            return Refuse(new Refusal(RefusalCode.SignInRefused, "A code is too long."));
        var taken = await proposals.TakeAsync(new(name, first, second, form["new"].ToString()), context.Connection.RemoteIpAddress);
        return taken.IsRefused(out var refusal) ? Refuse(refusal) : PageResults.Show<AccessPage>(new { Name = name, taken.Answer.Key });

        IResult Refuse(Refusal why)
        {
            RetryAfter.Set(context.Response, why);
            return PageResults.Show<AccessPage>(new { Name = name, First = first, Second = second, Refusal = why }, PageResults.Status(why));
        }
    }
}
