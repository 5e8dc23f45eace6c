using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Staff;

/// <summary>The persons who use accounts, and the units in which they have an interest.</summary>
internal static class PersonRoutes
{
    public static void MapPersons(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/staff/{name}").WithTags("Staff").Refuses(RefusalCode.NoSuchStaff);
        account.MapGet("/person", ReadPersonAsync).RequireRole(Role.Administrator, Role.Auditor)
            .WithSummary("The person who uses an account: the account's own name, unless another one is named");
        account.MapPut("/person", NamePersonAsync).RequireRole(Role.Administrator)
            .WithSummary("Name the person who uses an account, as another person; where two people are required, two accounts of one person count as one")
            .Reads<NewPerson>().Refuses(RefusalCode.BadRequest, RefusalCode.SamePerson);
        account.MapGet("/interests", ReadInterestsAsync).RequireRoleAnywhere(Enum.GetValues<Role>())
            .WithSummary("The units in which an account has an interest; for the account itself, administrators and auditors").Refuses(RefusalCode.NotAllowed);
        account.MapPost("/interests", EnterInterestAsync).RequireRoleAnywhere(Enum.GetValues<Role>())
            .WithSummary("Enter an interest of an account in a unit, for the account itself and administrators; the same again changes nothing")
            .Reads<NewInterest>().Refuses(RefusalCode.BadRequest, RefusalCode.NotAllowed, RefusalCode.TooManyEntries);
        account.MapDelete("/interests/{unit}", RemoveInterestAsync).RequireRole(Role.Administrator).WithSummary("Remove an interest of an account in a unit");
    }

    private static async Task<Results<Ok<NewPerson>, RefusalResult>> ReadPersonAsync(string name, StaffUseCases staff) =>
        (await staff.FindAsync(name)).ToTypedResult(account => TypedResults.Ok(new NewPerson(account.Actor.Person)));

    private static async Task<Results<Ok<StaffMember>, RefusalResult>> NamePersonAsync(string name, HttpContext context, StaffUseCases staff)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, NewPerson.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await staff.NamePersonAsync(name, body.Answer.Person, context.CallerAccount)).ToTypedResult(Show);
    }

    private static async Task<Results<Ok<Interest[]>, RefusalResult>> ReadInterestsAsync(string name, HttpContext context, StaffUseCases staff)
    {
        if (StaffUseCases.RefuseInterests(name, context.CallerAccount, Role.Auditor) is { } refusal)
            return refusal.ToResult();
        return (await staff.FindAsync(name)).ToTypedResult(account => TypedResults.Ok(account.Interests.ToArray()));
    }

    private static async Task<Results<Ok<StaffMember>, RefusalResult>> EnterInterestAsync(string name, HttpContext context, StaffUseCases staff)
    {
        if (StaffUseCases.RefuseInterests(name, context.CallerAccount) is { } refusal)
            return refusal.ToResult();
        var body = await JsonBody.ReadSmallAsync(context.Request, NewInterest.Read);
        if (body.IsRefused(out refusal))
            return refusal.ToResult();
        return (await staff.EnterInterestAsync(name, body.Answer, context.CallerAccount)).ToTypedResult(Show);
    }

    private static async Task<Results<NoContent, RefusalResult>> RemoveInterestAsync(string name, string unit, HttpContext context, StaffUseCases staff) =>
        (await staff.RemoveInterestAsync(name, unit, context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());

    private static Ok<StaffMember> Show(StaffAccount account) => TypedResults.Ok(StaffMember.Of(account));
}
